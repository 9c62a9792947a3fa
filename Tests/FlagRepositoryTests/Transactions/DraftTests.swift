import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct DraftTests {
    /// A draft on the sample repository, which has to be kept as long.
    private func draft() async throws -> (FlagFixture, Draft) {
        let flags = try await FlagFixture()
        let repository = try flags.open()
        return (flags, try repository.draft(at: repository.headCommit()))
    }

    @Test func `reads as the commit will, while the base stays`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        let (csf, production) = try (Keys.flag("CSF"), Keys.environment("production"))
        try draft.set(.state(production, csf), ["enabled"], true)
        #expect(try draft.result.state(csf, in: production)?.enabled == true)
        #expect(try draft.base.state(csf, in: production)?.enabled == false)
    }

    @Test func `edits of one document add up`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        let kind = try Keys.state("CSF", in: "production")
        try draft.set(kind, ["enabled"], true)
        try draft.set(kind, ["fallthrough"], "off")
        #expect(try draft.result.document(kind)?.value["enabled"] == true)
        #expect(try draft.changes().map(\.field.description) == ["enabled", "fallthrough"])
    }

    @Test func `an edit that comes back to the base touches nothing`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        let kind = try Keys.state("CSF", in: "production")
        try draft.set(kind, ["enabled"], true)
        try draft.set(kind, ["enabled"], false)
        #expect(draft.paths.isEmpty)
        #expect(try draft.changes().isEmpty)
    }

    @Test func `documents that come and go are listed so`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        try draft.create(Keys.definition("NEW"), ["key": "NEW"])
        try draft.remove(Keys.definition("CSF").path)
        #expect(try draft.result.flagKeys().map(\.text) == ["CHAT", "NEW", "theme"])
        #expect(draft.paths == ["flags/CSF.json", "flags/NEW.json"])
        #expect(try draft.changes().map(\.summary) == ["flag removed", "flag created"])
    }

    @Test func `the first document of a new environment makes its folder`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        try draft.create(.environment(Keys.environment("staging")), ["key": "staging", "name": "Staging", "order": 2])
        #expect(try draft.result.environments().map(\.key.text) == ["development", "staging", "production"])
    }

    @Test func `refuses to create what exists and to edit what does not`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        let exists = #expect(throws: RepositoryError.self) { try draft.create(Keys.definition("CSF"), [:]) }
        guard case .exists = exists else { return unexpected(exists) }
        let missing = #expect(throws: RepositoryError.self) { try draft.edit(Keys.definition("NEW")) { _ in } }
        guard case .missing = missing else { return unexpected(missing) }
        #expect(draft.paths.isEmpty)
    }

    @Test func `a document that was removed in the draft can be created again`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        let kind = try Keys.definition("CSF")
        try draft.remove(kind.path)
        try draft.create(kind, ["key": "CSF"])
        #expect(try draft.changes().contains { $0.field.description == "name" && $0.after == nil })
    }

    @Test func `removing what is not there touches nothing`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        try draft.remove("flags/NONE.json")
        #expect(draft.paths.isEmpty)
    }

    @Test func `a document in canonical style is what a new one looks like`() async throws {
        let (flags, start) = try await draft()
        var draft = start
        defer { withExtendedLifetime(flags) {} }
        let kind = try Keys.definition("NEW")
        try draft.create(kind, ["key": "NEW", "groups": ["a", "b"]])
        #expect(try draft.result.document(kind)?.text == "{\n  \"key\": \"NEW\",\n  \"groups\": [\"a\", \"b\"]\n}\n")
    }
}
