import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import Workflows

@Suite("Exports and imports of a repository")
struct ExchangeWorkflowTests {
    private let fixture: GitFixture
    private let session: Session

    init() async throws {
        fixture = try await GitFixture()
        session = Session(
            path: fixture.path, environment: fixture.environment, now: Timestamp(unixSeconds: 1_767_000_000),
            hasFixedClock: true, commandLine: ["flagctl"], entropy: { (0, 0) })
        try await fixture.commit([
            ".flagctl/config.json": #"{ "formatVersion": 1, "protectedBranch": "main", "bucketing": "flagd-v3" }"#,
            "environments/test/environment.json": #"{ "key": "test", "name": "Test", "order": 1 }"#,
            "environments/test/cohorts/old.json":
                #"""
            { "key": "old", "match": { "attribute": "since", "operator": "before", "value": "2026-01-01T00:00:00Z" } }
            """#,
            "environments/test/flags/A.json":
                #"""
            { "flag": "A", "enabled": true,
              "rules": [{ "cohort": "old", "serve": "on" }], "fallthrough": "off" }
            """#,
            "flags/A.json":
                #"""
            { "key": "A", "name": "A", "type": "boolean", "variants": { "on": true, "off": false },
              "offVariant": "off", "environmentVariable": "FEATURE_A" }
            """#,
        ])
    }

    @Test("refuse what cannot be said, with the row's place in its file")
    func refused() throws {
        let failure = try #require(throws: Failure.self) { try ExportEnvironment("test", as: "flagd").run(session) }
        #expect(failure.code == "inexpressible")
        #expect(failure.status == .refused)
        #expect(
            failure.findings.map(\.text) == [
                "environments/test/flags/A.json:2:13: error: A, old: cohort 'old': 'before' compares moments, "
                    + "and flagd only numbers and texts [inexpressible]"
            ])
        #expect(throws: Failure.self) { try ExportEnvironment("test", as: "dotenv").run(session) }
        #expect(try ExportEnvironment("test", as: "dotenv", partial: "off").run(session) == "FEATURE_A=false\n")
        #expect(throws: Failure.self) { try ExportEnvironment("test", as: "flagd", partial: "off").run(session) }
        #expect(throws: Failure.self) { try ExportEnvironment("test", as: "yaml").run(session) }
    }

    @Test("read another time")
    func at() async throws {
        let first = try await fixture.git("rev-parse", "HEAD")
        try await fixture.commit([
            "environments/test/flags/A.json": #"{ "flag": "A", "enabled": false, "fallthrough": "on" }"#
        ])
        #expect(try ExportEnvironment("test", as: "dotenv").run(session) == "FEATURE_A=false\n")
        #expect(throws: Failure.self) { try ExportEnvironment("test", as: "dotenv", at: first).run(session) }
    }

    @Test("write nothing where something cannot be expressed, unless told to leave it out")
    func imports() async throws {
        let text = #"""
            { "flags": {
              "B": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off",
                     "targeting": { "if": [{ "ends_with": [{ "var": "email" }, "@example.com"] }, "on"] } },
              "C": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off",
                     "targeting": { "if": [{ "==": [{ "var": "age" }, 5] }, "on"] } } } }
            """#
        let head = try await fixture.git("rev-parse", "HEAD")
        let failure = await #expect(throws: Failure.self) {
            try await ImportFlags("flags.json", text: text, into: "test").run(session, EditOptions())
        }
        #expect(failure?.findings.map(\.position?.line) == [4])
        #expect(try await fixture.git("rev-parse", "HEAD") == head)
        #expect(try await fixture.status().isEmpty)

        let report = try await ImportFlags("flags.json", text: text, into: "test", skipsInexpressible: true)
            .run(session, EditOptions())
        #expect(report.subject == "Import B from flagd into test")
        #expect(report.notes.count == 1 && report.notes[0].hasPrefix("left out C: '==' compares 'age'"))
        #expect(fixture.has("flags/B.json") && fixture.has("environments/test/flags/B.json"))
        #expect(fixture.has("environments/test/cohorts/B-1.json") && !fixture.has("flags/C.json"))
        #expect(try await fixture.fsck().isEmpty)
        let again = try await ImportFlags("flags.json", text: text, into: "test", skipsInexpressible: true)
            .run(session, EditOptions())
        #expect(again.commit == nil)
    }

    @Test("refuse files that are no flag files", arguments: ["{", "[]", "{}", #"{ "flags": {} }"#])
    func files(text: String) async throws {
        await #expect(throws: Failure.self) {
            try await ImportFlags("flags.json", text: text, into: "test").run(session, EditOptions())
        }
    }

    @Test("evaluate many contexts, one a line, and name the line that is none")
    func contexts() throws {
        var lines: [String] = []
        let text = "{ \"targetingKey\": \"a\", \"since\": \"2025-01-01T00:00:00Z\" }\n\n{}\n"
        try EvaluateContexts(in: "test", for: ContextText(Array(text.utf8), from: "users.jsonl")).run(session) {
            lines.append($0)
        }
        #expect(
            lines == [
                #"{"flags":[{"key":"A","variant":"on","value":true,"reason":"TARGETING_MATCH"}]}"#,
                #"{"flags":[{"key":"A","variant":"off","value":false,"reason":"DEFAULT"}]}"#,
            ])
        let failure = #expect(throws: Failure.self) {
            try EvaluateContexts(in: "test", for: ContextText(Array("{}\n[]\n".utf8), from: "users.jsonl"))
                .run(session) { _ in }
        }
        #expect(failure?.findings.map(\.path) == ["users.jsonl, line 2"])
    }
}
