import Documents
import FlagModel
import Testing

@testable import FlagRepository

@Suite struct DocumentMergeTests {
    private func merge(
        _ base: String?, _ ours: String, _ theirs: String, _ path: String = "environments/production/flags/CSF.json"
    ) throws -> DocumentMerge {
        try DocumentMerge(
            base: base.map { Array($0.utf8) }, ours: Array(ours.utf8), theirs: Array(theirs.utf8),
            kind: #require(DocumentKind(path: path)))
    }

    private func merged(_ base: String?, _ ours: String, _ theirs: String) throws -> String? {
        guard case .merged(let bytes) = try merge(base, ours, theirs).outcome else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A state with rules that serve what stands behind the colon, `on` without one.
    private func rules(_ rules: String..., more: String = "") -> String {
        let list = rules.map { rule in
            let parts = rule.split(separator: ":")
            return "    { \"cohort\": \"\(parts[0])\", \"serve\": \"\(parts.count > 1 ? parts[1] : "on")\" }"
        }
        return """
            {
              "flag": "CSF",
              "enabled": true,
              "rules": [\(list.isEmpty ? "" : "\n" + list.joined(separator: ",\n") + "\n  ")],
              "fallthrough": "off"\(more)
            }

            """
    }

    @Test func `changes to two cohorts of one flag go together, in our formatting`() throws {
        let ours = rules("early:off", "regular").replacing("  ", with: "\t")
        #expect(
            try merged(rules("early", "regular"), ours, rules("early", "regular:off"))
                == rules("early:off", "regular:off").replacing("  ", with: "\t"))
    }

    @Test func `different serves for one cohort are a conflict, and everything else is in both versions`() throws {
        let result = try merge(
            rules("early", "regular"), rules("early:off", "regular"), rules("early:dim", "regular:off"))
        #expect(result.conflicts.map(\.field.description) == ["rules/early"])
        #expect(
            result.outcome
                == .conflict(
                    ours: Array(rules("early:off", "regular:off").utf8),
                    theirs: Array(rules("early:dim", "regular:off").utf8)))
    }

    @Test func `rules added at one place are a conflict about their order, unless they serve the same`() throws {
        let result = try merge(rules("a"), rules("a", "x:off"), rules("a", "y"))
        #expect(result.conflicts.map(\.field.description) == ["rules"])
        #expect(
            result.outcome
                == .conflict(ours: Array(rules("a", "x:off", "y").utf8), theirs: Array(rules("a", "y", "x:off").utf8)))
        #expect(try merged(rules("a"), rules("a", "x"), rules("a", "y")) == rules("a", "x", "y"))
        #expect(try merged(rules("a"), rules("x:off", "a"), rules("a", "y")) == rules("x:off", "a", "y"))
    }

    @Test func `orders go together where every pair of rules has one, and contradict each other where not`() throws {
        let base = rules("a:1", "b:2", "c:3", "d:4")
        #expect(
            try merged(base, rules("b:2", "a:1", "c:3", "d:4"), rules("a:1", "b:2", "d:4", "c:3"))
                == rules("b:2", "a:1", "d:4", "c:3"))
        // b before a by theirs, a before x before b by ours.
        let result = try merge(rules("a:1", "b:2"), rules("a:1", "x:3", "b:2"), rules("b:2", "a:1"))
        #expect(result.conflicts.map(\.field.description) == ["rules"])
    }

    @Test func `a rule that one side removes and the other edits is a conflict`() throws {
        let result = try merge(rules("a", "b"), rules("b"), rules("a:off", "b"))
        #expect(result.conflicts.map(\.field.description) == ["rules/a"])
        #expect(
            result.outcome == .conflict(ours: Array(rules("b").utf8), theirs: Array(rules("a:off", "b").utf8)))
        #expect(try merged(rules("a", "b"), rules("b"), rules("a", "b:off")) == rules("b:off"))
    }

    @Test func `fields that go together to nothing valid are a conflict of the whole`() throws {
        func flag(_ variants: String, off: String) -> String {
            "{ \"key\": \"CSF\", \"name\": \"CSF\", \"type\": \"boolean\",\n"
                + "  \"variants\": { \(variants) },\n  \"offVariant\": \"\(off)\" }\n"
        }
        let both = "\"on\": true, \"off\": false, \"no\": false"
        let base = flag(both, off: "off")
        let (ours, theirs) = (flag("\"on\": true, \"off\": false", off: "off"), flag(both, off: "no"))
        let result = try merge(base, ours, theirs, "flags/CSF.json")
        #expect(result.conflicts.isEmpty)
        #expect(result.findings.map(\.rule) == ["unknown-variant"])
        #expect(result.outcome == .conflict(ours: Array(ours.utf8), theirs: Array(theirs.utf8)))
    }

    @Test func `variants that both sides add go together`() throws {
        func flag(_ variants: String) -> String {
            "{ \"key\": \"t\", \"name\": \"T\", \"type\": \"string\", \"variants\": { \"a\": \"a\"\(variants) },"
                + " \"offVariant\": \"a\" }"
        }
        let result = try merge(flag(""), flag(", \"x\": \"x\""), flag(", \"y\": \"y\""), "flags/t.json")
        #expect(result.outcome == .merged(Array(flag(", \"x\": \"x\", \"y\": \"y\"").utf8)))
    }

    @Test func `people whom both sides add go together, whatever their order`() throws {
        func people(_ keys: String...) -> String {
            "{ \"people\": [" + keys.map { "{ \"key\": \"\($0)\", \"name\": \"\($0)\" }" }.joined(separator: ", ")
                + "] }"
        }
        let path = ".flagctl/people.json"
        guard case .merged(let bytes) = try merge(people("a"), people("a", "x"), people("a", "y"), path).outcome
        else { return unexpected(nil) }
        let keys = try JSONDocument(parsing: bytes).value["people"]?.array?.compactMap { $0["key"]?.string }
        #expect(keys.map(Set.init) == ["a", "x", "y"])
        #expect(try merge(people("a", "b", "c"), people("b", "a", "c"), people("a", "c", "b"), path).conflicts.isEmpty)
    }

    @Test(
        "what cannot be read or belongs together is in conflict as a whole",
        arguments: [
            ("{}", "{ \"enabled\": ", "{ \"enabled\": true }", "environments/production/flags/CSF.json"),
            ("<<<<<<<", "{ \"enabled\": false }", "{ \"enabled\": true }", "environments/production/flags/CSF.json"),
            ("{\"a\":1,\"b\":1}", "{\"a\":2,\"b\":1}", "{\"a\":1,\"b\":2}", "environments/p/rollouts/r/status.json"),
            ("[1]", "[2]", "[1, 3]", "flags/CSF.json"),
        ])
    func whole(base: String, ours: String, theirs: String, path: String) throws {
        let result = try merge(base, ours, theirs, path)
        #expect(result.conflicts.map(\.field) == [.document])
        #expect(result.outcome == .conflict(ours: Array(ours.utf8), theirs: Array(theirs.utf8)))
    }

    @Test func `a file that both sides add stands where they say the same, else it is in conflict`() throws {
        #expect(try merged(nil, rules("a"), rules("a").replacing("  ", with: " ")) == rules("a"))
        #expect(try merge(nil, rules("a"), rules("b")).conflicts.map(\.field) == [.document])
    }

    private func log(_ records: String...) -> String {
        let deliveries = records.map { record in
            let words = record.split(separator: " ")
            return """
                { "message": "\(words[0])", "occurrence": "start", "channel": "live", "due": "2026-01-01T00:00:00Z",
                  "state": "\(words[1])", "at": "2026-01-01T00:00:00Z", "by": "watch", "attempts": 1 }
                """
        }
        return
            "{ \"environment\": \"production\", \"plan\": \"go\", \"deliveries\": [\(deliveries.joined(separator: ", "))] }"
    }

    @Test func `what became of messages goes together record by record, and two verdicts on one are a conflict`() throws
    {
        let path = "communications/production/go.json"
        let result = try merge(log("a unknown"), log("a skipped", "b sent"), log("a unknown", "c failed"), path)
        guard case .merged(let bytes) = result.outcome else {
            Issue.record("a conflict")
            return
        }
        var content = RepositoryContent(isPartial: true)
        content.add(path: path, bytes: bytes)
        let log = try #require(content.deliveries.values.first?.values.first)
        #expect(
            log.deliveries.map { "\($0.slot.message) \($0.state.rawValue)" } == ["a skipped", "b sent", "c failed"])
        let verdicts = try merge(self.log("a unknown"), self.log("a skipped"), self.log("a failed"), path)
        #expect(verdicts.conflicts.count == 1)
        #expect(
            verdicts.outcome
                == .conflict(ours: Array(self.log("a skipped").utf8), theirs: Array(self.log("a failed").utf8)))
    }
}
