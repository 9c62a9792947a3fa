import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct PreCommitHookTests {
    private let path = "environments/production/flags/CSF.json"

    private func stage(_ files: [String: String?], _ flags: FlagFixture) async throws -> ValidationReport {
        try flags.write(files)
        try await flags.git("add", "--all")
        return try await PreCommitHook().run(flags.session())
    }

    @Test func `an error in what is staged refuses, at its place`() async throws {
        let flags = try await FlagFixture()
        let report = try await stage([path: SampleFlags.state("CSF", rules: [("nobody", "\"on\"")])], flags)
        #expect(report.errors == 1)
        #expect(report.findings.first?.path == path && report.findings.first?.position?.line == 5)
    }

    @Test func `what is not staged does not count`() async throws {
        let flags = try await FlagFixture()
        #expect(try await stage([path: SampleFlags.state("CSF", enabled: true)], flags).findings.isEmpty)
        try flags.write([path: "not staged and no JSON"])
        #expect(try await PreCommitHook().run(flags.session()).findings.isEmpty)
    }

    @Test func `formatting and warnings do not refuse`() async throws {
        let flags = try await FlagFixture()
        let open = SampleFlags.flag("CSF").replacing("\"codeDefault\": \"off\"", with: "\"codeDefault\": \"on\"")
        let report = try await stage(
            [path: "{\"flag\":\"CSF\",\n\n\t\"enabled\":false,\"fallthrough\":\"on\"}", "flags/CSF.json": open], flags)
        #expect(report.findings.isEmpty && report.files > 0)
        #expect(try await Validate(.staged).run(flags.session()).warnings == 1)
    }

    @Test func `a commit that touches no document is not looked at`() async throws {
        let flags = try await FlagFixture([path: "{"])
        #expect(try await stage(["README.md": "other\n"], flags).files == 0)
        #expect(try await stage(["flags/CHAT.json": SampleFlags.flag("CHAT")], flags).errors == 1)
    }

    @Test func `honours the index that git names`() async throws {
        let flags = try await FlagFixture()
        let index = flags.repository.folder.path("other-index")
        try await flags.git("read-tree", "--index-output=\(index)", "HEAD")
        #expect(try await stage([path: "{"], flags).errors == 1)
        let other = try await PreCommitHook().run(flags.session(with: ["GIT_INDEX_FILE": index]))
        #expect(other.files == 0)
    }

    @Test func `the first commit is looked at too`() async throws {
        let flags = try await FlagFixture(emptyOn: "main")
        #expect(try await stage(SampleFlags.files.mapValues { $0 }, flags).errors == 0)
        #expect(try await stage(["flags/CSF.json": "{"], flags).errors > 0)
    }

    @Test func `a removal that leaves states without a flag refuses`() async throws {
        let flags = try await FlagFixture()
        #expect(
            try await stage(["flags/CSF.json": nil], flags).findings.map(\.rule) == [
                "undefined-flag", "undefined-flag",
            ])
    }
}
