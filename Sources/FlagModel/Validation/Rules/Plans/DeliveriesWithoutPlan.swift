import Documents

/// Refuses open deliveries of messages whose plan is gone.
///
/// What nobody knows about waits for a person, and what did not arrive is tried again; without the plan neither is asked
/// for any more. A log in which everything is settled is a record.
enum DeliveriesWithoutPlan: ValidationRule {
    static let id = "deliveries-without-plan"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, logs) in content.deliveries {
            for (key, log) in logs where content.isAbsent(.plan(environment, key)) {
                for (index, delivery) in log.deliveries.enumerated() where !delivery.state.isFinal {
                    report.add(
                        .withoutPlan(delivery, key, environment), in: .deliveries(environment, key),
                        at: .value(["deliveries", .index(index), "state"]), concerned: [.plan(environment, key)])
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func withoutPlan(
        _ delivery: Delivery, _ plan: PlanKey, _ environment: EnvironmentKey
    ) -> Problem {
        let slot = delivery.slot
        return Problem(
            DeliveriesWithoutPlan.id,
            "'\(slot.message)' by \(slot.channel) is \(delivery.state.rawValue), and there is no plan '\(plan)'",
            hint: "say what became of it while the plan is there: "
                + "flagctl comms resolve \(plan) \(slot.message) --env \(environment) --channel \(slot.channel)")
    }
}
