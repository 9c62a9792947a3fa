import Documents

/// Warns where a cohort gets a flag sooner after its first release than the cohort's `releaseDelay` has it.
///
/// Counted with the shortest time that the plan's delays and holds leave; a phase that starts at a moment ends the count.
enum PlanReleaseDelay: ValidationRule {
    static let id = "plan-release-delay"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans { check(plan, content, report) }
    }

    private static func check(_ plan: PlacedPlan, _ content: RepositoryContent, _ report: ValidationReport) {
        var released: [FlagKey: Int] = [:]
        var served: Set<Row> = []
        var begun = 0
        var now = 0
        for phase in plan.phases {
            switch phase.part.start {
            case .at: return
            case .delay(let delay): now = max(now, begun + delay.seconds)
            case nil: break
            }
            begun = now
            for (index, step) in phase.part.steps.enumerated() {
                for (place, assignment) in step.set.enumerated() {
                    let flag = assignment.flag
                    guard let definition = content.flags[flag], let serve = assignment.serve,
                        !serve.isOnly(definition.offVariant)
                    else { continue }
                    let since = now - (released[flag] ?? now)
                    released[flag] = released[flag] ?? now
                    guard case .rule(let key, _) = assignment.row, served.insert(Row(flag: flag, cohort: key)).inserted,
                        let delay = content.cohort(key, in: plan.environment)?.releaseDelay, since < delay.seconds
                    else { continue }
                    report.add(
                        .tooSoon(key, delay, since), in: plan.kind,
                        at: .value(phase.path + ["steps", .index(index), "set", .index(place), "cohort"]),
                        concerned: [.cohort(plan.environment, key)])
                }
                let isLast = index == phase.part.steps.count - 1
                now += max(step.hold?.seconds ?? 0, isLast ? phase.part.gate.hold?.seconds ?? 0 : 0)
            }
        }
    }

    private struct Row: Hashable {
        let flag: FlagKey
        let cohort: CohortKey
    }
}

extension Problem {
    fileprivate static func tooSoon(_ cohort: CohortKey, _ delay: ISODuration, _ since: Int) -> Problem {
        let when = since == 0 ? "with the first release" : "\(ISODuration(seconds: since).text) after the first release"
        return Problem(
            PlanReleaseDelay.id, "'\(cohort)' gets it \(when), and its releaseDelay is \(delay.text)",
            severity: .warning,
            hint: "give the phase a delay, or the step before a longer hold")
    }
}
