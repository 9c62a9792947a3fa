import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct BlameTests {
    private let path = "environments/production/flags/CSF.json"

    /// The subject of the commit that last set each field.
    private func blame(_ flags: FlagFixture, _ kind: DocumentKind, in folder: String? = nil) throws -> [String: String]
    {
        let repository = try flags.open(in: folder)
        let blame = try Blame(kind, in: repository, at: repository.headCommit())
        return Dictionary(uniqueKeysWithValues: blame.lines.map { ($0.field.description, $0.commit.subject) })
    }

    @Test func `names the commit that last set each field and each rule`() async throws {
        let flags = try await FlagFixture()
        let kind = try Keys.state("CSF", in: "production")
        try await flags.commit([path: SampleFlags.state("CSF", rules: [("early-adopters", "\"on\"")])], "Rule")
        try await flags.edit("Enable") { try $0.set(kind, ["enabled"], true) }
        try await flags.edit("Percent") { try $0.set(kind, ["rules", 0, "serve"], ["on": 50, "off": 50]) }
        #expect(
            try blame(flags, kind) == [
                "flag": "Lay out the flags", "enabled": "Enable", "rules/early-adopters": "Percent",
                "fallthrough": "Lay out the flags",
            ])
    }

    @Test func `lists fields in the order of the file with their values`() async throws {
        let flags = try await FlagFixture()
        let repository = try flags.open()
        let blame = try Blame(Keys.state("theme", in: "production"), in: repository, at: repository.headCommit())
        #expect(
            blame.lines.map { "\($0.field) \(CanonicalJSON.compact($0.value))" } == [
                #"flag "theme""#, "enabled true", #"rules/early-adopters "dark""#, #"fallthrough "light""#,
            ])
    }

    @Test func `layout and a value that was set again to the same do not count`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF").replacing("  ", with: "\t")], "Tabs")
        #expect(try blame(flags, Keys.state("CSF", in: "production"))["enabled"] == "Lay out the flags")
    }

    @Test func `a field that was changed and changed back belongs to the one who changed it back`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit([path: SampleFlags.state("CSF")], "Off")
        #expect(try blame(flags, Keys.state("CSF", in: "production"))["enabled"] == "Off")
    }

    @Test func `a rule that was removed and added again belongs to the one who added it again`() async throws {
        let flags = try await FlagFixture()
        let with = SampleFlags.state("CSF", rules: [("early-adopters", "\"on\""), ("regular-users", "\"off\"")])
        let without = SampleFlags.state("CSF", rules: [("regular-users", "\"off\"")])
        for (text, message) in [(with, "First"), (without, "Remove"), (with, "Again")] {
            try await flags.commit([path: text], message)
        }
        let found = try blame(flags, Keys.state("CSF", in: "production"))
        #expect(found["rules/early-adopters"] == "Again")
        #expect(found["rules/regular-users"] == "First")
    }

    @Test func `what came with a merge belongs to the merge`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On the side")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.git("merge", "--quiet", "--no-ff", "--message", "Merge feature", "feature")
        let found = try blame(flags, Keys.state("CSF", in: "production"))
        #expect(found["enabled"] == "Merge feature")
        #expect(found["fallthrough"] == "Lay out the flags")
    }

    @Test func `the definition and a state have histories of their own`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF", groups: "s5")], "Regroup")
        #expect(try blame(flags, Keys.definition("CSF"))["groups"] == "Regroup")
        #expect(try blame(flags, Keys.definition("CSF"))["variants/on"] == "Lay out the flags")
        #expect(try blame(flags, Keys.state("CSF", in: "production"))["enabled"] == "On")
        #expect(try blame(flags, Keys.state("CSF", in: "development"))["enabled"] == "Lay out the flags")
    }

    @Test func `a document that was gone in between begins with the one who brought it back`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: nil], "Gone")
        try await flags.commit([path: SampleFlags.state("CSF")], "Back")
        #expect(try Set(blame(flags, Keys.state("CSF", in: "production")).values) == ["Back"])
    }

    @Test func `a version that was no JSON hides what was before it, and nothing stops`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: "{"], "Break")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "Mend")
        #expect(try Set(blame(flags, Keys.state("CSF", in: "production")).values) == ["Mend"])
    }

    @Test func `at an earlier commit it knows nothing of later ones`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        let repository = try flags.open()
        let blame = try Blame(
            Keys.state("CSF", in: "production"), in: repository, at: repository.git.commitID(of: "HEAD~1"))
        #expect(Set(blame.lines.map(\.commit.subject)) == ["Lay out the flags"])
    }

    @Test func `a document that does not exist is refused`() async throws {
        let flags = try await FlagFixture()
        let error = #expect(throws: RepositoryError.self) { try blame(flags, Keys.definition("NONE")) }
        guard case .missing = error else { return unexpected(error) }
    }

    @Test func `what a shallow clone cannot know is refused, never blamed on its last commit`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true, fallthrough: "\"off\"")], "To nobody")
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "2", "file://\(flags.path)", clone)
        let error = #expect(throws: RepositoryError.self) {
            try blame(flags, Keys.state("CSF", in: "production"), in: clone)
        }
        guard case .shallow = error else { return unexpected(error) }
    }
}
