import Documents
import FlagModel
import Testing

@Suite struct FeedbackDecodingTests {
    private static let path = "feedback/01K3.json"

    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(text, at: Self.path, expecting: expected, sourceLocation: line) {
            Feedback.decode($0, at: $1, into: &$2)
        }
    }

    private func read(_ text: String) throws -> Feedback {
        try #require(try decoded(text, at: Self.path) { Feedback.decode($0, at: $1, into: &$2) })
    }

    @Test("decodes feedback with everything in it, and writes the same again")
    func example() throws {
        let feedback = try read(
            """
            { "$schema": "../.flagctl/schemas/feedback.schema.json", "key": "01K3", "class": "critical",
              "text": "It hangs", "from": "Ann of support", "flag": "CSF", "environment": "production", "plan": "s4-ga",
              "link": "https://example.com/t/1", "received": "2026-02-16T09:00:00+01:00",
              "deadline": "2026-02-16T12:00:00+01:00",
              "closed": { "by": "Sam <sam@example.com>", "at": "2026-02-16T10:00:00Z", "note": "fixed", "x-own": 1 },
              "metadata": {}, "x-own": 1 }
            """)
        #expect(feedback.key.text == "01K3")
        #expect(feedback.kind == .critical)
        #expect(feedback.text == "It hangs")
        #expect(feedback.from == "Ann of support")
        #expect(feedback.flag?.text == "CSF")
        #expect(feedback.environment?.text == "production")
        #expect(feedback.plan?.text == "s4-ga")
        #expect(feedback.link == "https://example.com/t/1")
        #expect(feedback.received.text == "2026-02-16T09:00:00+01:00")
        #expect(feedback.deadline.text == "2026-02-16T12:00:00+01:00")
        #expect(feedback.closed?.by == "Sam <sam@example.com>")
        #expect(feedback.closed?.note == "fixed")
        #expect(try read(CanonicalJSON.compact(feedback.json)) == feedback)
        #expect(feedback.json.object?.names == Feedback.memberOrder.dropLast())
    }

    @Test("what is not said is not written")
    func minimal() throws {
        let feedback = try read(
            """
            { "key": "01K3", "class": "survey", "text": "T", "received": "2026-02-16T09:00:00Z",
              "deadline": "2026-03-02T09:00:00Z" }
            """)
        #expect(feedback.closed == nil)
        #expect(try read(CanonicalJSON.compact(feedback.json)) == feedback)
        #expect(feedback.json.object?.names == ["$schema", "key", "class", "text", "received", "deadline"])
    }

    @Test("every member is checked")
    func members() throws {
        try expect(
            [
                "1️⃣ member 'deadline' is missing [missing-member]", "1️⃣ member 'received' is missing [missing-member]",
                "2️⃣ key '01K4' is not the file's name '01K3' [key-mismatch] — write '01K3', or rename the file",
                "3️⃣ there is no class of feedback 'bug' [unknown-value]"
                    + " — it is one of 'critical', 'request', 'general' or 'survey'",
                "4️⃣ the text is empty [empty-text]", "5️⃣ feedback has no member 'form' [unknown-member]",
                "6️⃣ 'ftp://example.com' is no address of the web [invalid-address]",
                "7️⃣ 'a/b' is no flag key: a key has only the letters A-Z and a-z, digits, '.', '_' and '-' [invalid-key]",
                "8️⃣ member 'at' is missing [missing-member]",
                "9️⃣ an answer has no member 'who' [unknown-member]",
            ],
            """
            1️⃣{ "key": 2️⃣"01K4", "class": 3️⃣"bug", "text": 4️⃣" ", 5️⃣"form": "Ann", "link": 6️⃣"ftp://example.com",
              "flag": 7️⃣"a/b", "closed": 8️⃣{ "by": "Sam", 9️⃣"who": "Sam" } }
            """)
        try expect(
            [
                "1️⃣ member 'class' is missing [missing-member]", "1️⃣ member 'deadline' is missing [missing-member]",
                "1️⃣ member 'key' is missing [missing-member]", "1️⃣ member 'received' is missing [missing-member]",
                "1️⃣ member 'text' is missing [missing-member]",
            ], "1️⃣{}")
        try expect(["1️⃣ expected feedback as an object, found a string [wrong-type]"], #"1️⃣"It hangs""#)
    }

    @Test("times are times, and an answer an object")
    func times() throws {
        try expect(
            [
                "1️⃣ 'today' is no RFC 3339 timestamp [invalid-timestamp]",
                "2️⃣ '2026-02-17' is no RFC 3339 timestamp [invalid-timestamp] — write 2026-02-17T00:00:00Z",
                "3️⃣ expected an answer as an object, found true or false [wrong-type]",
            ],
            """
            { "key": "01K3", "class": "general", "text": "T", "received": 1️⃣"today", "deadline": 2️⃣"2026-02-17",
              "closed": 3️⃣true }
            """)
    }
}
