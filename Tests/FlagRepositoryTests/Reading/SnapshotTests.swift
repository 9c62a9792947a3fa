import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct SnapshotTests {
    @Test func `lists what there is by key`() async throws {
        let flags = try await FlagFixture()
        let snapshot = try flags.open().head()
        #expect(try snapshot.flagKeys().map(\.text) == ["CHAT", "CSF", "theme"])
        #expect(try snapshot.environments().map(\.key.text) == ["development", "production"])
        #expect(
            try snapshot.cohortKeys(in: Keys.environment("production")).map(\.text) == [
                "early-adopters", "regular-users",
            ])
        #expect(try snapshot.stateKeys(in: Keys.environment("production")).map(\.text) == ["CHAT", "CSF", "theme"])
    }

    @Test func `reads a commit, not the work tree`() async throws {
        let flags = try await FlagFixture()
        try flags.write(["environments/production/flags/CSF.json": "edited and not committed"])
        let state = try flags.open().head().state(Keys.flag("CSF"), in: Keys.environment("production"))
        #expect(state?.enabled == false)
    }

    @Test func `what is not there is nothing, in a folder that is not there too`() async throws {
        let flags = try await FlagFixture()
        let snapshot = try flags.open().head()
        #expect(try snapshot.flag(Keys.flag("NONE")) == nil)
        #expect(try snapshot.state(Keys.flag("CSF"), in: Keys.environment("staging")) == nil)
        #expect(try snapshot.cohortKeys(in: Keys.environment("staging")).isEmpty)
    }

    @Test func `a document that is no JSON is refused with its place`() async throws {
        let flags = try await FlagFixture(["flags/CSF.json": "{\n  \"key\": }\n"])
        let snapshot = try flags.open().head()
        let findings = try invalid { _ = try snapshot.flag(Keys.flag("CSF")) }
        #expect(findings.map(\.path) == ["flags/CSF.json"])
        #expect(findings.first?.position?.line == 2 && findings.first?.position?.column == 10)
    }

    @Test func `a document that breaks its format is refused with its place`() async throws {
        let flags = try await FlagFixture(["flags/CSF.json": SampleFlags.flag("CSF", more: ",\n  \"enviroment\": 1")])
        let findings = try invalid { _ = try flags.open().head().flag(Keys.flag("CSF")) }
        #expect(findings.map(\.rule) == ["unknown-member"])
        #expect(findings.first?.position?.line == 8)
    }

    @Test func `a symbolic link where a file belongs is refused, never followed`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("rm", "--quiet", "flags/CSF.json")
        try flags.repository.folder.link("repository/flags/CSF.json", to: "CHAT.json")
        try await flags.commit([:], "Link")
        let findings = try invalid { _ = try flags.open().head().flag(Keys.flag("CSF")) }
        #expect(findings.map(\.rule) == ["not-a-file"])
    }

    @Test func `unknown names give the nearest one`() async throws {
        let flags = try await FlagFixture()
        let snapshot = try flags.open().head()
        let error = #expect(throws: RepositoryError.self) { try snapshot.flagKey("CFS") }
        guard case .unknownFlag("CFS", near: "CSF") = error else { return unexpected(error) }
        let other = #expect(throws: RepositoryError.self) { try snapshot.environmentKey("prodution") }
        guard case .unknownEnvironment("prodution", near: "production", known: ["development", "production"]) = other
        else { return unexpected(other) }
    }

    @Test func `a repository without settings is no flag repository`() async throws {
        let flags = try await FlagFixture([".flagctl/config.json": nil])
        let error = #expect(throws: RepositoryError.self) { try flags.open().head().flagKey("NONE") }
        guard case .notAFlagRepository = error else { return unexpected(error) }
    }

    private func invalid(_ read: () throws -> Void) throws -> [Finding] {
        let error = #expect(throws: RepositoryError.self) { try read() }
        guard case .invalid(let findings) = error else {
            unexpected(error)
            return []
        }
        return findings
    }
}
