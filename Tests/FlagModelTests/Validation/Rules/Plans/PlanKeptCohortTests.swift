import Testing

@Suite struct PlanKeptCohortTests {
    private typealias Plan = PlanRepository

    private func rules(_ rules: String) -> String { Sample.state("CSF", ", \"rules\": [\(rules)]") }
    private let staff = #"{ "cohort": "staff", "serve": "on" }"#
    private let beta = #"{ "cohort": "beta", "serve": "on" }"#

    private func plan(_ row: String, keep: String = "1️⃣\"staff\"") -> Plan {
        Plan(
            phases: Plan.phase(
                "one",
                "\"steps\": [{ \"set\": [{ \"flag\": \"CSF\", \(row) }] }], "
                    + "\"rollback\": { \"strategy\": \"partial\", \"keep\": [\(keep)] }"))
    }

    @Test("no rule that goes down stands before that of a kept cohort")
    func order() {
        var plan = plan(#""cohort": "staff", "serve": "on""#)
        plan.states["CSF"] = rules(beta)
        plan.expect([
            "1️⃣ error: 'staff' cannot be kept: of 'CSF' the rule of 'beta' comes before its own [plan-kept-cohort]"
                + " — keep 'beta' too, or put the rule of 'staff' first"
        ])
        plan.states["CSF"] = rules(staff + ", " + beta)
        plan.expect([])
        plan.states["CSF"] = rules(#"{ "cohort": "beta", "serve": "off" }, "# + staff)
        plan.expect([])
    }

    @Test("cohorts that are kept together may stand in any order")
    func together() {
        var plan = plan(#""cohort": "staff", "serve": "on""#, keep: "\"staff\", \"beta\"")
        plan.states["CSF"] = rules(beta)
        plan.expect([])
    }

    @Test("a kept cohort without a rule is known only where nobody else has one")
    func noRule() {
        var plan = plan(#""serve": "on""#)
        plan.states["CSF"] = rules(beta)
        plan.expect([
            "1️⃣ error: 'staff' cannot be kept: 'CSF' has no rule that says what it has [plan-kept-cohort]"
                + " — give it a rule, in front of the others"
        ])
        plan.states["CSF"] = Sample.state("CSF")
        plan.expect([])
    }

    @Test("a guard keeps cohorts in the phases that it is about")
    func guards() {
        let guards = """
            "guards": [{ "key": "g", "reportedBy": [], "phases": ["PHASE"],
                         "action": { "strategy": "partial", "keep": [1️⃣"staff"], "scope": "plan" } }]
            """
        var plan = Plan(
            phases: Plan.phase("one", #""steps": [{ "set": [{ "flag": "CSF", "enabled": true }] }]"#) + ", "
                + Plan.phase(
                    "two", "\"steps\": [{ \"set\": [{ \"flag\": \"CSF\", \(staff.dropFirst(2).dropLast(2)) }] }]"))
        plan.states["CSF"] = rules(beta)
        plan.more = guards.replacing("PHASE", with: "two")
        plan.expect([
            "1️⃣ error: 'staff' cannot be kept: of 'CSF' the rule of 'beta' comes before its own [plan-kept-cohort]"
        ])
        plan.more = guards.replacing("PHASE", with: "one")
        plan.expect([
            "1️⃣ error: 'staff' cannot be kept: 'CSF' has no rule that says what it has [plan-kept-cohort]"
        ])
    }
}
