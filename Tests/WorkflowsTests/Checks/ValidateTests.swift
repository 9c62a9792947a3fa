import Documents
import Foundation
import TestSupport
import Testing

@testable import Workflows

@Suite struct ValidateTests {
    private let path = "environments/production/flags/CSF.json"

    @Test func `finds nothing wrong with the sample`() async throws {
        let flags = try await FlagFixture()
        let report = try await Validate().run(flags.session())
        #expect(report.findings.isEmpty && report.files == 16)
    }

    @Test func `looks at the work tree, at a revision or at what is staged`() async throws {
        let flags = try await FlagFixture()
        try flags.write([path: "{"])
        #expect(try await Validate().run(flags.session()).errors == 1)
        #expect(try await Validate(.staged).run(flags.session()).errors == 0)
        try await flags.git("add", "--all")
        #expect(try await Validate(.staged).run(flags.session()).errors == 1)
        #expect(try await Validate(.revision("HEAD")).run(flags.session()).errors == 0)
        #expect(try await Validate(.revision("2026-01-01")).run(flags.session()).errors == 0)
    }

    @Test func `findings stand at path, line and column`() async throws {
        let flags = try await FlagFixture()
        try flags.write([path: SampleFlags.state("CSF", enabled: true, more: ",\n  \"enable\": true")])
        let report = try await Validate().run(flags.session())
        #expect(
            report.findingLines == [
                "\(path):6:3: error: a flag's state has no member 'enable' [unknown-member]\n  hint: did you mean 'enabled'?"
            ])
        #expect(report.json["findings"]?[0]?["hint"] == "did you mean 'enabled'?")
        #expect(report.rendered("github", version: "1").hasPrefix("::error "))
        #expect(report.rendered("sarif", version: "1").contains("\"version\": \"2.1.0\""))
    }

    @Test func `a link or a folder where a document belongs is a finding, never followed`() async throws {
        let flags = try await FlagFixture([path: nil, "flags/CHAT.json": nil])
        try flags.repository.folder.link("repository/\(path)", to: "/etc/passwd")
        try flags.write(["flags/CHAT.json/inside.json": "{}"])
        let rules = try await Validate().run(flags.session()).findings.filter { $0.rule == "not-a-file" }
        #expect(rules.map(\.path) == [path, "flags/CHAT.json"])
    }

    @Test func `a folder without a flag repository is refused`() async throws {
        let flags = try await FlagFixture([".flagctl/config.json": nil])
        await failure("no-flag-repository") { _ = try await Validate().run(flags.session()) }
    }

    @Test func `a bare repository is looked at as its head has it`() async throws {
        let flags = try await FlagFixture([path: "{"])
        let bare = flags.repository.folder.path("bare.git")
        try await flags.git("clone", "--quiet", "--bare", flags.path, bare)
        #expect(try await Validate().run(flags.session(in: bare)).errors == 1)
    }
}
