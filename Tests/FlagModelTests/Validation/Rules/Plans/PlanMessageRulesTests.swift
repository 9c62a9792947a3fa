import Testing

/// Messages go out on channels that are there, to groups that are there, at moments that come.
@Suite struct PlanMessageRulesTests {
    private typealias Plan = PlanRepository

    private static let channelsPath = ".flagctl/channels.json"
    private static let logPath = "communications/production/s4.json"
    private static let channels = """
        { "channels": [{ "key": "email", "type": "email", "from": "a@example.com" }, { "key": "in-app", "type": "feed" }] }
        """
    private static let people = """
        { "people": [{ "key": "priya", "name": "P", "emails": ["p@example.com"], "roles": ["qa"] }, { "key": "mike", "name": "M" }],
          "groups": [{ "key": "leads", "members": ["priya"] }, { "key": "silent", "members": ["mike"] },
                     { "key": "empty", "members": [] },
                     { "key": "users", "members": [], "addresses": ["users@lists.example.com"] }] }
        """

    /// A plan with messages, with the channels and groups above.
    private func files(
        _ messages: String, phases: String = Plan.phase("one"), more: String = "", channels: String? = Self.channels,
        people: String? = Self.people, log: String? = nil, status: String? = nil
    ) -> [(path: String, text: String)] {
        var plan = Plan(phases: phases, more: #""messages": [\#(messages)]\#(more)"#)
        plan.people = people
        plan.status = status
        var files = plan.files
        if let channels { files.append((Self.channelsPath, channels)) }
        if let log { files.append((Self.logPath, log)) }
        return files
    }

    private func message(_ more: String) -> String { #"{ "key": "m", "channels": ["in-app"], \#(more) }"# }

    @Test("messages whose names all lead somewhere are clean")
    func clean() {
        expectFindings(
            [],
            in: files(
                """
                { "key": "a", "when": "phase one", "channels": ["email", "in-app"], "audience": ["leads", "silent"] },
                { "key": "b", "when": "step", "channels": ["email"], "audience": ["users"],
                  "condition": { "message": "a" } },
                { "key": "c", "when": "start -P1D", "channels": ["in-app"] }
                """, more: #", "schedule": { "start": "2026-02-16T09:00:00Z" }"#))
    }

    @Test("channels are those of channels.json")
    func channels() {
        let messages = #"{ "key": "a", "when": "step", "channels": ["in-app", 1️⃣"in-ap", 2️⃣"pager"] }"#
        expectFindings(
            [
                "1️⃣ error: channels.json has no channel 'in-ap' [plan-undefined-channel] — did you mean 'in-app'?",
                "2️⃣ error: channels.json has no channel 'pager' [plan-undefined-channel]"
                    + " — there is 'email' and 'in-app'",
            ], in: files(messages))
        expectFindings(
            [
                "1️⃣ error: channels.json has no channel 'in-app' [plan-undefined-channel]"
                    + #" — write .flagctl/channels.json: {"channels": [{"key": "in-app", "type": "feed"}]}"#
            ], in: files(#"{ "key": "a", "when": "step", "channels": [1️⃣"in-app"] }"#, channels: nil))
    }

    @Test("channels that cannot be read, or were not looked at, say nothing")
    func unknownChannels() {
        let messages = #"{ "key": "a", "when": "step", "channels": [1️⃣"pager"] }"#
        expectFindings(
            [".flagctl/channels.json:1:1: error: member 'channels' is missing [missing-member]"],
            in: files(messages, channels: "{}"))
        let alone = files(messages).filter { $0.path == Plan.planPath }
        expectFindings([], in: alone, isPartial: true)
        expectFindings(
            ["1️⃣ error: channels.json has no channel 'pager' [plan-undefined-channel]"], in: alone, isPartial: true,
            absent: [Self.channelsPath])
    }

    @Test("taking away a channel says which plans go on it")
    func touchedChannels() {
        let found = "1️⃣ error: channels.json has no channel 'pager' [plan-undefined-channel]"
        let files = files(#"{ "key": "a", "when": "step", "channels": [1️⃣"pager"] }"#)
        expectFindings([found], in: files, touching: [Self.channelsPath])
        expectFindings([], in: files, touching: [".flagctl/people.json"])
    }

    @Test("audiences are groups of people.json")
    func groups() {
        let messages = message(#""when": "step", "audience": ["leads", 1️⃣"leeds", 2️⃣"everybody"]"#)
        expectFindings(
            [
                "1️⃣ error: people.json has no group 'leeds' [plan-undefined-group] — did you mean 'leads'?",
                "2️⃣ error: people.json has no group 'everybody' [plan-undefined-group]",
            ], in: files(messages))
        let found = "1️⃣ error: people.json has no group 'leads' [plan-undefined-group]"
        let one = message(#""when": "step", "audience": [1️⃣"leads"]"#)
        expectFindings(
            [
                found + #" — add it there: {"key": "leads", "members": [], "addresses": ["list@example.com"]}"#
            ], in: files(one, people: nil))
        let nobody = #"{ "people": [{ "key": "p", "name": "P", "roles": ["qa"] }] }"#
        expectFindings([found], in: files(one, people: nobody), touching: [".flagctl/people.json"])
        let alone = files(one).filter { $0.path == Plan.planPath }
        expectFindings([], in: alone, isPartial: true)
        expectFindings([found], in: alone, isPartial: true, absent: [".flagctl/people.json"])
    }

    @Test("e-mail reaches somebody: members with an address, or addresses", arguments: ["", "silent", "empty"])
    func nobody(_ group: String) {
        let audience = group.isEmpty ? "" : "\"\(group)\""
        expectFindings(
            [
                "1️⃣ error: message 'a' goes out by e-mail and reaches nobody [plan-undefined-group]"
                    + " — name a group of people.json that has addresses, or members with one"
            ],
            in: files(
                """
                1️⃣{ "key": "a", "when": "step", "channels": ["in-app", "email"], "audience": [\(audience)] },
                { "key": "b", "when": "step", "channels": ["in-app"], "audience": [\(audience)] }
                """))
    }

    @Test("a group that is not there is said once")
    func undefinedAudience() {
        expectFindings(
            ["1️⃣ error: people.json has no group 'leeds' [plan-undefined-group]"],
            in: files(#"{ "key": "a", "when": "step", "channels": ["email"], "audience": [1️⃣"leeds"] }"#))
    }

    @Test("checks and conditions name messages of the plan")
    func messages() {
        expectFindings(
            [
                "1️⃣ error: the plan has no message 'mm' [plan-undefined-message] — did you mean 'm'?",
                "2️⃣ error: the plan has no message 'notice' [plan-undefined-message] — there is 'm'",
            ],
            in: files(
                message(#""when": "step", "condition": { "message": 2️⃣"notice" }"#),
                phases: Plan.phase(
                    "one",
                    #""tasks": [{ "key": "t", "text": "T", "check": { "message": 1️⃣"mm" } }, "#
                        + #"{ "key": "u", "text": "U", "check": { "message": "m" } }]"#)))
    }

    @Test("messages do not wait for each other in a circle, or for themselves")
    func circles() {
        expectFindings(
            [
                "1️⃣ error: messages wait for each other in a circle and never go out: a → b → a [plan-message-cycle]"
                    + " — leave the condition of one of them out",
                "2️⃣ error: message 'c' waits for itself and never goes out [plan-message-cycle]"
                    + " — name another message, or leave the condition out",
            ],
            in: files(
                """
                { "key": "b", "when": "step", "channels": ["in-app"], "condition": { "message": "a" } },
                { "key": "a", "when": "step", "channels": ["in-app"], "condition": { "message": 1️⃣"b" } },
                { "key": "c", "when": "step", "channels": ["in-app"], "condition": { "message": 2️⃣"c" } },
                { "key": "d", "when": "step", "channels": ["in-app"], "condition": { "message": "c" } }
                """))
    }

    @Test("groups that are many are listed in part where none is near")
    func manyGroups() {
        let groups = (1...10).map { #"{ "key": "team-\#($0)", "members": [], "addresses": ["a@example.com"] }"# }
        expectFindings(
            [
                "1️⃣ error: people.json has no group 'dev' [plan-undefined-group]"
                    + " — there is 'team-1', 'team-2', 'team-3', 'team-4', 'team-5', 'team-6', 'team-7', 'team-8' and 2 more"
            ],
            in: files(
                message(#""when": "step", "audience": [1️⃣"dev"]"#),
                people:
                    #"{ "people": [{ "key": "p", "name": "P", "roles": ["qa"] }], "groups": [\#(groups.joined(separator: ", "))] }"#
            ))
    }

    @Test("conditions name flags, variants and phases that are there")
    func conditions() {
        expectFindings(
            [
                "1️⃣ error: flag 'CFS' is not defined [plan-undefined-flag] — did you mean 'CSF'?",
                "2️⃣ error: the plan has no phase 'two' [plan-undefined-phase]",
                "3️⃣ error: flag 'CSF' has no variant 'onn' [plan-unknown-variant] — did you mean 'on'?",
            ],
            in: files(
                """
                { "key": "a", "when": "step", "channels": ["in-app"], "condition": { "flag": 1️⃣"CFS", "variant": "on" } },
                { "key": "b", "when": "step", "channels": ["in-app"], "condition": { "phase": 2️⃣"two" } },
                { "key": "c", "when": "step", "channels": ["in-app"], "condition": { "flag": "CSF", "variant": 3️⃣"onn" } }
                """))
    }

    @Test("moments name phases of the plan", arguments: ["phase two", "step two", "gate two", "passed two +PT1H"])
    func phases(_ moment: String) {
        expectFindings(
            ["1️⃣ error: the plan has no phase 'two' [plan-undefined-phase] — there is 'one'"],
            in: files(message(#""when": 1️⃣"\#(moment)""#)))
    }

    @Test("a notice before the start needs a start that is announced")
    func unscheduled() {
        let early = message(#""when": 1️⃣"start -P7D""#)
        expectFindings(
            [
                "1️⃣ warning: 'start -P7D' never comes: the plan announces no start [plan-unscheduled-message]"
                    + #" — add "schedule": {"start": "2026-02-16T09:00:00Z"} to the plan"#
            ], in: files(early))
        expectFindings([], in: files(early, more: #", "schedule": { "start": "2026-02-16T09:00:00Z" }"#))
        expectFindings([], in: files(message(#""when": "start""#)))
        expectFindings([], in: files(message(#""when": "start +P7D""#)))
    }

    @Test("a ticked message was sent on all its channels, in this run or before its start")
    func ticks() {
        let phases = Plan.phase(
            "one", #""tasks": [{ "key": "t", "text": "T", "done": 1️⃣true, "check": { "message": "m" } }]"#)
        let found =
            "1️⃣ error: this is ticked, but message 'm' was not sent on all its channels [plan-contradicted-tick]"
            + " — remove the tick: the check ticks it when it is so"
        let message = #"{ "key": "m", "when": "start", "channels": ["in-app", "email"], "audience": ["leads"] }"#
        func log(_ second: String, run: String = "01K3") -> String {
            let rest = #""due": "2026-01-01T00:00:00Z", "at": "2026-01-01T00:00:00Z", "by": "watch""#
            return """
                { "environment": "production", "plan": "s4", "deliveries": [
                    { "message": "m", "occurrence": "start", "channel": "in-app", "state": "sent", \(rest) },
                    { "message": "m", "occurrence": "start", "run": "\(run)", "channel": "email", "state": "\(second)", \(rest) }
                  ] }
                """
        }
        func check(_ expected: [String], log: String?, at line: SourceLocation = #_sourceLocation) {
            expectFindings(
                expected, in: files(message, phases: phases, log: log, status: Plan.status()), sourceLocation: line)
        }
        check([found], log: nil)
        check([found], log: log("failed"))
        check([found], log: log("sent", run: "01K2"))
        check([], log: log("sent"))
    }

    @Test("partial content without the log says nothing of a ticked message")
    func partialTick() {
        let phases = Plan.phase(
            "one", #""tasks": [{ "key": "t", "text": "T", "done": 1️⃣true, "check": { "message": "m" } }]"#)
        let alone = files(message(#""when": "start""#), phases: phases).filter { $0.path == Plan.planPath }
        expectFindings([], in: alone, isPartial: true)
        expectFindings(
            ["1️⃣ error: this is ticked, but message 'm' was not sent on all its channels [plan-contradicted-tick]"],
            in: alone, isPartial: true, absent: [Self.logPath])
    }
}
