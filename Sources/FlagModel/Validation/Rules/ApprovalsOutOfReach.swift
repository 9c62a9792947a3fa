import Documents

/// Warns where a policy asks for more approvals than there are people who can give them.
///
/// Exposure could never be raised there but by breaking the glass.
enum ApprovalsOutOfReach: ValidationRule {
    static let id = "approvals-out-of-reach"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard let people = content.people else { return }
        for (key, environment) in content.environments {
            guard let approvals = environment.policy?.approvals else { continue }
            let able = people.people.filter { person in
                approvals.roles.isEmpty || person.roles.contains { approvals.roles.contains($0) }
            }
            guard approvals.required > able.count else { continue }
            report.add(
                .outOfReach(approvals, able.count), in: .environment(key),
                at: .value(["policy", "approvals", "required"]), concerned: [.people])
        }
    }
}

extension Problem {
    fileprivate static func outOfReach(_ approvals: Approvals, _ able: Int) -> Problem {
        let roles = approvals.roles.isEmpty ? "" : " with the role \(listed(approvals.roles, by: "or"))"
        let people = able == 1 ? "is 1 person" : "are \(able) people"
        return Problem(
            ApprovalsOutOfReach.id,
            "the policy asks for \(approvals.required) approvals, but there \(people)\(roles) in people.json",
            severity: .warning)
    }
}
