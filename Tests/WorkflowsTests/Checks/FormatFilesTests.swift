import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct FormatFilesTests {
    private let path = "environments/production/flags/CSF.json"
    private let odd = "{\"flag\":\"CSF\",\r\n\t\"enabled\" : false, \"fallthrough\":\"off\"}"
    private let canonical = "{\n  \"flag\": \"CSF\",\n  \"enabled\": false,\n  \"fallthrough\": \"off\"\n}\n"

    private func format(_ flags: FlagFixture, _ paths: String..., check: Bool = false) throws -> [String] {
        try FormatFiles(paths, checkOnly: check).run(flags.session()).files
    }

    @Test func `brings documents into the one style, and is done then`() async throws {
        let flags = try await FlagFixture([path: odd])
        #expect(try format(flags).contains(path))
        #expect(try flags.repository.read(path) == canonical)
        #expect(try format(flags).isEmpty)
        #expect(try await Validate().run(flags.session()).findings.isEmpty)
    }

    @Test func `a check only names files`() async throws {
        let flags = try await FlagFixture([path: odd])
        #expect(try format(flags, check: true).contains(path))
        try await flags.expectSound()
    }

    @Test func `takes files and folders`() async throws {
        let flags = try await FlagFixture([path: odd, "environments/development/flags/CSF.json": odd])
        #expect(try format(flags, path) == [path])
        #expect(try format(flags, "environments/production/flags") == [])
        #expect(
            try format(flags, "environments/development/flags/").contains("environments/development/flags/CSF.json"))
    }

    @Test func `leaves every file alone that is no document, signed ones above all`() async throws {
        let files: [String: String?] = [
            "flags/README.md": "# Flags\n", ".flagctl/templates/mail.mustache": "{{name}}",
            ".flagctl/approvals/2026-01/x/ann.author.json": "{\"signed\":1}", ".flagctl/schemas/x.schema.json": "{ }",
        ]
        let flags = try await FlagFixture(files)
        _ = try format(flags)
        for (name, text) in files { #expect(try flags.repository.read(name) == text) }
    }

    @Test func `a file that is no JSON stops it before anything is written`() async throws {
        let flags = try await FlagFixture([path: odd, "flags/theme.json": "{"])
        let found = await failure("invalid-documents") { _ = try format(flags) }
        #expect(found?.findings.map(\.path) == ["flags/theme.json"])
        #expect(try flags.repository.read(path) == odd)
    }

    @Test func `a path that names no document is refused`() async throws {
        let flags = try await FlagFixture()
        for name in ["flags/CFS.json", "README.md", "nothing"] {
            await failure("no-document") { _ = try format(flags, name) }
        }
    }

    @Test func `a bare repository has nothing to format`() async throws {
        let flags = try await FlagFixture()
        let bare = flags.repository.folder.path("bare.git")
        try await flags.git("clone", "--quiet", "--bare", flags.path, bare)
        await failure("bare") { _ = try FormatFiles().run(flags.session(in: bare)) }
    }
}
