import TestSupport
import Testing

@testable import Workflows

@Suite struct ArchiveFlagTests {
    private func archive(_ flags: FlagFixture, _ key: String, remove: Bool = false) async throws -> EditReport {
        try await ArchiveFlag(key, remove: remove).run(flags.session(), .init())
    }

    @Test func `marks the definition and keeps its files`() async throws {
        let flags = try await FlagFixture()
        let report = try await archive(flags, "CSF")
        #expect(report.changes.map(\.path) == ["lifecycle/stage"])
        #expect(try await flags.show("flags/CSF.json").contains("\"lifecycle\": { \"stage\": \"archived\" }"))
        #expect(flags.repository.has("environments/production/flags/CSF.json"))
    }

    @Test func `removes the flag everywhere, and a revert brings every byte back`() async throws {
        let flags = try await FlagFixture()
        let tree = try await flags.head("HEAD^{tree}")
        let report = try await archive(flags, "CSF", remove: true)
        #expect(report.subject == "Remove CSF")
        #expect(try await flags.git("ls-tree", "-r", "--name-only", "HEAD").contains("CSF") == false)
        try await flags.expectSound()
        try await flags.revert("HEAD")
        #expect(try await flags.head("HEAD^{tree}") == tree)
        try await flags.expectSound()
    }

    @Test func `refuses a flag that is still on, and says where`() async throws {
        let flags = try await FlagFixture()
        let failure = try await flags.expectRefusal("still-enabled") { _ = try await archive(flags, "CHAT") }
        #expect(failure?.hint == "flagctl disable CHAT --env production")
    }

    @Test func `refuses a flag that another one requires`() async throws {
        let requires = ",\n  \"requires\": [{ \"flag\": \"CSF\", \"variant\": \"on\" }]"
        let flags = try await FlagFixture(["flags/CHAT.json": SampleFlags.flag("CHAT", more: requires)])
        let failure = try await flags.expectRefusal("required") { _ = try await archive(flags, "CSF", remove: true) }
        #expect(failure?.message == "flag 'CSF' is required by CHAT")
    }
}
