import TestSupport
import Testing

@testable import Workflows

/// Ways down for flags without a plan.
@Suite struct LowerFlagsTests {
    private static let path = "environments/production/flags/CSF.json"

    private func exposed() async throws -> FlagFixture {
        try await FlagFixture([
            Self.path: SampleFlags.state(
                "CSF", enabled: true,
                rules: [("early-adopters", "\"on\""), ("regular-users", "{ \"on\": 30, \"off\": 70 }")])
        ])
    }

    private func lower(
        _ flags: FlagFixture, _ strategy: StrategyText, _ options: EditOptions = .init()
    ) async throws -> EditReport {
        try await LowerFlags(Selection(keys: ["CSF"]), in: "production", strategy: strategy)
            .run(flags.session(.mike, at: "12:00", "flagctl rollback CSF"), options)
    }

    private func serves(_ flags: FlagFixture) async throws -> String {
        let text = try await flags.state("CSF", in: "production")
        let parts = text.split(separator: "\n").filter { $0.contains("serve\"") || $0.contains("fallthrough") }
        return parts.map { String($0.split(separator: ": ").dropFirst().joined(separator: ": ")) }.joined(
            separator: "\n")
    }

    @Test func `immediate turns off in one commit and its revert turns on again`() async throws {
        let flags = try await exposed()
        let before = try await flags.head("HEAD^{tree}")
        let report = try await lower(flags, StrategyText("immediate"))
        #expect(report.subject == "Roll back CSF in production" && report.classification == "lowering")
        #expect(report.changes.map(\.summary) == ["turned off"])
        try await flags.revert(try #require(report.commit))
        #expect(try await flags.head("HEAD^{tree}") == before)
        try await flags.expectSound()
    }

    @Test func `partial keeps a cohort exactly, and its revert gives it back to the others`() async throws {
        let flags = try await exposed()
        let before = try await flags.head("HEAD^{tree}")
        let report = try await lower(flags, StrategyText(keep: ["early-adopters"]))
        #expect(report.subject == "Roll back CSF in production, keeping early-adopters")
        #expect(
            try await flags.state("CSF", in: "production")
                == SampleFlags.state(
                    "CSF", enabled: true, rules: [("early-adopters", "\"on\""), ("regular-users", "\"off\"")],
                    fallthrough: "\"off\""))
        try await flags.revert(try #require(report.commit))
        #expect(try await flags.head("HEAD^{tree}") == before)
    }

    @Test func `a cohort that others stand before is not kept`() async throws {
        let flags = try await exposed()
        let found = try await flags.expectRefusal("cannot-keep") {
            _ = try await lower(flags, StrategyText(keep: ["regular-users"]))
        }
        #expect(found?.hint == "take it down for all of them: --strategy immediate")
    }

    @Test func `gradual makes the first rung at once, the watcher the others, and no rung raises a row`() async throws {
        let flags = try await exposed()
        let length = try await flags.length()
        let report = try await lower(flags, StrategyText("gradual", ladder: ["50", "25"], every: "10m"))
        #expect(report.classification == "lowering")
        #expect(report.notes.first == "the watcher makes the other rungs: flagctl watch --interval 30s")
        #expect(report.notes.last == "all the way at once: flagctl disable CSF --env production")
        #expect(try await flags.length() == length + 4, "the plan, its phase, its step, the first rung")
        let first = try await flags.state("CSF", in: "production")
        #expect(
            first
                == SampleFlags.state(
                    "CSF", enabled: true,
                    rules: [
                        ("early-adopters", "{ \"on\": 50, \"off\": 50 }"),
                        ("regular-users", "{ \"on\": 30, \"off\": 70 }"),
                    ],
                    fallthrough: "{ \"on\": 50, \"off\": 50 }"))
        #expect(try await flags.look(at: "12:09").decisions.isEmpty)
        try await flags.look(at: "12:10")
        #expect(
            try await flags.state("CSF", in: "production")
                == SampleFlags.state(
                    "CSF", enabled: true,
                    rules: [
                        ("early-adopters", "{ \"on\": 25, \"off\": 75 }"),
                        ("regular-users", "{ \"on\": 25, \"off\": 75 }"),
                    ],
                    fallthrough: "{ \"on\": 25, \"off\": 75 }"))
        #expect(try await flags.look(at: "12:20").problems.isEmpty)
        #expect(try await flags.state("CSF", in: "production").contains("\"enabled\": false"))
        try await flags.expectSound()
    }

    @Test func `the first rung of a gradual one is undone by a revert, which pauses the way down`() async throws {
        let flags = try await exposed()
        let before = try await flags.state("CSF", in: "production")
        let rung = try #require(try await lower(flags, StrategyText("gradual")).commit)
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(rung, options: .init())
        }
        try await flags.revert(rung)
        #expect(try await flags.state("CSF", in: "production") == before)
    }

    @Test func `a dry run of a gradual one writes nothing`() async throws {
        let flags = try await exposed()
        let before = try await flags.fingerprint()
        _ = try await lower(flags, StrategyText("gradual"), EditOptions(dryRun: true))
        #expect(try await flags.fingerprint() == before)
    }

    @Test func `what is off already stays`() async throws {
        let flags = try await FlagFixture()
        #expect(try await lower(flags, StrategyText("immediate")).isEmpty)
    }
}
