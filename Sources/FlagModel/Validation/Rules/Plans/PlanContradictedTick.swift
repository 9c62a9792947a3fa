import Documents

/// Refuses ticks of a plan's author that what is there contradicts.
///
/// A tick in a plan says what was so when the plan was written. With a check flagctl sees for itself: a phase that has not
/// passed its gate was not successful, whatever the document says.
enum PlanContradictedTick: ValidationRule {
    static let id = "plan-contradicted-tick"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for task in plan.tasks where task.part.isDone {
                let place = Place.value(task.path + ["done"])
                switch task.part.check {
                case .phase(let phase):
                    let status = DocumentKind.status(plan.environment, plan.plan.key)
                    let run = content.statuses[plan.environment]?[plan.plan.key]
                    guard run != nil || content.isAbsent(status), run?.passed.contains(phase) != true,
                        plan.plan.phase(phase) != nil
                    else { continue }
                    report.add(.notPassed(phase), in: plan.kind, at: place, concerned: [status])
                case .flag(let flag, let variant):
                    guard content.everybody(in: plan.environment, gets: variant, of: flag) == false,
                        content.flags[flag] != nil
                    else { continue }
                    report.add(
                        .notServed(flag, variant, plan.environment), in: plan.kind, at: place,
                        concerned: [.flag(flag), .state(plan.environment, flag)])
                case .message(let key):
                    let log = DocumentKind.deliveries(plan.environment, plan.plan.key)
                    let deliveries = content.deliveries[plan.environment]?[plan.plan.key]
                    let run = content.statuses[plan.environment]?[plan.plan.key]
                    guard let message = plan.plan.message(key), deliveries != nil || content.isAbsent(log),
                        deliveries?.bound(to: run).isSent(message, of: plan.plan, in: run?.run) != true
                    else { continue }
                    report.add(.notSent(key), in: plan.kind, at: place, concerned: [log])
                case nil: break
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func notPassed(_ phase: PhaseKey) -> Problem {
        Problem(
            PlanContradictedTick.id, "this is ticked, but phase '\(phase)' has not passed its gate",
            hint: "remove the tick: the check ticks it when it is so")
    }

    fileprivate static func notSent(_ message: MessageKey) -> Problem {
        Problem(
            PlanContradictedTick.id, "this is ticked, but message '\(message)' was not sent on all its channels",
            hint: "remove the tick: the check ticks it when it is so")
    }

    fileprivate static func notServed(
        _ flag: FlagKey, _ variant: VariantKey, _ environment: EnvironmentKey
    ) -> Problem {
        Problem(
            PlanContradictedTick.id,
            "this is ticked, but not everybody in '\(environment)' gets '\(variant)' of '\(flag)'",
            hint: "remove the tick: the check ticks it when it is so")
    }
}
