import Testing

@Suite struct PlanUnreachablePhaseTests {
    private typealias Plan = PlanRepository

    private func check(_ phase: String) -> String {
        "\"prerequisites\": [{ \"key\": \"a\", \"text\": \"A\", \"check\": { \"phase\": \(phase) } }]"
    }

    @Test("a phase waits for earlier ones only")
    func order() {
        Plan(
            phases: [
                Plan.phase("one", check("1️⃣\"three\"")), Plan.phase("two", check("2️⃣\"two\"")),
                Plan.phase("three", check("\"one\"")),
            ].joined(separator: ", ")
        ).expect([
            "1️⃣ error: the phase waits for 'three', which comes after it [plan-unreachable-phase]"
                + " — name an earlier phase, or change their order",
            "2️⃣ error: the phase waits for itself: 'two' has not passed its gate while it runs [plan-unreachable-phase]"
                + " — name an earlier phase",
        ])
    }

    @Test("a phase starts no earlier than those before it")
    func times() {
        Plan(
            phases: [
                Plan.phase("one", #""start": "2026-03-01T00:00:00Z""#), Plan.phase("two", #""delay": "P1D""#),
                Plan.phase("three", #""start": 1️⃣"2026-02-28T23:59:59Z""#),
                Plan.phase("four", #""start": "2026-03-01T01:00:00+01:00""#),
            ].joined(separator: ", ")
        ).expect([
            "1️⃣ error: the phase starts at 2026-02-28T23:59:59Z, and 'one' before it not before 2026-03-01T00:00:00Z"
                + " [plan-unreachable-phase] — give it a later start, or change their order"
        ])
    }
}
