import Testing

/// Plans name what is there: flags, states, variants, cohorts, phases.
@Suite struct PlanReferenceRulesTests {
    private typealias Plan = PlanRepository

    private let set = #""steps": [{ "set": ["#

    @Test("a plan whose names all lead somewhere is clean")
    func clean() {
        Plan(
            phases: Plan.phase(
                "one",
                #"""
                "prerequisites": [{ "key": "a", "text": "A", "check": { "flag": "CHAT", "variant": "off" }, "done": true }],
                "steps": [{ "set": [{ "flag": "CSF", "enabled": true, "serve": "off" },
                                    { "flag": "CSF", "cohort": "staff", "serve": { "on": 50, "off": 50 } }], "hold": "PT1H" }],
                "criteria": [{ "key": "c", "metric": "errors", "arguments": { "service": "csf" },
                               "success": { "operator": "lessThan", "value": 1 } }],
                "gate": { "roles": ["owner", "lead"] },
                "rollback": { "strategy": "partial", "keep": ["staff"] }
                """#)
                + ", " + Plan.phase("two", #""tasks": [{ "key": "b", "text": "B", "check": { "phase": "one" } }]"#)
        ).expect([])
    }

    @Test("flags of steps and checks are defined")
    func flags() {
        Plan(
            phases: Plan.phase(
                "one",
                set + #"{ "flag": 1️⃣"CFS", "enabled": true }] }], "#
                    + #""tasks": [{ "key": "a", "text": "A", "check": { "flag": 2️⃣"PORTAL", "variant": "on" } }]"#)
        ).expect([
            "1️⃣ error: flag 'CFS' is not defined [plan-undefined-flag] — did you mean 'CSF'?",
            "2️⃣ error: flag 'PORTAL' is not defined [plan-undefined-flag] — create it: flagctl create PORTAL",
        ])
    }

    @Test("flags have a state in the plan's environment")
    func states() {
        var plan = Plan(phases: Plan.phase("one", set + #"{ "flag": 1️⃣"CHAT", "enabled": true }] }]"#))
        plan.states["CHAT"] = nil
        plan.expect([
            "1️⃣ error: flag 'CHAT' has no state in 'production' [plan-missing-state]"
                + " — add it there, off: flagctl create CHAT --env production"
        ])
    }

    @Test("variants of steps and checks are the flag's")
    func variants() {
        Plan(
            phases: Plan.phase(
                "one",
                set + #"{ "flag": "CSF", "serve": 1️⃣"onn" }, "#
                    + #"{ "flag": "CSF", "cohort": "staff", "serve": { "on": 50, 2️⃣"of": 50 } }] }], "#
                    + #""tasks": [{ "key": "a", "text": "A", "check": { "flag": "CSF", "variant": 3️⃣"full" } }]"#)
        ).expect([
            "1️⃣ error: flag 'CSF' has no variant 'onn' [plan-unknown-variant] — did you mean 'on'?",
            "2️⃣ error: flag 'CSF' has no variant 'of' [plan-unknown-variant] — did you mean 'off'?",
            "3️⃣ error: flag 'CSF' has no variant 'full' [plan-unknown-variant] — there is 'on' and 'off'",
        ])
    }

    @Test("cohorts of steps, removals and kept ones are the environment's")
    func cohorts() {
        Plan(
            phases: Plan.phase(
                "one",
                set + #"{ "flag": "CSF", "cohort": 1️⃣"staf", "serve": "on" }, "#
                    + #"{ "flag": "CSF", "cohort": 2️⃣"gone", "remove": true }] }], "#
                    + #""rollback": { "strategy": "partial", "keep": ["staff", 3️⃣"friends"] }"#),
            more:
                #""guards": [{ "key": "g", "reportedBy": [], "action": { "strategy": "partial", "keep": [4️⃣"kin"] } }]"#
        ).expect([
            "1️⃣ error: 'production' has no cohort 'staf' [plan-undefined-cohort] — did you mean 'staff'?",
            "2️⃣ error: 'production' has no cohort 'gone' [plan-undefined-cohort]"
                + " — create it: flagctl cohort create gone --env production",
            "3️⃣ error: 'production' has no cohort 'friends' [plan-undefined-cohort]",
            "4️⃣ error: 'production' has no cohort 'kin' [plan-undefined-cohort]",
        ])
    }

    @Test("phases of checks and guards are the plan's")
    func phases() {
        Plan(
            phases: Plan.phase("one") + ", "
                + Plan.phase("two", #""tasks": [{ "key": "a", "text": "A", "check": { "phase": 1️⃣"onee" } }]"#),
            more: """
                "guards": [{ "key": "g", "reportedBy": [], "action": { "strategy": "pause" }, "phases": ["one", 2️⃣"three"] }]
                """
        ).expect([
            "1️⃣ error: the plan has no phase 'onee' [plan-undefined-phase] — did you mean 'one'?",
            "2️⃣ error: the plan has no phase 'three' [plan-undefined-phase]",
        ])
    }

    @Test("partial content only knows of what was marked absent")
    func partial() {
        let plan = Plan(phases: Plan.phase("one", set + #"{ "flag": 1️⃣"CSF", "cohort": 2️⃣"staff", "serve": "on" }] }]"#))
        let files = plan.files.filter { $0.path == Plan.planPath }
        expectFindings([], in: files, isPartial: true)
        expectFindings(
            [
                "1️⃣ error: flag 'CSF' is not defined [plan-undefined-flag]",
                "2️⃣ error: 'production' has no cohort 'staff' [plan-undefined-cohort]",
            ], in: files, isPartial: true,
            absent: ["flags/CSF.json", "environments/production/cohorts/staff.json"])
        expectFindings(
            ["1️⃣ error: flag 'CSF' has no state in 'production' [plan-missing-state]"], in: files, isPartial: true,
            absent: ["environments/production/flags/CSF.json"])
    }

    @Test("an edit elsewhere sees what it does to a plan")
    func touching() {
        var plan = Plan(phases: Plan.phase("one", set + #"{ "flag": "CSF", "cohort": 1️⃣"staff", "serve": "on" }] }]"#))
        plan.cohorts["staff"] = nil
        let finding = "1️⃣ error: 'production' has no cohort 'staff' [plan-undefined-cohort]"
        expectFindings([finding], in: plan.files, touching: ["environments/production/cohorts/staff.json"])
        expectFindings([], in: plan.files, touching: ["environments/production/cohorts/beta.json"])
    }
}
