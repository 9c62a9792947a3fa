import Testing

@Suite struct PlanReleaseDelayTests {
    private typealias Plan = PlanRepository

    private func step(_ cohort: String, hold: String, serve: String = "\"on\"") -> String {
        """
        { "set": [{ "flag": "CSF", "enabled": true, "cohort": \(cohort), "serve": \(serve) }], "hold": "\(hold)" }
        """
    }

    private func plan(_ phases: String) -> Plan {
        var plan = Plan(phases: phases)
        plan.cohorts["beta"] = Sample.cohort("beta", #", "releaseDelay": "P7D""#)
        return plan
    }

    @Test("a cohort follows the first release after its delay, counted over holds")
    func holds() {
        plan(Plan.phase("one", "\"steps\": [\(step("\"staff\"", hold: "P6D")), \(step("1️⃣\"beta\"", hold: "P1D"))]"))
            .expect([
                "1️⃣ warning: 'beta' gets it P6D after the first release, and its releaseDelay is P7D"
                    + " [plan-release-delay] — give the phase a delay, or the step before a longer hold"
            ])
        plan(Plan.phase("one", "\"steps\": [\(step("\"staff\"", hold: "P7D")), \(step("\"beta\"", hold: "P1D"))]"))
            .expect([])
    }

    @Test("delays of phases and holds of gates count")
    func delays() {
        plan(
            Plan.phase("one", "\"steps\": [\(step("\"staff\"", hold: "P1D"))], \"gate\": { \"hold\": \"P3D\" }") + ", "
                + Plan.phase("two", "\"delay\": \"P7D\", \"steps\": [\(step("\"beta\"", hold: "P1D"))]")
        ).expect([])
        plan(
            Plan.phase("one", "\"steps\": [\(step("\"staff\"", hold: "P1D"))], \"gate\": { \"hold\": \"P3D\" }") + ", "
                + Plan.phase("two", "\"steps\": [\(step("1️⃣\"beta\"", hold: "P1D"))]")
        ).expect([
            "1️⃣ warning: 'beta' gets it P3D after the first release, and its releaseDelay is P7D [plan-release-delay]"
        ])
    }

    @Test("says it once, of the first step that gives anything, and nothing after a moment")
    func once() {
        plan(
            Plan.phase(
                "one",
                "\"steps\": [\(step("\"beta\"", hold: "P1D", serve: "\"off\"")), \(step("1️⃣\"beta\"", hold: "P1D")), "
                    + "\(step("\"beta\"", hold: "P1D"))]")
        ).expect([
            "1️⃣ warning: 'beta' gets it with the first release, and its releaseDelay is P7D [plan-release-delay]"
        ])
        plan(
            Plan.phase("one", "\"steps\": [\(step("\"staff\"", hold: "P1D"))]") + ", "
                + Plan.phase(
                    "two", "\"start\": \"2026-03-01T00:00:00Z\", \"steps\": [\(step("\"beta\"", hold: "P1D"))]")
        ).expect([])
    }
}
