import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct LogTests {
    private func subjects(_ log: ShowLog, _ flags: FlagFixture) async throws -> [String] {
        try await log.run(flags.session()).steps.map(\.commit.subject)
    }

    /// Commits on three days, by flagctl and by hand.
    private func history() async throws -> FlagFixture {
        let flags = try await FlagFixture(at: "2026-01-01T09:00:00Z")
        try await flags.enable("CSF", at: "2026-01-02T00:00:00Z")
        try await flags.enable("CHAT", at: "2026-01-02T23:59:59Z")
        try await flags.commit(["README.md": "other\n"], "Other", at: "2026-01-03T01:00:00Z")
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF")], "Ungroup CSF", at: "2026-01-03T09:00:00Z")
        return flags
    }

    @Test func `tells commits that changed something, newest first, whoever made them`() async throws {
        let flags = try await history()
        #expect(
            try await subjects(ShowLog(), flags) == [
                "Ungroup CSF", "Enable CHAT in development", "Enable CSF in development", "Lay out the flags",
            ])
    }

    @Test func `filters by flag and by environment`() async throws {
        let flags = try await history()
        #expect(
            try await subjects(ShowLog(["CSF"]), flags) == [
                "Ungroup CSF", "Enable CSF in development", "Lay out the flags",
            ])
        #expect(try await subjects(ShowLog(in: "production"), flags) == ["Lay out the flags"])
        try await flags.expectRefusal("unknown-environment") { _ = try await subjects(ShowLog(in: "prod"), flags) }
        try await flags.expectRefusal("unknown-flag") { _ = try await subjects(ShowLog(["not a key"]), flags) }
    }

    @Test func `a flag that is gone still has a history`() async throws {
        let flags = try await FlagFixture()
        _ = try await ArchiveFlag("CSF", remove: true).run(flags.session(), .init())
        #expect(try await subjects(ShowLog(["CSF"]), flags) == ["Remove CSF", "Lay out the flags"])
    }

    @Test func `begins with a day, a moment, or after a revision`() async throws {
        let flags = try await history()
        let two = ["Ungroup CSF", "Enable CHAT in development"]
        #expect(try await subjects(ShowLog(since: "2026-01-02"), flags) == two + ["Enable CSF in development"])
        #expect(try await subjects(ShowLog(since: "2026-01-02T00:00:01Z"), flags) == two)
        #expect(try await subjects(ShowLog(since: "HEAD~3"), flags) == two)
        #expect(
            try await subjects(ShowLog(since: "2025-01-01"), flags).count == 4, "before the first commit is everything")
        #expect(try await subjects(ShowLog(since: "2027-01-01"), flags).isEmpty)
        try await flags.expectRefusal("no-such-revision") { _ = try await subjects(ShowLog(since: "nonsense"), flags) }
    }

    @Test func `after a revision of a merged branch come the steps that it does not have`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        try await flags.enable("CSF")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.enable("CHAT")
        try await flags.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
        #expect(try await subjects(ShowLog(since: "feature"), flags) == ["Merge", "Enable CHAT in development"])
    }

    @Test func `a limit says that there is more`() async throws {
        let flags = try await history()
        let cut = try await ShowLog(limit: 2).run(flags.session())
        #expect(cut.steps.count == 2 && cut.isCut && cut.json["more"] == true)
        #expect(try await ShowLog(limit: 4).run(flags.session()).isCut == false)
    }

    @Test func `an entry says who, when, why and what`() async throws {
        let flags = try await FlagFixture()
        let options = EditOptions(reason: "PO approved.", ticket: "S4-101", approvedBy: ["priya"])
        let commit = try #require(try await flags.enable("CSF", in: "production", options: options).commit)
        let entry = try #require(try await ShowLog(limit: 1).run(flags.session()).json["changes"]?[0])
        #expect(
            entry == [
                "environment": "production", "flag": "CSF", "path": "enabled", "before": false, "after": true,
                "summary": "turned on", "commit": .string(commit), "parent": .string(try await flags.head("HEAD^")),
                "time": "2026-01-03T12:00:00Z", "author": ["name": "Ann Author", "email": "ann@example.com"],
                "approvers": [["name": "Priya N", "email": "priya@example.com", "level": "claimed"]],
                "operation": "enable",
                "reason": "PO approved.", "ticket": "S4-101",
            ])
    }

    @Test func `what came or went as a whole has no missing side`() async throws {
        let flags = try await FlagFixture()
        _ = try await ArchiveFlag("CSF", remove: true).run(flags.session(), .init())
        let changes = try #require(try await ShowLog(["CSF"]).run(flags.session()).json["changes"]?.array)
        #expect(changes[0]["path"] == "." && changes[0]["before"]?.object != nil && changes[0]["after"] == .null)
        #expect(changes[3]["path"] == "." && changes[3]["before"] == .null && changes[3]["after"]?.object != nil)
    }

    @Test func `a shallow clone says that there was more`() async throws {
        let flags = try await history()
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "2", "file://\(flags.path)", clone)
        let report = try await ShowLog().run(flags.session(in: clone))
        #expect(report.steps.map(\.commit.subject) == ["Ungroup CSF"])
        #expect(report.isShallow && report.json["shallow"] == true)
    }
}
