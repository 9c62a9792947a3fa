import Testing

@Suite struct StatusRulesTests {
    private typealias Plan = PlanRepository

    @Test("a run that can still move has a plan")
    func plan() {
        let plan = Plan(phases: Plan.phase("one"), status: Plan.status("paused").replacing("\"s4\"", with: "1️⃣\"s4\""))
        let files = plan.files.filter { $0.path != Plan.planPath }
        expectFindings(
            [
                "1️⃣ error: the run is paused, and there is no plan 's4' [status-without-plan]"
                    + " — end it while the plan is there: flagctl rollout stop s4 --env production"
            ], in: files)
        plan.expect([])
        var over = plan
        over.status = Plan.status("rolledBack")
        expectFindings([], in: over.files.filter { $0.path != Plan.planPath })
    }

    @Test("a run that can still move is in a phase of its plan")
    func phases() {
        var plan = Plan(
            phases: Plan.phase("one") + ", " + Plan.phase("two"),
            status: Plan.status(phase: "1️⃣\"tow\"", #""passed": ["one", 2️⃣"zero"]"#))
        plan.expect([
            "1️⃣ error: plan 's4' has no phase 'tow' [status-unknown-phase] — did you mean 'two'?",
            "2️⃣ error: plan 's4' has no phase 'zero' [status-unknown-phase]",
        ])
        plan.status = Plan.status("succeeded", phase: "\"gone\"")
        plan.expect([])
    }

    @Test("no more steps were made than the phase has")
    func steps() {
        Plan(phases: Plan.phase("one"), status: Plan.status(steps: "1️⃣1")).expect([
            "1️⃣ error: 1 steps of phase 'one' were made, and it has 0 [status-unknown-phase]"
                + " — steps that were made stay in the plan; stop the run to change them"
        ])
    }
}
