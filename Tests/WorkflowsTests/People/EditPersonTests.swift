import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct EditPersonTests {
    private static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9m maya"

    private func traits(
        name: String? = nil, emails: [String] = [], roles: [String] = [], keys: [String] = []
    ) -> EditPerson.Traits {
        var traits = EditPerson.Traits()
        traits.name = name
        traits.emails = emails
        traits.roles = roles
        traits.keys = keys.map { ("keys", $0) }
        return traits
    }

    @discardableResult
    private func edit(
        _ flags: FlagFixture, _ key: String, _ action: EditPerson.Action, _ traits: EditPerson.Traits = .init(),
        _ options: EditOptions = .approved
    ) async throws -> EditReport {
        try await EditPerson(key, action, traits).run(flags.session("flagctl people"), options)
    }

    @Test func `a new person is added behind the others, and no other byte moves`() async throws {
        let flags = try await FlagFixture()
        let before = try await flags.show(".flagctl/people.json")
        let report = try await edit(
            flags, "maya", .add,
            traits(name: "Maya R", emails: ["maya@example.com"], roles: ["qa-lead"], keys: [Self.key]))
        let line =
            #"    { "key": "mike", "name": "Mike", "emails": ["mike@example.com"], "roles": ["engineer"] }"#
        let after = try await flags.show(".flagctl/people.json")
        let start = try #require(before.split(separator: line, omittingEmptySubsequences: false).first) + line
        #expect(after.hasPrefix(start))
        #expect(after.contains(#""key": "maya""#) && after.contains(Self.key))
        #expect(report.changes.map(\.summary) == ["maya: added as qa-lead with 1 key"])
        #expect(report.classification == "raising", "who may approve is governance")
        try await flags.expectSound()
    }

    @Test func `production's policy is asked before anybody becomes somebody who may approve`() async throws {
        let flags = try await FlagFixture()
        let change = traits(roles: ["product-owner"])
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await edit(flags, "mike", .add, change, EditOptions())
        }
        try await edit(flags, "mike", .add, change)
        #expect(try await flags.show(".flagctl/people.json").contains(#"["engineer", "product-owner"]"#))
    }

    @Test func `adding what is there already changes nothing`() async throws {
        let flags = try await FlagFixture()
        try await edit(flags, "mike", .add, traits(keys: [Self.key]))
        let again = try await edit(
            flags, "mike", .add,
            traits(emails: ["MIKE@example.com"], roles: ["engineer"], keys: ["\(Self.key) on another line"]))
        #expect(again.isEmpty)
    }

    @Test func `a key belongs to one person`() async throws {
        let flags = try await FlagFixture()
        try await edit(flags, "mike", .add, traits(keys: [Self.key]))
        let failure = try await flags.expectRefusal("key-taken") {
            try await edit(flags, "priya", .add, traits(keys: [Self.key]))
        }
        #expect(failure?.message.contains("is Mike's (mike)") == true)
        // A text editor's user gets the same answer.
        let people = try await flags.show(".flagctl/people.json")
        try flags.write([
            ".flagctl/people.json": people.replacing(
                #""roles": ["product-owner"] },"#,
                with: #""roles": ["product-owner"], "keys": ["\#(Self.key)"] },"#, maxReplacements: 1)
        ])
        #expect(try await Validate().run(flags.session()).findings.map(\.rule) == ["shared-ssh-key"])
    }

    @Test func `a removed person leaves their groups too`() async throws {
        let flags = try await FlagFixture()
        let people = try await flags.show(".flagctl/people.json")
        try await flags.commit([
            ".flagctl/people.json": people.replacing(
                #""groups": []"#, with: #""groups": [{ "key": "team", "members": ["ann", "mike"] }]"#)
        ])
        let report = try await edit(flags, "mike", .remove)
        #expect(report.notes == ["no longer in the group team"])
        let after = try await flags.show(".flagctl/people.json")
        #expect(after.contains(#""members": ["ann"]"#) && !after.contains("mike"))
        await failure("unknown-person") { try await edit(flags, "mike", .remove) }
    }

    @Test func `what somebody does not have cannot be taken away`() async throws {
        let flags = try await FlagFixture()
        await failure("not-held") { try await edit(flags, "mike", .remove, traits(roles: ["product-owner"])) }
        await failure("not-held") { try await edit(flags, "mike", .remove, traits(emails: ["m@example.com"])) }
        await failure("not-held") { try await edit(flags, "mike", .remove, traits(keys: [Self.key])) }
    }

    @Test func `fingerprints are ssh-keygen's`() async throws {
        let flags = try await FlagFixture()
        let folder = flags.repository.folder
        try await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.path("key")], in: folder.path)
        try await edit(flags, "mike", .add, traits(keys: [try folder.read("key.pub")]))
        let witness = try await run("ssh-keygen", ["-l", "-f", folder.path("key.pub")], in: folder.path).output
        let found = try #require(ShowPeople("mike").run(flags.session()).people.first?.keys.first)
        #expect(witness.split(separator: " ")[1] == found.fingerprint)
        try await edit(flags, "mike", .remove, traits(keys: [found.fingerprint]))
        #expect(try ShowPeople("mike").run(flags.session()).people.first?.keys.isEmpty == true)
    }

    @Test func `a repository without the file gets one`() async throws {
        let flags = try await FlagFixture([
            ".flagctl/people.json": nil,
            "environments/production/environment.json": #"{ "key": "production", "name": "P", "order": 3 }"#,
        ])
        try await edit(flags, "maya", .add, traits(name: "Maya", emails: ["maya@example.com"]), EditOptions())
        #expect(try ShowPeople().run(flags.session()).people.map(\.key) == ["maya"])
    }
}
