import TestSupport
import Testing

@testable import Workflows

@Suite struct RollBackTests {
    private let path = "environments/production/flags/CSF.json"

    @Test func `restores the state before the last change byte for byte`() async throws {
        let odd = "{\"flag\":\"CSF\",\n\t\"enabled\" : false, \"fallthrough\":\"on\"}"
        let flags = try await FlagFixture([path: odd])
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On, restyled")
        let report = try await flags.rollBack("CSF")
        #expect(report.subject == "Roll back CSF in production" && report.classification == "lowering")
        #expect(try await flags.state("CSF", in: "production") == odd)
        try await flags.expectSound()
    }

    @Test func `twice goes there and back again, and asks where that raises`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF", in: "production", options: .approved)
        let tree = try await flags.head("HEAD^{tree}")
        try await flags.rollBack("CSF")
        try await flags.expectRefusal("approval-needed", .approvalNeeded) { try await flags.rollBack("CSF") }
        try await flags.rollBack("CSF", options: .approved)
        #expect(try await flags.head("HEAD^{tree}") == tree)
    }

    @Test func `a commit that only restyled a file is no change to go back before`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF", in: "production", options: .approved)
        let tabs = SampleFlags.state("CSF", enabled: true).replacing("  ", with: "\t")
        try await flags.commit([path: tabs], "Restyle")
        #expect(try await flags.rollBack("ALL").changes.map(\.summary) == ["turned off"])
    }

    @Test func `ALL lowers what was raised, leaves what was lowered or never changed, and says so`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF", in: "production", options: .approved)
        let lowered = try #require(try await flags.disable("CHAT", in: "production").commit)
        let report = try await flags.rollBack("ALL")
        #expect(report.classification == "lowering")
        #expect(report.changes.map(\.place) == ["production/CSF"])
        #expect(
            report.notes == [
                "CHAT stays: the last change lowered exposure; "
                    + "take that back with: flagctl revert \(lowered.prefix(8))",
                "not changed since created: theme",
            ])
        try await flags.expectSound()
    }

    @Test func `a revert of the rollback of everything brings everything back`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF", in: "production", options: .approved)
        try await flags.target("theme", in: "production", cohort: "regular-users", .variant("dark"), options: .approved)
        try await flags.target("CHAT", in: "production", cohort: "regular-users", .percent("100"), options: .approved)
        let tree = try await flags.head("HEAD^{tree}")
        let rollback = try #require(try await flags.rollBack("ALL").commit)
        #expect(try await flags.head("HEAD^{tree}") != tree)
        try await flags.revert(rollback)
        #expect(try await flags.head("HEAD^{tree}") == tree)
        try await flags.expectSound()
    }

    @Test func `takes a group`() async throws {
        let flags = try await FlagFixture()
        for key in ["CSF", "CHAT", "theme"] { try await flags.enable(key) }
        let report = try await flags.rollBack(group: "s4", in: "development")
        #expect(report.subject == "Roll back group s4 (2 flags) in development")
        #expect(report.changes.map(\.place) == ["development/CHAT", "development/CSF"])
    }

    @Test(arguments: ["HEAD~2", "2026-01-02", "2026-01-03T11:59:59Z"])
    func `goes back to a revision or a date`(_ time: String) async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF", in: "production", options: .approved, at: "2026-01-03T12:00:00Z")
        let on = SampleFlags.state("CSF", enabled: true, fallthrough: "{ \"on\": 50, \"off\": 50 }")
        try await flags.commit([path: on], "50%", at: "2026-01-04T00:00:00Z")
        let report = try await flags.rollBack("CSF", to: time)
        #expect(try await flags.state("CSF", in: "production") == SampleFlags.files[path])
        #expect(try await flags.message().contains("\n\nRestores the state of \(time).\n\n"))
        #expect(report.changes.count == 2)
        #expect(try await flags.rollBack("CSF", to: "2026-01-02").isEmpty, "it is like that already")
    }

    @Test func `everything back to a date turns nothing on and is not held up by one flag`() async throws {
        let flags = try await FlagFixture()
        try await flags.disable("CHAT", in: "production")
        try await flags.enable("CSF", in: "production", options: .approved)
        _ = try await CreateFlag("NEW", traits: .init(), environments: []).run(flags.session(), .init())
        let report = try await flags.rollBack("ALL", to: "2026-01-02")
        #expect(report.changes.map(\.place) == ["production/CSF"])
        #expect(
            report.notes == [
                "CHAT stays: exposure was higher then; raise it with: "
                    + "flagctl rollback CHAT --env production --to 2026-01-02",
                "NEW stays: not there then",
            ])
    }

    @Test func `a flag that cannot go back does not hold up the others`() async throws {
        let flags = try await FlagFixture()
        let cohort = "environments/production/cohorts/beta.json"
        let theme = "environments/production/flags/theme.json"
        let chat = "environments/production/flags/CHAT.json"
        try await flags.commit(
            [
                cohort: SampleFlags.cohort("beta", share: 1), chat: "{",
                theme: SampleFlags.state("theme", rules: [("beta", "\"dark\"")], fallthrough: "\"light\""),
            ], "One")
        try await flags.commit(
            [
                path: SampleFlags.state("CSF", enabled: true), chat: SampleFlags.state("CHAT", enabled: true),
                theme: SampleFlags.state("theme", enabled: true, fallthrough: "\"light\""), cohort: nil,
            ], "Two")
        let report = try await flags.rollBack("ALL")
        #expect(report.changes.map(\.place) == ["production/CSF"])
        #expect(
            report.notes == [
                "CHAT stays: \(chat) has errors; see them: flagctl validate",
                "theme stays: the earlier state needs cohort 'beta', which is gone",
            ])
    }

    @Test func `one flag that never changed stays, one that does not exist there is refused`() async throws {
        let flags = try await FlagFixture(["environments/production/flags/CSF.json": nil])
        let report = try await flags.rollBack("theme")
        #expect(report.isEmpty && report.notes == ["not changed since created: theme"])
        try await flags.expectRefusal("no-state") { try await flags.rollBack("CSF") }
        try await flags.expectRefusal("no-state-then") { try await flags.rollBack("CSF", to: "HEAD") }
    }

    @Test func `a flag whose state was removed comes back`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: nil], "Remove")
        try await flags.rollBack("CSF")
        #expect(try await flags.state("CSF", in: "production") == SampleFlags.files[path])
    }

    @Test func `what a shallow clone cannot know is refused`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF")
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "1", "file://\(flags.path)", clone)
        let found = await failure("shallow") {
            _ = try await RollBack(Selection(keys: ["CSF"]), in: "development").run(flags.session(in: clone), .init())
        }
        #expect(found?.hint == "git fetch --unshallow")
    }
}
