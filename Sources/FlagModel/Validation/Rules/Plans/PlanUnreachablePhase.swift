import Documents

/// Refuses phases that wait for themselves or for a later one, and phases that start before the one before them.
///
/// Phases run in the order of the plan, so that the first could never begin or end; the second says something that
/// cannot come true.
enum PlanUnreachablePhase: ValidationRule {
    static let id = "plan-unreachable-phase"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for (index, phase) in plan.phases.enumerated() {
                for task in PlacedPlan.tasks(of: phase) {
                    guard case .phase(let awaited) = task.part.check,
                        let place = plan.plan.phases.firstIndex(where: { $0.key == awaited }), place >= index
                    else { continue }
                    let problem = place == index ? Problem.waitsForItself(awaited) : .waitsForLater(awaited)
                    report.add(problem, in: plan.kind, at: .value(task.path + ["check", "phase"]))
                }
            }
            checkTimes(plan, report)
        }
    }

    private static func checkTimes(_ plan: PlacedPlan, _ report: ValidationReport) {
        var latest: (phase: PhaseKey, time: Timestamp)?
        for phase in plan.phases {
            guard case .at(let time) = phase.part.start else { continue }
            if let latest, time < latest.time {
                report.add(
                    .startsEarly(time, latest.phase, latest.time), in: plan.kind, at: .value(phase.path + ["start"]))
            } else {
                latest = (phase.part.key, time)
            }
        }
    }
}

extension Problem {
    fileprivate static func waitsForItself(_ phase: PhaseKey) -> Problem {
        Problem(
            PlanUnreachablePhase.id, "the phase waits for itself: '\(phase)' has not passed its gate while it runs",
            hint: "name an earlier phase")
    }

    fileprivate static func waitsForLater(_ phase: PhaseKey) -> Problem {
        Problem(
            PlanUnreachablePhase.id, "the phase waits for '\(phase)', which comes after it",
            hint: "name an earlier phase, or change their order")
    }

    fileprivate static func startsEarly(_ time: Timestamp, _ phase: PhaseKey, _ earlier: Timestamp) -> Problem {
        Problem(
            PlanUnreachablePhase.id, "the phase starts at \(time), and '\(phase)' before it not before \(earlier)",
            hint: "give it a later start, or change their order")
    }
}
