import Testing

@Suite struct PlanUnheldRoleTests {
    private typealias Plan = PlanRepository

    @Test("every role of a gate is held by somebody")
    func gate() {
        Plan(phases: Plan.phase("one", #""gate": { "roles": ["owner", 1️⃣"attorney", "lead"] }"#)).expect([
            "1️⃣ error: nobody in people.json holds the role 'attorney' [plan-unheld-role]"
                + " — there is 'lead', 'owner' and 'qa'"
        ])
    }

    @Test("of other lists one role is enough, and the others are warned of")
    func others() {
        Plan(
            phases: Plan.phase("one", #""tasks": [{ "key": "a", "text": "A", "roles": ["lead", 1️⃣"legal"] }]"#),
            more: #"""
                "roles": { "start": [2️⃣"chief"], "resume": [] },
                "guards": [{ "key": "g", "reportedBy": [3️⃣"support", 4️⃣"press"], "action": { "strategy": "pause" } }],
                "contacts": [{ "who": "W", "about": "A", "role": 5️⃣"duty" }, { "who": "W", "about": "A" }]
                """#
        ).expect([
            "1️⃣ warning: nobody in people.json holds the role 'legal' [plan-unheld-role]",
            "2️⃣ error: nobody in people.json holds the role 'chief' [plan-unheld-role]",
            "3️⃣ error: nobody in people.json holds the role 'support' [plan-unheld-role]",
            "4️⃣ error: nobody in people.json holds the role 'press' [plan-unheld-role]",
            "5️⃣ warning: nobody in people.json holds the role 'duty' [plan-unheld-role]",
        ])
    }

    @Test("manual metrics can be reported by somebody")
    func metrics() {
        var plan = Plan(phases: Plan.phase("one"))
        plan.metrics = """
            { "sources": [{ "key": "team", "type": "manual" }],
              "metrics": [{ "key": "bugs", "source": "team", "roles": [1️⃣"tester"] }] }
            """
        plan.expect(["1️⃣ error: nobody in people.json holds the role 'tester' [plan-unheld-role]"])
    }

    @Test("says nothing without people.json")
    func noPeople() {
        var plan = Plan(phases: Plan.phase("one", #""gate": { "roles": ["nobody"] }"#))
        plan.people = nil
        plan.expect([])
    }
}
