import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct RevertTests {
    private let path = "environments/production/flags/CSF.json"

    @Test func `takes a commit back and keeps later edits of other fields and rules`() async throws {
        let flags = try await FlagFixture()
        let on = try #require(try await flags.enable("CSF", in: "production", options: .approved).commit)
        try await flags.target("CSF", in: "production", cohort: "early-adopters", .variant("off"))
        try await flags.target("CSF", in: "production", .percent("50"))
        let report = try await flags.revert(on, options: .init())
        #expect(report.subject == "Revert \"Enable CSF in production\"" && report.classification == "lowering")
        #expect(
            try await flags.state("CSF", in: "production")
                == SampleFlags.state(
                    "CSF", rules: [("early-adopters", "\"off\"")], fallthrough: "{ \"on\": 50, \"off\": 50 }"))
        try await flags.expectSound()
    }

    @Test func `a later edit of the same rule is a conflict that names both commits`() async throws {
        let flags = try await FlagFixture()
        let place = "development"
        let first = try #require(
            try await flags.target("CSF", in: place, cohort: "early-adopters", .percent("25")).commit)
        let later = try #require(
            try await flags.target("CSF", in: place, cohort: "early-adopters", .percent("50")).commit)
        try await flags.enable("CSF", in: place)
        let failure = try await flags.expectRefusal("conflict", .conflict) { try await flags.revert(first) }
        #expect(
            failure?.message == """
                a later edit stands in the way:
                  environments/development/flags/CSF.json, rules/early-adopters: commit \(first.prefix(8)) set it to \
                {"on":25,"off":75}, commit \(later.prefix(8)) set it to {"on":50,"off":50}
                """)
        #expect(failure?.hint == "undo the later one first: flagctl revert \(later.prefix(8))")
        try await flags.revert(later)
        try await flags.revert(first)
        #expect(try await flags.state("CSF", in: place).contains("\"rules\": []"))
    }

    @Test func `can be narrowed to a flag and to an environment`() async throws {
        let flags = try await FlagFixture()
        let commit = try await flags.commit(
            [
                path: SampleFlags.state("CSF", enabled: true),
                "environments/development/flags/CSF.json": SampleFlags.state("CSF", enabled: true),
                "environments/development/flags/CHAT.json": SampleFlags.state("CHAT", enabled: true),
                "flags/CSF.json": SampleFlags.flag("CSF"),
            ], "Many")
        let one = try await flags.revert(commit, flags: ["CHAT"])
        #expect(one.changes.map(\.place) == ["development/CHAT"])
        let here = try await flags.revert(commit, flags: ["CSF"], in: "production")
        #expect(here.changes.map(\.place) == ["production/CSF"])
        let rest = try await flags.revert(commit)
        #expect(rest.changes.map(\.place) == ["development/CSF", "CSF"])
        try await flags.expectSound()
    }

    @Test func `a flag that the commit did not touch, or that nobody knows, is refused`() async throws {
        let flags = try await FlagFixture()
        let on = try #require(try await flags.enable("CSF").commit)
        try await flags.expectRefusal("nothing-to-revert") { try await flags.revert(on, flags: ["CHAT"]) }
        try await flags.expectRefusal("nothing-to-revert") { try await flags.revert(on, in: "production") }
        let unknown = try await flags.expectRefusal("unknown-flag") { try await flags.revert(on, flags: ["CFS"]) }
        #expect(unknown?.hint == "did you mean 'CSF'?")
    }

    @Test func `a revert of a revert brings the change back, through the policy`() async throws {
        let flags = try await FlagFixture()
        let on = try #require(try await flags.enable("CSF", in: "production", options: .approved).commit)
        let tree = try await flags.head("HEAD^{tree}")
        let off = try #require(try await flags.revert(on, options: .init()).commit)
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(off, options: .init())
        }
        let again = try await flags.revert(off)
        #expect(again.subject == "Reapply \"Enable CSF in production\"")
        #expect(try await flags.head("HEAD^{tree}") == tree)
    }

    @Test func `a creation is taken back by removing, and a removal byte for byte`() async throws {
        let flags = try await FlagFixture()
        let tree = try await flags.head("HEAD^{tree}")
        let created = try #require(
            try await CreateFlag("NEW", traits: .init(), environments: []).run(flags.session(), .init()).commit)
        let removed = try #require(try await flags.revert(created).commit)
        #expect(try await flags.head("HEAD^{tree}") == tree)
        let odd = "{\"flag\":\"CSF\",\r\n\t\"enabled\" : false, \"fallthrough\":\"off\"}"
        try await flags.commit(["environments/development/flags/CSF.json": odd], "Oddly")
        try await flags.commit(["environments/development/flags/CSF.json": nil], "Remove")
        try await flags.revert("HEAD")
        #expect(try await flags.state("CSF", in: "development") == odd)
        try await flags.revert(removed)
        #expect(flags.repository.has("flags/NEW.json"))
        try await flags.expectSound()
    }

    @Test func `a merge is taken back as one step`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        try await flags.enable("CSF", in: "production")
        let side = try await flags.head()
        try await flags.enable("CSF")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.git("merge", "--quiet", "--no-ff", "--message", "Merge feature", "feature")
        let failure = try await flags.expectRefusal("not-a-step") { try await flags.revert(side) }
        #expect(failure?.hint == "see what is: flagctl log; of a merged branch, name the merge commit")
        let report = try await flags.revert("HEAD", options: .init())
        #expect(report.subject == "Revert \"Merge feature\"")
        #expect(report.changes.map(\.place) == ["development/CSF", "production/CSF"])
    }

    @Test func `a commit of another branch is no step of this one`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        let other = try #require(try await flags.enable("CSF").commit)
        try await flags.git("checkout", "--quiet", "main")
        try await flags.expectRefusal("not-a-step") { try await flags.revert(other) }
        try await flags.expectRefusal("no-such-revision") { try await flags.revert("nonsense") }
    }

    @Test func `a commit that touched no document has nothing to take back`() async throws {
        let flags = try await FlagFixture()
        let other = try await flags.commit(["README.md": "else\n"], "Other")
        try await flags.expectRefusal("nothing-to-revert") { try await flags.revert(other) }
    }

    @Test func `a commit that somebody took back by hand needs nothing`() async throws {
        let flags = try await FlagFixture()
        let on = try #require(try await flags.enable("CSF").commit)
        try await flags.disable("CSF")
        let report = try await flags.revert(on)
        #expect(report.isEmpty && report.notes == ["it is like that already"])
    }

    @Test func `the first commit can be taken back for a flag, and not as a whole`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("settings-needed") { try await flags.revert("HEAD") }
        let report = try await flags.revert("HEAD", flags: ["CSF"])
        #expect(report.changes.map(\.summary) == ["state removed", "state removed", "flag removed"])
        try await flags.expectSound()
    }

    @Test func `a file that became no JSON is taken back as a whole`() async throws {
        let flags = try await FlagFixture()
        let broken = try await flags.commit([path: "{ \"enabled\": maybe"], "Break")
        try await flags.revert(broken)
        #expect(try await flags.state("CSF", in: "production") == SampleFlags.files[path])
        let failure = try await flags.expectRefusal("invalid-documents") { try await flags.revert("HEAD") }
        #expect(failure?.findings.first?.path == path, "a revert of the mend would break it again")
    }

    @Test func `a policy that came with the commit goes without leaving half of it`() async throws {
        let free = #"{ "key": "production", "name": "Production", "order": 3, "population": 150000 }"#
        let flags = try await FlagFixture(["environments/production/environment.json": free])
        let asked = try await flags.commit(["environments/production/environment.json": SampleFlags.production], "Ask")
        try await flags.revert(asked)
        let text = try await flags.show("environments/production/environment.json")
        #expect(!text.contains("policy"))
        #expect(try await Validate(.revision("HEAD")).run(flags.session()).errors == 0)
    }
}
