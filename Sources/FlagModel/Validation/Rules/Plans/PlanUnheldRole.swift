import Documents

/// Refuses gates that ask for a role which nobody in people.json holds, and warns where other roles of a plan or metric
/// are held by nobody.
///
/// Every role of a gate has to say go, so that such a gate never opens. Of other lists one role is enough: they are
/// refused where nobody holds any of them.
enum PlanUnheldRole: ValidationRule {
    static let id = "plan-unheld-role"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard let people = content.people else { return }
        let held = Set(people.people.flatMap(\.roles))
        for plan in content.placedPlans {
            for phase in plan.phases {
                check(
                    phase.part.gate.roles, needsAll: true, at: phase.path + ["gate", "roles"], in: plan.kind, held,
                    report)
            }
            for (roles, path) in lists(plan) { check(roles, needsAll: false, at: path, in: plan.kind, held, report) }
            for (index, contact) in plan.plan.contacts.enumerated() {
                guard let role = contact.role, !held.contains(role) else { continue }
                report.add(
                    .unheld(role, among: held, .warning), in: plan.kind,
                    at: .value(["contacts", .index(index), "role"]), concerned: [.people])
            }
        }
        for (index, metric) in (content.metrics?.metrics ?? []).enumerated() {
            guard case .manual(let roles) = metric.query else { continue }
            check(roles, needsAll: false, at: ["metrics", .index(index), "roles"], in: .metrics, held, report)
        }
    }

    /// The lists of which one role is enough.
    private static func lists(_ plan: PlacedPlan) -> [([String], JSONPath)] {
        let roles = plan.plan.roles
        let acts = [
            ("start", roles.start), ("promote", roles.promote), ("resume", roles.resume), ("task", roles.task),
        ]
        let guards = plan.plan.guards.enumerated().compactMap { index, found -> ([String], JSONPath)? in
            guard case .report(let roles) = found.trigger else { return nil }
            return (roles, ["guards", .index(index), "reportedBy"])
        }
        return acts.map { ($1, ["roles", .member($0)]) } + plan.tasks.map { ($0.part.roles, $0.path + ["roles"]) }
            + guards
    }

    private static func check(
        _ roles: [String], needsAll: Bool, at path: JSONPath, in kind: DocumentKind, _ held: Set<String>,
        _ report: ValidationReport
    ) {
        let isShut = needsAll || held.isDisjoint(with: roles)
        for (index, role) in roles.enumerated() where !held.contains(role) {
            report.add(
                .unheld(role, among: held, isShut ? .error : .warning), in: kind, at: .value(path + [.index(index)]),
                concerned: [.people])
        }
    }
}

extension Problem {
    fileprivate static func unheld(_ role: String, among held: Set<String>, _ severity: Severity) -> Problem {
        Problem(
            PlanUnheldRole.id, "nobody in people.json holds the role '\(role)'", severity: severity,
            hint: nearHint(role, among: held.sorted()))
    }
}
