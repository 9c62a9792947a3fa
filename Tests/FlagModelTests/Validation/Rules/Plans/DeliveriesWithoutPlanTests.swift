import Testing

@Suite struct DeliveriesWithoutPlanTests {
    private typealias Plan = PlanRepository

    private func log(_ states: String...) -> (path: String, text: String) {
        let deliveries = states.enumerated().map { index, state in
            """
            { "message": "launch", "occurrence": "start", "run": "01K3", "channel": "ops-\(index)",
              "due": "2026-01-01T00:00:00Z", "state": \(state), "at": "2026-01-01T00:00:00Z", "by": "watch",
              "until": "2026-01-01T00:05:00Z", "attempts": 1 }
            """
        }
        let text = """
            { "environment": "production", "plan": "s4", "deliveries": [\(deliveries.joined(separator: ", "))] }
            """
        return ("communications/production/s4.json", text)
    }

    private func finding(_ mark: String, _ channel: String, _ state: String) -> String {
        "\(mark) error: 'launch' by \(channel) is \(state), and there is no plan 's4' [deliveries-without-plan]"
            + " — say what became of it while the plan is there:"
            + " flagctl comms resolve s4 launch --env production --channel \(channel)"
    }

    @Test("what is open needs its plan")
    func open() {
        let plan = Plan(phases: Plan.phase("one"))
        let log = log("1️⃣\"unknown\"", "2️⃣\"failed\"", "3️⃣\"claimed\"", "\"sent\"")
        expectFindings([], in: plan.files + [log])
        expectFindings(
            [finding("1️⃣", "ops-0", "unknown"), finding("2️⃣", "ops-1", "failed"), finding("3️⃣", "ops-2", "claimed")],
            in: plan.files.filter { $0.path != Plan.planPath } + [log])
    }

    @Test("what is settled is a record")
    func settled() {
        let plan = Plan(phases: Plan.phase("one"))
        expectFindings(
            [],
            in: plan.files.filter { $0.path != Plan.planPath }
                + [log("\"sent\"", "\"skipped\"", "\"superseded\"")])
    }
}
