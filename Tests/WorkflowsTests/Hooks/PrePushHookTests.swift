import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct PrePushHookTests {
    private let none = String(repeating: "0", count: 40)
    private let path = "environments/production/flags/CSF.json"

    private func push(_ id: String, _ flags: FlagFixture) async throws -> ValidationReport {
        try await PrePushHook(updates: "refs/heads/main \(id) refs/heads/main \(none)\n").run(flags.session())
    }

    @Test func `refuses a tip with errors and lets a sound one pass`() async throws {
        let flags = try await FlagFixture()
        #expect(try await push(flags.head(), flags).errors == 0)
        try await flags.commit([path: "{"], "Break")
        let report = try await push(flags.head(), flags)
        #expect(report.errors == 1 && report.findings.first?.path == path)
        #expect(
            try await push(flags.head("HEAD~1"), flags).errors == 0, "what is pushed counts, not what is checked out")
    }

    @Test func `looks at every ref and passes over deletions and what is no flag repository`() async throws {
        let flags = try await FlagFixture()
        let broken = try await flags.commit([path: "{"], "Break")
        try await flags.git("checkout", "--quiet", "--orphan", "other")
        try await flags.git("rm", "--quiet", "-r", "--cached", "--force", ".")
        try await flags.git("commit", "--quiet", "--allow-empty", "--message", "Elsewhere")
        let lines = [
            "(delete) \(none) refs/heads/old \(broken)",
            "refs/heads/other \(try await flags.head()) refs/heads/other \(none)",
            "refs/heads/main \(broken) refs/heads/main \(none)",
        ]
        let report = try await PrePushHook(updates: lines.joined(separator: "\n")).run(flags.session())
        #expect(report.errors == 1)
        #expect(try await PrePushHook(updates: lines.prefix(2).joined(separator: "\n")).run(flags.session()).files == 0)
        #expect(try await PrePushHook(updates: "").run(flags.session()).files == 0)
    }

    @Test func `looks behind a tag`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: "{"], "Break")
        try await flags.git("tag", "--annotate", "--message", "v1", "v1")
        try await flags.git("tag", "--annotate", "--message", "file", "file", "HEAD:README.md")
        #expect(try await push(flags.head("v1"), flags).errors == 1)
        #expect(try await push(flags.head("file"), flags).files == 0)
    }

    @Test func `an object that is missing or a line that git would not write is refused`() async throws {
        let flags = try await FlagFixture()
        await failure("missing-object") { _ = try await push(String(repeating: "1", count: 40), flags) }
        await failure("usage", .usage) { _ = try await PrePushHook(updates: "refs/heads/main\n").run(flags.session()) }
    }
}
