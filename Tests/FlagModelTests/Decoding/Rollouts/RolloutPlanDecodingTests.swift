import Documents
import FlagModel
import Testing

@Suite struct RolloutPlanDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(text, at: "environments/dev/rollouts/p/plan.json", expecting: expected, sourceLocation: line) {
            RolloutPlan.decode($0, at: $1, into: &$2)
        }
    }

    private func plan(_ phases: String, _ more: String = "") -> String {
        #"{ "key": "p", "name": "P", "phases": [\#(phases)]\#(more) }"#
    }

    private func phase(_ more: String) -> String { plan(#"{ "key": "a", "name": "A"\#(more) }"#) }

    @Test("decodes a plan with everything in it, and writes the same again")
    func example() throws {
        let path = "environments/dev/rollouts/s4-ga/plan.json"
        let plan = try #require(
            try decoded(PlanExample.text, at: path) { RolloutPlan.decode($0, at: $1, into: &$2) })
        #expect(plan.maxAge == 300)
        #expect(plan.roles.start == ["product-owner"])
        #expect(plan.phases.map(\.start) == [.delay(ISODuration(seconds: 604_800)).written("P7D"), nil])
        let first = try #require(plan.phases.first)
        #expect(first.prerequisites.map(\.isDone) == [true, false, false])
        #expect(first.tasks.map(\.isOptional) == [true])
        #expect(first.steps.flatMap(\.set).map(\.text).first == "CSF on, everybody else gets on")
        #expect(first.criteria.first?.test.comparison == .delta)
        #expect(first.gate.roles == ["product-owner", "compliance-officer"])
        #expect(first.rollback?.word == "gradual")
        #expect(plan.guards.map(\.action).last == .pause)
        #expect(plan.messages.count == 1)
        let again = try decoded(CanonicalJSON.compact(plan.json), at: path) {
            RolloutPlan.decode($0, at: $1, into: &$2)
        }
        #expect(again == plan)
    }

    @Test("defaults are those of the design")
    func defaults() throws {
        let text = plan(
            #"{ "key": "a", "name": "A", "rollback": { "strategy": "gradual" }, "#
                + #""criteria": [{ "key": "c", "metric": "m", "success": { "operator": "lessThan", "value": 1 } }] }"#)
        let plan = try #require(
            try decoded(text, at: "environments/dev/rollouts/p/plan.json") {
                RolloutPlan.decode($0, at: $1, into: &$2)
            })
        #expect(plan.maxAge == 600)
        let metric = try #require(MetricKey("m"))
        #expect(plan.phases[0].criteria[0].test == MetricTest(metric: metric))
        #expect(MetricTest(metric: metric).window == 300)
        #expect(MetricTest(metric: metric).baselineWindow == 86400)
        #expect(
            plan.phases[0].rollback?.path == .gradual(ladder: [50_000, 25_000, 0], every: ISODuration(seconds: 600)))
    }

    @Test("the plan itself: its key, its phases, who may do what")
    func root() throws {
        try expect(
            [
                "1️⃣ member 'phases' is missing [missing-member]",
                "2️⃣ key 'q' is not the folder's name 'p' [key-mismatch] — write 'p', or rename the folder",
                "3️⃣ the text is empty [empty-text]",
                "4️⃣ a plan has no member 'guard' [unknown-member] — did you mean 'guards'?",
                "5️⃣ the roles of a plan has no member 'promot' [unknown-member] — did you mean 'promote'?",
                "6️⃣ 'po' is in the list twice [duplicate-entry]",
                "7️⃣ 'P0D' is no time at all [number-range] — write at least a second: PT1S",
                "8️⃣ expected a message as an object, found a string [wrong-type]",
            ],
            """
            1️⃣{ "key": 2️⃣"q", "name": 3️⃣"", 4️⃣"guard": [], "roles": { 5️⃣"promot": [], "task": ["po", 6️⃣"po"] },
              "watch": { "maxAge": 7️⃣"P0D" }, "messages": [8️⃣"hello"] }
            """)
        try expect(
            ["1️⃣ the plan has no phase [empty-list] — write at least one"],
            #"{ "key": "p", "name": "P", "phases": 1️⃣[] }"#)
        try expect(
            [
                "1️⃣ 'a' is in the list twice [duplicate-entry]",
                "2️⃣ 'a b' is no phase key: a key has only the letters A-Z and a-z, digits, '.', '_' and '-' [invalid-key]",
            ],
            plan(#"{ "key": "a", "name": "A" }, 1️⃣{ "key": "a", "name": "B" }, { "key": 2️⃣"a b", "name": "C" }"#))
    }

    @Test("a phase: when it starts, its tasks and its gate")
    func phases() throws {
        try expect(
            [
                "1️⃣ a phase has either 'start' or 'delay' [phase-start] — remove one of them",
                "2️⃣ 't' is in the list twice [duplicate-entry]",
                "3️⃣ 't' is in the list twice [duplicate-entry] — remove one of them",
                "4️⃣ a check names a phase, a message, or a flag and a variant [check-form]"
                    + #" — write {"phase": "canary"}, {"message": "notice"} or {"flag": "CSF", "variant": "on"}"#,
                "5️⃣ member 'variant' is missing [missing-member]",
                "6️⃣ a gate has no member 'role' [unknown-member] — did you mean 'roles'?",
                "7️⃣ 'P1M' is no ISO 8601 duration [invalid-duration]"
                    + " — years and months differ in length: write weeks or days",
            ],
            phase(
                """
                , "start": "2026-01-01T00:00:00Z", "delay": 1️⃣"P1D",
                "prerequisites": [{ "key": "t", "text": "T" }, 2️⃣{ "key": "t", "text": "T" }],
                "tasks": [3️⃣{ "key": "t", "text": "T" },
                  { "key": "u", "text": "U", "check": 4️⃣{ "phase": "a", "flag": "CSF" } },
                  { "key": "v", "text": "V", "check": 5️⃣{ "flag": "CSF" } }],
                "gate": { 6️⃣"role": ["po"], "hold": 7️⃣"P1M" }
                """))
        try expect(
            [
                "1️⃣ 'soon' is no RFC 3339 timestamp [invalid-timestamp]",
                "2️⃣ a task has no member 'check ' [unknown-member] — did you mean 'check'?",
                "3️⃣ expected true or false, found a string [wrong-type]",
                "4️⃣ a check names a phase, a message, or a flag and a variant [check-form]",
            ],
            phase(
                """
                , "start": 1️⃣"soon", "tasks": [{ "key": "t", "text": "T", 2️⃣"check ": {}, "done": 3️⃣"yes" },
                  { "key": "u", "text": "U", "check": 4️⃣{ "variant": "on" } }]
                """))
    }

    @Test("a step: what it sets")
    func steps() throws {
        let form = "an assignment says 'enabled', or what is served, or both [assignment-form]"
        try expect(
            [
                "1️⃣ the step sets nothing [empty-list] — name at least one flag, or leave the step out",
                "2️⃣ member 'set' is missing [missing-member]", "3️⃣ \(form)", "4️⃣ \(form)", "5️⃣ \(form)",
                "6️⃣ \(form)", "7️⃣ weights add up to 90, not 100 [weights-sum] — 10 are missing",
                "8️⃣ an assignment has no member 'serves' [unknown-member] — did you mean 'serve'?",
            ],
            phase(
                """
                , "steps": [{ "set": 1️⃣[] }, 2️⃣{}, { "set": [3️⃣{ "flag": "F" },
                  4️⃣{ "flag": "F", "cohort": "c" }, 5️⃣{ "flag": "F", "remove": true },
                  6️⃣{ "flag": "F", "cohort": "c", "serve": "on", "remove": true },
                  { "flag": "F", "serve": 7️⃣{ "on": 50, "off": 40 } },
                  { "flag": "F", "enabled": true, 8️⃣"serves": "on" }] }]
                """))
    }

    @Test("an assignment is a switch, a row, or both")
    func assignments() throws {
        let text = phase(
            """
            , "steps": [{ "set": [{ "flag": "F", "enabled": true }, { "flag": "F", "serve": "on" },
              { "flag": "F", "enabled": false, "cohort": "c", "serve": { "on": 75, "off": 25 } },
              { "flag": "F", "cohort": "c", "remove": true }, { "flag": "F", "enabled": true, "remove": false }] }]
            """)
        let plan = try #require(
            try decoded(text, at: "environments/dev/rollouts/p/plan.json") {
                RolloutPlan.decode($0, at: $1, into: &$2)
            })
        #expect(
            plan.phases[0].steps[0].set.map(\.text) == [
                "F on", "F everybody else gets on", "F off, c get on 75%, off 25%", "F no rule for c", "F on",
            ])
    }

    @Test("a criterion: what is measured, and the thresholds")
    func criteria() throws {
        try expect(
            [
                "1️⃣ member 'metric' is missing [missing-member]", "1️⃣ member 'success' is missing [missing-member]",
                "2️⃣ there is no operator 'lessthan' [unknown-operator] — did you mean 'lessThan'?",
                "3️⃣ 1e999 is beyond the numbers that can be compared [number-range]",
                "4️⃣ there is no comparison 'percent' [unknown-value]"
                    + " — it is one of 'absolute', 'delta' or 'relative'",
                "5️⃣ 'PT0S' is no time at all [number-range]",
                "6️⃣ there is no aggregate 'max' [unknown-value]", "7️⃣ 0 is less than 1 [number-range]",
                "8️⃣ -1 is less than 0 [number-range]",
                "9️⃣ expected a threshold as an object, found a number [wrong-type]",
            ],
            phase(
                """
                , "criteria": [1️⃣{ "key": "c" },
                  { "key": "d", "metric": "m", "success": { "operator": 2️⃣"lessthan", "value": 3️⃣1e999 },
                    "compare": 4️⃣"percent", "window": 5️⃣"PT0S", "aggregate": 6️⃣"max", "minSamples": 7️⃣0,
                    "failureLimit": 8️⃣-1, "failure": 9️⃣5 }]
                """))
    }

    @Test("a guard: one thing that sets it off, and what it does")
    func guards() throws {
        try expect(
            [
                "1️⃣ the guard has nothing that sets it off [guard-trigger]"
                    + " — name a 'metric' with a 'failure' threshold, or in 'reportedBy' the roles who report it",
                "1️⃣ member 'action' is missing [missing-member]",
                "2️⃣ member 'failure' is missing [missing-member]",
                "3️⃣ a guard that people report to has no 'metric' [guard-trigger] — remove one of them",
                "4️⃣ a guard that people report to has no 'window' [guard-trigger]",
                "5️⃣ an action has no member 'scope' [unknown-member]",
                "6️⃣ there is no strategy 'gradually' [unknown-value] — did you mean 'gradual'?",
                "7️⃣ 'a' is in the list twice [duplicate-entry]", "8️⃣ 'r' is in the list twice [duplicate-entry]",
            ],
            plan(
                #"{ "key": "a", "name": "A" }"#,
                """
                , "guards": [1️⃣{ "key": "n" },
                  2️⃣{ "key": "m", "metric": "m", "action": { "strategy": "pause" } },
                  { "key": "r", "reportedBy": [], "metric": 3️⃣"m", "window": 4️⃣"PT1M",
                    "action": { "strategy": "pause", 5️⃣"scope": "plan" } },
                  { "key": "s", "reportedBy": [], "action": { "strategy": 6️⃣"gradually" }, "phases": ["a", 7️⃣"a"] },
                  8️⃣{ "key": "r", "reportedBy": [], "action": { "strategy": "immediate" } }]
                """))
    }

    @Test("a strategy has the members of its kind")
    func strategies() throws {
        func guarded(_ action: String) -> String {
            plan(
                #"{ "key": "a", "name": "A" }"#,
                #", "guards": [{ "key": "g", "reportedBy": [], "action": \#(action) }]"#)
        }
        try expect(
            [
                "1️⃣ the strategy 'immediate' has no 'ladder' [strategy-member] — remove it",
                "2️⃣ the strategy 'immediate' has no 'keep' [strategy-member]",
                "3️⃣ there is no scope 'plans' [unknown-value] — did you mean 'plan'?",
            ], guarded(#"{ "strategy": "immediate", "ladder": 1️⃣[0], "keep": 2️⃣[], "scope": 3️⃣"plans" }"#))
        try expect(
            ["1️⃣ member 'keep' is missing [missing-member]"], guarded(#"1️⃣{ "strategy": "partial" }"#))
        try expect(
            [
                "1️⃣ the list of kept cohorts is empty [empty-list]"
                    + " — name one, or write the strategy 'immediate'"
            ], guarded(#"{ "strategy": "partial", "keep": 1️⃣[] }"#))
        try expect(
            ["1️⃣ only a guard can pause [strategy-member] — without 'rollback' a failed criterion pauses"],
            phase(#", "rollback": { "strategy": 1️⃣"pause" }"#))
    }

    @Test(
        "a ladder descends to 0",
        arguments: [
            ("[50, 1️⃣50, 0]", "the ladder does not descend: 50 follows 50 [ladder] — write 50, 25, 0"),
            ("[25, 1️⃣50, 0]", "the ladder does not descend: 50 follows 25 [ladder]"),
            ("[50, 1️⃣25]", "the ladder does not end at 0 [ladder] — add 0 as its last rung"),
            ("1️⃣[]", "the ladder does not end at 0 [ladder]"),
            ("[1️⃣101, 0]", "rung 101 is more than 100 [ladder]"),
            ("[50, 1️⃣0.0001, 0]", "rung 0.0001 has more than three decimals [ladder]"),
            ("1️⃣50", "expected a list, found a number [wrong-type]"),
            ("[1️⃣\"50\", 0]", "expected a percentage as a number, found a string [wrong-type]"),
        ])
    func ladders(_ ladder: String, _ finding: String) throws {
        try expect(["1️⃣ \(finding)"], phase(#", "rollback": { "strategy": "gradual", "ladder": \#(ladder) }"#))
    }

    @Test("what is for readers is checked too")
    func documentation() throws {
        try expect(
            [
                "1️⃣ member 'target' is missing [missing-member]",
                "2️⃣ a risk has no member 'mitigations' [unknown-member] — did you mean 'mitigation'?",
                "3️⃣ member 'about' is missing [missing-member]", "4️⃣ the text is empty [empty-text]",
            ],
            plan(
                #"{ "key": "a", "name": "A" }"#,
                """
                , "measures": [1️⃣{ "name": "p95" }], "risks": [{ "risk": "R", 2️⃣"mitigations": "M" }],
                "contacts": [3️⃣{ "who": "Ann", "role": 4️⃣" " }]
                """))
    }
}

extension PhaseStart {
    /// The same with the duration as a file writes it.
    fileprivate func written(_ text: String) -> PhaseStart { ISODuration(text).map { .delay($0) } ?? self }
}
