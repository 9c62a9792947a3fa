import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository
@testable import Workflows

@Suite struct ConstancyTests {
    /// `variant since message`, or `variant at least since message`, of each flag that is constant.
    private func constancy(
        _ flags: FlagFixture, in environment: String? = nil, at folder: String? = nil
    ) async throws -> [String: String] {
        let repository = try flags.session(in: folder).repository()
        let tip = try repository.headCommit()
        let keys = try repository.head().flagKeys()
        let found = try Constancy.since(
            of: keys, in: environment.flatMap { EnvironmentKey($0) }, of: repository, endingWith: tip)
        return Dictionary(
            uniqueKeysWithValues: found.map { key, since in
                let subject = since.commit.message.split(separator: "\n").first ?? ""
                return (key.text, "\(since.served.variant) \(since.isAtLeast ? "at least " : "")since \(subject)")
            })
    }

    private let states = ["development", "production"].map { "environments/\($0)/flags/CSF.json" }

    private func both(_ text: String) -> [String: String?] {
        Dictionary(uniqueKeysWithValues: states.map { ($0, text) })
    }

    @Test func `a flag is constant since the commit that made the last environment agree`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([states[0]: SampleFlags.state("CSF", enabled: true)], "Development goes on")
        try await flags.commit([states[1]: SampleFlags.state("CSF", enabled: true)], "Production follows")
        try await flags.commit(["README.md": "Nothing of a flag.\n"], "Something else")
        let found = try await constancy(flags)
        #expect(found["CSF"] == "on since Production follows")
        #expect(found["CHAT"] == nil, "environments differ")
        #expect(found["theme"] == nil, "people differ")
        let production = try await constancy(flags, in: "production")
        #expect(production["CHAT"] == "on since Lay out the flags")
    }

    @Test func `edits that change nothing for anybody do not count`() async throws {
        let flags = try await FlagFixture()
        let rules = [("early-adopters", "\"on\"")]
        try await flags.commit(both(SampleFlags.state("CSF", rules: rules)), "Rules of a flag that is off")
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF", groups: "other")], "Another group")
        #expect(try await constancy(flags)["CSF"] == "off since Lay out the flags")
    }

    @Test func `a variant's value counts, and so does a time in which people differed`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit(
            ["flags/CSF.json": SampleFlags.flag("CSF").replacing("\"off\": false", with: "\"off\": true")], "Off is on")
        #expect(try await constancy(flags)["CSF"] == "off since Off is on")
        try await flags.commit(
            [states[0]: SampleFlags.state("CSF", enabled: true, fallthrough: #"{ "on": 5, "off": 95 }"#)], "Some")
        #expect(try await constancy(flags)["CSF"] == nil)
        try await flags.commit([states[0]: SampleFlags.state("CSF")], "Nobody again")
        #expect(try await constancy(flags)["CSF"] == "off since Nobody again")
    }

    @Test func `a flag that is required counts`() async throws {
        let requires = ",\n  \"requires\": [{ \"flag\": \"CSF\", \"variant\": \"on\" }]"
        let flags = try await FlagFixture([
            "flags/CHAT.json": SampleFlags.flag("CHAT", more: requires),
            "environments/development/flags/CHAT.json": SampleFlags.state("CHAT", enabled: true),
        ])
        #expect(try await constancy(flags)["CHAT"] == "off since Lay out the flags", "it waits for CSF everywhere")
        try await flags.commit(both(SampleFlags.state("CSF", enabled: true)), "CSF goes on")
        #expect(try await constancy(flags)["CHAT"] == "on since CSF goes on")
    }

    @Test func `a document of the past that cannot be read is a beginning`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([states[0]: "{"], "Broken")
        try await flags.commit([states[0]: SampleFlags.state("CSF")], "Mended")
        #expect(try await constancy(flags)["CSF"] == "off since Mended")
    }

    @Test func `a shallow clone knows no beginning before it`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit(["README.md": "Newer.\n"], "Newer")
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "1", "file://\(flags.path)", clone)
        #expect(try await constancy(flags, at: clone)["CSF"] == "off at least since Newer")
    }
}
