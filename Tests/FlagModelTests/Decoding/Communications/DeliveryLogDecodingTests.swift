import Documents
import FlagModel
import Testing

@Suite struct DeliveryLogDecodingTests {
    private static let path = "communications/dev/p.json"

    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(text, at: Self.path, expecting: expected, sourceLocation: line) {
            DeliveryLog.decode($0, at: $1, into: &$2)
        }
    }

    private func log(_ deliveries: String) -> String {
        #"{ "environment": "dev", "plan": "p", "deliveries": [\#(deliveries)] }"#
    }

    private func delivery(_ more: String) -> String {
        """
        { "message": "m", "occurrence": "start", "channel": "email", "due": "2026-01-01T00:00:00Z", "state": "sent",
          "at": "2026-01-01T00:00:01Z", "by": "watch"\(more) }
        """
    }

    @Test("decodes a log with everything in it, and writes the same again")
    func example() throws {
        let text = """
            { "$schema": "../../.flagctl/schemas/deliveries.schema.json", "environment": "dev", "plan": "p",
              "deliveries": [
                { "message": "m", "occurrence": "step/a/1/2026-02-16T09:00:00Z", "run": "01K3", "channel": "in-app",
                  "due": "2026-02-16T09:00:00Z", "start": "2026-02-16T09:00:00+01:00", "state": "claimed",
                  "at": "2026-02-16T09:00:01Z", "by": "Ann <ann@example.com>", "until": "2026-02-16T09:01:01Z",
                  "attempts": 2, "why": "503", "receipt": "abc", "subject": "S", "text": "**T**",
                  "audience": ["users"], "x-own": 1 },
                \(delivery("")) ],
              "metadata": {} }
            """
        let log = try #require(
            try decoded(text, at: Self.path) { DeliveryLog.decode($0, at: $1, into: &$2) })
        #expect(log.environment.text == "dev")
        #expect(log.plan.text == "p")
        let first = try #require(log.deliveries.first)
        #expect(first.slot.occurrence == "step/a/1/2026-02-16T09:00:00Z")
        #expect(first.slot.run == "01K3")
        #expect(first.slot.channel.text == "in-app")
        #expect(first.due.text == "2026-02-16T09:00:00Z")
        #expect(first.start?.offset == 60)
        #expect(first.state == .claimed)
        #expect(first.until?.text == "2026-02-16T09:01:01Z")
        #expect(first.attempts == 2)
        #expect([first.why, first.receipt, first.subject, first.text] == ["503", "abc", "S", "**T**"])
        #expect(first.audience.map(\.text) == ["users"])
        #expect(log.deliveries[1].attempts == 0)
        #expect(log.deliveries[1].slot.run == nil)
        let again = try decoded(CanonicalJSON.compact(log.json), at: Self.path) {
            DeliveryLog.decode($0, at: $1, into: &$2)
        }
        #expect(again == log)
        #expect(log.json.object?.names == ["$schema", "environment", "plan", "deliveries"])
        #expect(log.json["deliveries"]?.array?.first?.object?.names == Delivery.memberOrder)
    }

    @Test("the log itself: what it is of")
    func root() throws {
        try expect(
            [
                "1️⃣ member 'deliveries' is missing [missing-member]",
                "2️⃣ key 'prod' is not the folder's name 'dev' [key-mismatch] — write 'dev', or rename the folder",
                "3️⃣ key 'q' is not the file's name 'p' [key-mismatch] — write 'p', or rename the file",
                "4️⃣ a log of deliveries has no member 'sent' [unknown-member]",
            ], #"1️⃣{ "environment": 2️⃣"prod", "plan": 3️⃣"q", 4️⃣"sent": [] }"#)
        try expect(["1️⃣ expected a log of deliveries as an object, found a list [wrong-type]"], "1️⃣[]")
        try expect(
            [
                "1️⃣ member 'environment' is missing [missing-member]", "1️⃣ member 'plan' is missing [missing-member]",
            ], #"1️⃣{ "deliveries": [] }"#)
    }

    @Test("every member of a delivery is checked")
    func members() throws {
        let missing = ["at", "by", "channel", "due", "message", "occurrence", "state"]
        try expect(
            missing.map { "1️⃣ member '\($0)' is missing [missing-member]" } + [
                "2️⃣ a delivery has no member 'sent' [unknown-member]",
                "3️⃣ there is no state of a delivery 'send' [unknown-value] — did you mean 'sent'?",
                "4️⃣ the text is empty [empty-text]", "5️⃣ 'now' is no RFC 3339 timestamp [invalid-timestamp]",
                "6️⃣ -1 is less than 0 [number-range]",
                "7️⃣ 'users' is in the list twice [duplicate-entry]", "8️⃣ the text is empty [empty-text]",
            ],
            log(
                """
                1️⃣{ 2️⃣"sent": true },
                { "message": "m", "occurrence": "a", "channel": "c", "due": "2026-01-01T00:00:00Z", "state": 3️⃣"send",
                  "at": "2026-01-01T00:00:00Z", "by": 4️⃣"" },
                \(delivery(#", "until": 5️⃣"now", "attempts": 6️⃣-1, "audience": ["users", 7️⃣"users"], "why": 8️⃣"""#))
                """))
    }

    @Test("a claim says until when it holds")
    func claims() throws {
        try expect(
            ["1️⃣ member 'until' is missing [missing-member]"],
            log(
                """
                1️⃣{ "message": "m", "occurrence": "start", "channel": "email", "due": "2026-01-01T00:00:00Z",
                  "state": "claimed", "at": "2026-01-01T00:00:01Z", "by": "watch" }
                """))
    }

    @Test("a message has one record for each of its occurrences, runs and channels")
    func twice() throws {
        try expect(
            [
                "1️⃣ message 'm' has two records for 'start' on 'email' [duplicate-entry]"
                    + " — leave the one that says what happened"
            ], log("\(delivery("")), \(delivery(#", "run": "01K3""#)), 1️⃣\(delivery(#", "why": "again""#))"))
    }
}
