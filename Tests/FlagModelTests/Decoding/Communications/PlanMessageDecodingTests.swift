import Documents
import FlagModel
import Testing

@Suite struct PlanMessageDecodingTests {
    private static let path = "environments/dev/rollouts/p/plan.json"

    private func expect(_ expected: [String], _ more: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(Self.plan(more), at: Self.path, expecting: expected, sourceLocation: line) {
            RolloutPlan.decode($0, at: $1, into: &$2)
        }
    }

    private static func plan(_ more: String) -> String {
        #"{ "key": "p", "name": "P", "phases": [{ "key": "a", "name": "A" }], \#(more) }"#
    }

    private func read(_ more: String) throws -> RolloutPlan {
        let text = Self.plan(more)
        return try #require(try decoded(text, at: Self.path) { RolloutPlan.decode($0, at: $1, into: &$2) })
    }

    @Test("decodes messages with everything in them, and writes the same again")
    func example() throws {
        let plan = try read(
            """
            "messages": [
              { "key": "notice", "name": "In a week", "when": "start -P7D", "at": "09:00", "audience": ["users", "staff"],
                "channels": ["email", "in-app"], "template": "pre-rollout", "text": "What comes",
                "values": { "guide": "https://example.com/guide", "contact_name": "Sam" },
                "condition": { "flag": "CSF", "variant": "on" }, "maxLateness": "PT12H", "businessDays": true,
                "metadata": {}, "x-own": 1 },
              { "key": "status", "when": "step canary", "every": "PT15M", "channels": ["live"],
                "condition": { "message": "notice" } },
              { "key": "weekly", "when": "weekly friday", "at": "15:00", "channels": ["email"],
                "condition": { "phase": "a" } }]
            """)
        let first = try #require(plan.messages.first)
        #expect(first.name == "In a week")
        #expect(first.moment == MessageMoment(.start, offset: -604_800))
        #expect(first.timeOfDay?.minutes == 540)
        #expect(first.audience.map(\.text) == ["users", "staff"])
        #expect(first.channels.map(\.text) == ["email", "in-app"])
        #expect(first.template == "pre-rollout")
        #expect(first.text == "What comes")
        #expect(first.values == ["guide": "https://example.com/guide", "contact_name": "Sam"])
        #expect(
            first.condition == .flag(try #require(FlagKey("CSF")), try #require(VariantKey("on"))))
        #expect(first.maxLateness == 43200)
        #expect(first.onBusinessDays)
        let status = plan.messages[1]
        #expect(status.every?.seconds == 900)
        #expect(status.template == "notice")
        #expect(status.condition == .message(first.key))
        #expect(status.maxLateness == nil)
        #expect(!status.onBusinessDays)
        #expect(plan.message(status.key) == status)
        #expect(plan.message(try #require(MessageKey("other"))) == nil)
        #expect(plan.checks.count == 3)
        let again = try decoded(CanonicalJSON.compact(plan.json), at: Self.path) {
            RolloutPlan.decode($0, at: $1, into: &$2)
        }
        #expect(again == plan)
    }

    @Test("members are known, and those that must be there are")
    func members() throws {
        try expect(
            [
                "1️⃣ member 'channels' is missing [missing-member]", "1️⃣ member 'key' is missing [missing-member]",
                "1️⃣ member 'when' is missing [missing-member]",
                "2️⃣ a message has no member 'channel' [unknown-member] — did you mean 'channels'?",
                "3️⃣ 'm' is in the list twice [duplicate-entry]",
                "4️⃣ the message goes out on no channel [empty-list] — name at least one of channels.json",
                "5️⃣ expected a message as an object, found a string [wrong-type]",
                "6️⃣ expected a list, found a string [wrong-type]",
            ],
            """
            "messages": [1️⃣{ 2️⃣"channel": [] }, { "key": "m", "when": "start", "channels": ["a"] },
              3️⃣{ "key": "m", "when": "start", "channels": ["a"] },
              { "key": "n", "when": "start", "channels": 4️⃣[] }, 5️⃣"hello",
              { "key": "o", "when": "start", "channels": 6️⃣"email" }]
            """)
        try expect(
            [
                "1️⃣ 'a' is in the list twice [duplicate-entry]", "2️⃣ 'u' is in the list twice [duplicate-entry]",
                "3️⃣ the name has more than one line [several-lines] — put the rest into 'text'",
                "4️⃣ the text is empty [empty-text]",
                "5️⃣ '../x' is no name of a template: a key starts with a letter A-Z or a-z or a digit [invalid-key]",
                "6️⃣ expected true or false, found a number [wrong-type]", "7️⃣ 'PT0S' is no time at all [number-range]",
                "8️⃣ a check names a phase, a message, or a flag and a variant [check-form]",
            ],
            """
            "messages": [{ "key": "m", "when": "start", "channels": ["a", 1️⃣"a"], "audience": ["u", 2️⃣"u"],
              "name": 3️⃣"A\\nB", "text": 4️⃣"", "template": 5️⃣"../x", "businessDays": 6️⃣1, "maxLateness": 7️⃣"PT0S",
              "condition": 8️⃣{ "message": "m", "phase": "a" } }]
            """)
    }

    @Test("a moment is one, and a time of day too")
    func moments() throws {
        try expect(
            [
                "1️⃣ 'soon' is no moment of a rollout [message-moment] — write start -P7D, phase KEY, step, gate KEY, "
                    + "passed KEY, paused, resumed, rolled-back, completed +PT24H, stopped, daily, or weekly monday",
                "2️⃣ 'completed -P1D' is no moment of a rollout [message-moment]",
                "3️⃣ expected a string, found a number [wrong-type]",
                "4️⃣ '9:00' is no time of day [invalid-time] — write it as 09:00",
                "5️⃣ 'daily' needs a time of day [message-moment] — add \"at\": \"09:00\"",
                "6️⃣ 'weekly monday' needs a time of day [message-moment]",
            ],
            """
            "messages": [{ "key": "a", "when": 1️⃣"soon", "channels": ["x"] },
              { "key": "b", "when": 2️⃣"completed -P1D", "channels": ["x"] },
              { "key": "c", "when": 3️⃣7, "channels": ["x"] },
              { "key": "d", "when": "start", "at": 4️⃣"9:00", "channels": ["x"] },
              5️⃣{ "key": "e", "when": "daily", "channels": ["x"] },
              6️⃣{ "key": "f", "when": "weekly monday", "channels": ["x"] }]
            """)
    }

    @Test(
        "only what lasts comes again, and not more often than every minute",
        arguments: [
            ("start -P1D", ""), ("passed a", ""), ("resumed", ""), ("completed", ""), ("stopped", ""),
            ("daily", #", "at": "09:00""#), ("step", #", "at": "09:00""#),
        ])
    func endless(_ moment: String, _ more: String) throws {
        try expect(
            [
                "1️⃣ nothing says until when '\(moment)' comes again [message-moment]"
                    + " — 'every' goes with start, phase, step, gate, paused or rolled-back, without 'at'"
            ], #""messages": [{ "key": "a", "when": "\#(moment)", "every": 1️⃣"PT15M", "channels": ["x"]\#(more) }]"#)
    }

    @Test(
        "what lasts may come again",
        arguments: ["start", "start +PT1H", "phase a", "step", "gate a", "paused", "rolled-back +PT5M"])
    func again(_ moment: String) throws {
        let plan = try read(#""messages": [{ "key": "a", "when": "\#(moment)", "every": "PT1M", "channels": ["x"] }]"#)
        #expect(plan.messages[0].every?.seconds == 60)
        try expect(
            ["1️⃣ 'PT59S' is less than a minute [number-range] — write at least PT1M"],
            #""messages": [{ "key": "a", "when": "\#(moment)", "every": 1️⃣"PT59S", "channels": ["x"] }]"#)
    }

    @Test("values have names that templates can say, and are texts")
    func values() throws {
        let hint = " — write letters, digits and '_', such as migrationGuide"
        try expect(
            [
                "1️⃣ '' is no name of a value [invalid-key]" + hint, "2️⃣ 'a b' is no name of a value [invalid-key]",
                "3️⃣ 'a.b' is no name of a value [invalid-key]", "4️⃣ '-a' is no name of a value [invalid-key]",
                "5️⃣ '#a' is no name of a value [invalid-key]", "6️⃣ the text is empty [empty-text]",
                "7️⃣ expected a string, found a number [wrong-type]",
            ],
            """
            "messages": [{ "key": "m", "when": "start", "channels": ["x"], "values": { 1️⃣"": "x", 2️⃣"a b": "x",
              3️⃣"a.b": "x", 4️⃣"-a": "x", 5️⃣"#a": "x", "c": 6️⃣" ", "d": 7️⃣1, "e-f_2": "x" } }]
            """)
    }

    @Test("a task's check can be a message")
    func checks() throws {
        let text = """
            { "key": "p", "name": "P", "phases": [{ "key": "a", "name": "A",
              "tasks": [{ "key": "t", "text": "T", "check": { "message": "notice" } }] }] }
            """
        let plan = try #require(
            try decoded(text, at: Self.path) { RolloutPlan.decode($0, at: $1, into: &$2) })
        #expect(plan.phases[0].tasks[0].check == .message(try #require(MessageKey("notice"))))
    }
}
