import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct BlameAndDiffTests {
    @Test func `blames each field and rule on the commit, with approver and reason`() async throws {
        let flags = try await FlagFixture()
        let options = EditOptions(reason: "The watch is over.", approvedBy: ["priya"])
        try await flags.enable("CSF", in: "production", options: options)
        try await flags.target("CSF", in: "production", cohort: "early-adopters", .percent("25"), options: .approved)
        let report = try await ShowBlame("CSF", in: "production").run(flags.session())
        #expect(report.file == "environments/production/flags/CSF.json")
        #expect(report.lines.map(\.path) == ["flag", "enabled", "rules/early-adopters", "fallthrough"])
        #expect(
            report.lines.map(\.commit.subject) == [
                "Lay out the flags", "Enable CSF in production",
                "Serve CSF on 25%, off 75% to early-adopters in production", "Lay out the flags",
            ])
        #expect(report.lines[1].commit.approvers.map(\.text) == ["Priya N <priya@example.com>"])
        #expect(report.lines[1].commit.reason == "The watch is over.")
        #expect(report.lines[2].valueText == "{\"on\":25,\"off\":75}")
        #expect(report.json["fields"]?[1]?["value"] == true)
    }

    @Test func `blames the definition where no environment is given, and at another time`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF", groups: "s5")], "Regroup")
        let now = try await ShowBlame("CSF").run(flags.session())
        #expect(now.lines.first { $0.path == "groups" }?.commit.subject == "Regroup")
        let then = try await ShowBlame("CSF", at: "HEAD~1").run(flags.session())
        #expect(then.lines.allSatisfy { $0.commit.subject == "Lay out the flags" })
    }

    @Test func `refuses to blame what is not there`() async throws {
        let flags = try await FlagFixture(["environments/production/flags/CSF.json": nil])
        try await flags.expectRefusal("no-state") {
            _ = try await ShowBlame("CSF", in: "production").run(flags.session())
        }
        try await flags.expectRefusal("unknown-flag") { _ = try await ShowBlame("NONE").run(flags.session()) }
    }

    @Test func `differences of two revisions or dates come with their impact`() async throws {
        let flags = try await FlagFixture(at: "2026-01-01T09:00:00Z")
        try await flags.enable("CSF", in: "production", options: .approved, at: "2026-01-03T12:00:00Z")
        for range in ["HEAD~1..HEAD", "HEAD~1", "2026-01-02..2026-01-03", "2026-01-02.."] {
            let report = try ShowDiff(range).run(flags.session())
            #expect(report.changes.map(\.summary) == ["turned on"], "\(range)")
            #expect(report.classification == "raising" && report.impact.first?.people == 150_000)
        }
        #expect(try ShowDiff("HEAD..HEAD~1").run(flags.session()).classification == "lowering")
        #expect(try ShowDiff("HEAD..HEAD").run(flags.session()).changes.isEmpty)
    }

    @Test func `three dots compare with the common ancestor`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        try await flags.enable("CSF")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.enable("CHAT")
        #expect(try ShowDiff("main...feature").run(flags.session()).changes.map(\.place) == ["development/CSF"])
        try await flags.git("checkout", "--quiet", "--orphan", "other")
        try await flags.commit([:], "Elsewhere")
        try await flags.expectRefusal("no-merge-base") { _ = try ShowDiff("main...other").run(flags.session()) }
    }

    @Test func `a version that cannot be read does not stop a difference`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit(["environments/production/flags/CHAT.json": "{", "flags/CSF.json": "5"], "Break")
        let report = try ShowDiff("HEAD~1..HEAD").run(flags.session())
        #expect(report.classification == "raising", "what is not proven counts as raising")
        #expect(report.impact.contains { $0.flag == "CHAT" && $0.unknown != nil })
        #expect(try ShowDiff("HEAD..HEAD~1").run(flags.session()).changes.count == 2)
    }
}
