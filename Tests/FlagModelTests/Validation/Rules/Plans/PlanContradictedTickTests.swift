import Testing

@Suite struct PlanContradictedTickTests {
    private typealias Plan = PlanRepository

    private func ticked(_ check: String, mark: String = "1️⃣") -> String {
        "\"prerequisites\": [{ \"key\": \"a\", \"text\": \"A\", \"done\": \(mark)true, \"check\": \(check) }]"
    }

    private let notPassed =
        "1️⃣ error: this is ticked, but phase 'one' has not passed its gate [plan-contradicted-tick]"
        + " — remove the tick: the check ticks it when it is so"

    @Test("a phase that did not pass its gate was not successful, as seed 004 has it")
    func phase() {
        var plan = Plan(phases: Plan.phase("one") + ", " + Plan.phase("two", ticked(#"{ "phase": "one" }"#)))
        plan.expect([notPassed])
        plan.status = Plan.status()
        plan.expect([notPassed])
        plan.status = Plan.status(phase: "\"two\"", #""passed": ["one"]"#)
        plan.expect([])
    }

    @Test("everybody gets the variant of a ticked check")
    func flag() {
        var plan = Plan(phases: Plan.phase("one", ticked(#"{ "flag": "CSF", "variant": "on" }"#)))
        let finding =
            "1️⃣ error: this is ticked, but not everybody in 'production' gets 'on' of 'CSF' [plan-contradicted-tick]"
        plan.expect([finding])
        plan.states["CSF"] = Sample.state("CSF", fallthrough: #"{ "on": 99.999, "off": 0.001 }"#)
        plan.expect([finding])
        plan.states["CSF"] = Sample.state(
            "CSF", fallthrough: "\"on\"", #", "rules": [{ "cohort": "staff", "serve": "off" }]"#)
        plan.expect([finding])
        plan.states["CSF"] = Sample.state(
            "CSF", fallthrough: #"{ "on": 100, "off": 0 }"#, #", "rules": [{ "cohort": "staff", "serve": "on" }]"#)
        plan.expect([])
    }

    @Test("a flag that waits for another is on when that one is")
    func requirement() {
        var plan = Plan(phases: Plan.phase("one", ticked(#"{ "flag": "CHAT", "variant": "on" }"#)))
        plan.definitions["CHAT"] = Sample.flag("CHAT", #", "requires": [{ "flag": "CSF", "variant": "on" }]"#)
        plan.states["CHAT"] = Sample.state("CHAT", fallthrough: "\"on\"")
        plan.expect([
            "1️⃣ error: this is ticked, but not everybody in 'production' gets 'on' of 'CHAT' [plan-contradicted-tick]"
        ])
        plan.states["CSF"] = Sample.state("CSF", fallthrough: "\"on\"")
        plan.expect([])
    }

    @Test("ticks without a check, and checks without a tick, are the author's and the run's")
    func others() {
        Plan(
            phases: Plan.phase("one", #""tasks": [{ "key": "b", "text": "B", "done": true }]"#) + ", "
                + Plan.phase("two", #""tasks": [{ "key": "b", "text": "B", "check": { "phase": "one" } }]"#)
        ).expect([])
    }

    @Test("partial content without the run's status says nothing")
    func partial() {
        let plan = Plan(phases: Plan.phase("one") + ", " + Plan.phase("two", ticked(#"{ "phase": "one" }"#)))
        let files = plan.files.filter { $0.path == Plan.planPath }
        expectFindings([], in: files, isPartial: true)
        expectFindings([notPassed], in: files, isPartial: true, absent: [Plan.statusPath])
    }
}
