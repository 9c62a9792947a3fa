import Documents

/// Refuses statuses of runs that can still move and name a phase or step which their plan does not have.
enum StatusUnknownPhase: ValidationRule {
    static let id = "status-unknown-phase"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, statuses) in content.statuses {
            for (key, status) in statuses where status.state.isActive {
                guard let plan = content.plans[environment]?[key] else { continue }
                let kind = DocumentKind.status(environment, key)
                let passed = status.passed.enumerated().map { ($1, ["passed", .index($0)] as JSONPath) }
                for (phase, path) in [(status.phase, ["phase"])] + passed where plan.phase(phase) == nil {
                    report.add(
                        .unknownPhase(phase, in: plan), in: kind, at: .value(path),
                        concerned: [.plan(environment, key)])
                }
                guard let phase = plan.phase(status.phase), status.steps > phase.steps.count else { continue }
                report.add(
                    .unknownStep(status.steps, in: phase), in: kind, at: .value(["steps"]),
                    concerned: [.plan(environment, key)])
            }
        }
    }
}

extension Problem {
    fileprivate static func unknownPhase(_ phase: PhaseKey, in plan: RolloutPlan) -> Problem {
        Problem(
            StatusUnknownPhase.id, "plan '\(plan.key)' has no phase '\(phase)'",
            hint: nearHint(phase.text, among: plan.phases.map(\.key.text)))
    }

    fileprivate static func unknownStep(_ steps: Int, in phase: Phase) -> Problem {
        Problem(
            StatusUnknownPhase.id,
            "\(steps) steps of phase '\(phase.key)' were made, and it has \(phase.steps.count)",
            hint: "steps that were made stay in the plan; stop the run to change them")
    }
}
