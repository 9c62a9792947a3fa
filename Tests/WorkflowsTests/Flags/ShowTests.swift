import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct ShowTests {
    /// CSF is off on the 1st and the 2nd, on from noon of the 3rd.
    private func history() async throws -> FlagFixture {
        let flags = try await FlagFixture(at: "2026-01-01T09:00:00Z")
        try await flags.enable("CSF", in: "production", options: .approved, at: "2026-01-03T12:00:00Z")
        return flags
    }

    private func isOn(_ flags: FlagFixture, at time: String?) async throws -> Bool? {
        try await ShowFlag("CSF", in: "production", at: time).run(flags.session()).places.first?.enabled
    }

    @Test func `shows a flag as it was at a revision or a date, a day meaning its end in UTC`() async throws {
        let flags = try await history()
        #expect(try await isOn(flags, at: nil) == true)
        #expect(try await isOn(flags, at: "HEAD~1") == false)
        #expect(try await isOn(flags, at: "2026-01-02") == false)
        #expect(try await isOn(flags, at: "2026-01-03") == true)
        #expect(try await isOn(flags, at: "2026-01-03T11:59:59Z") == false)
        #expect(try await isOn(flags, at: "2026-01-03T13:00:00+01:00") == true)
    }

    @Test func `a time before the first commit is refused`() async throws {
        let flags = try await history()
        let failure = try await flags.expectRefusal("no-commit") { _ = try await isOn(flags, at: "2025-12-31") }
        #expect(failure?.message == "there is no commit at or before '2025-12-31'")
        try await flags.expectRefusal("no-such-revision") { _ = try await isOn(flags, at: "nonsense") }
    }

    @Test func `the last change is named with its approvers, unless it is long ago`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF", in: "production", options: .approved)
        let change = try #require(
            try await ShowFlag("CSF", in: "production").run(flags.session()).places.first?.lastChange)
        #expect(change.commit == (try await flags.head()))
        #expect(change.approvers.text() == "Priya N <priya@example.com> (claimed)")
        for number in 1...ShowFlag.searchedSteps {
            try await flags.git("commit", "--quiet", "--allow-empty", "--message", "Step \(number)")
        }
        #expect(try await ShowFlag("CSF", in: "production").run(flags.session()).places.first?.lastChange == nil)
    }

    @Test func `one environment is one document, all are a list`() async throws {
        let flags = try await history()
        let one = try await ShowFlag("CSF", in: "production").run(flags.session()).json
        #expect(one.object?.names == ["commit", "environment", "flag", "state", "exposure", "lastChange"])
        #expect(one["exposure"]?["percent"] == 100 && one["exposure"]?["people"] == 150_000)
        #expect(one["state"]?["enabled"] == true && one["flag"]?["key"] == "CSF")
        let all = try await ShowFlag("CSF").run(flags.session()).json
        #expect(all["environments"]?.array?.compactMap { $0["environment"] } == ["development", "production"])
    }

    @Test func `a flag or a state that was not there yet is refused`() async throws {
        let flags = try await FlagFixture(["environments/production/flags/CSF.json": nil])
        try await flags.expectRefusal("no-state") { _ = try await isOn(flags, at: nil) }
        try await flags.expectRefusal("unknown-flag") { _ = try await ShowFlag("NONE").run(flags.session()) }
    }

    @Test func `lists what everybody gets, with the variable and the exposure`() async throws {
        let variable = ",\n  \"environmentVariable\": \"CSF_ON\""
        let flags = try await FlagFixture(["flags/CSF.json": SampleFlags.flag("CSF", groups: "s4", more: variable)])
        try await flags.target("CHAT", in: "production", cohort: "regular-users", .percent("50"), options: .approved)
        let report = try ListFlags(in: "production").run(flags.session())
        #expect(report.flags.map(\.key) == ["CHAT", "CSF", "theme"])
        let csf = try #require(report.flags.first { $0.key == "CSF" })
        #expect(csf.assignment == "CSF_ON=false")
        #expect(csf.exposure.percent?.short == "0")
        let chat = try #require(report.flags.first { $0.key == "CHAT" })
        #expect(chat.variant == nil && chat.value == nil)
        #expect(chat.exposure.percent?.short == "70", "half of the 60% who are regular users, and everybody else")
        #expect(try ListFlags(in: nil, group: "s4").run(flags.session()).flags.map(\.key) == ["CHAT", "CSF"])
    }

    @Test func `a flag that waits for another serves its off variant`() async throws {
        let requires = ",\n  \"requires\": [{ \"flag\": \"CSF\", \"variant\": \"on\" }]"
        let flags = try await FlagFixture(["flags/CHAT.json": SampleFlags.flag("CHAT", more: requires)])
        let row = try #require(try ListFlags(in: "production").run(flags.session()).flags.first { $0.key == "CHAT" })
        #expect(row.enabled && row.variant == "off" && row.exposure.waitsFor == "CSF")
    }

    @Test func `a flag whose requirement only some meet is on for some, and nobody counts them`() async throws {
        let requires = ",\n  \"requires\": [{ \"flag\": \"CSF\", \"variant\": \"on\" }]"
        func exposure(whereRequiredServes serve: String) async throws -> ExposureReport {
            let flags = try await FlagFixture([
                "flags/CHAT.json": SampleFlags.flag("CHAT", more: requires),
                "environments/production/flags/CSF.json":
                    "{ \"flag\": \"CSF\", \"enabled\": true, \"fallthrough\": \(serve) }\n",
            ])
            let rows = try ListFlags(in: "production").run(flags.session()).flags
            return try #require(rows.first { $0.key == "CHAT" }).exposure
        }
        let some = try await exposure(whereRequiredServes: #"{ "on": 10, "off": 90 }"#)
        #expect(some.limitedBy == "CSF" && some.percent == nil && some.people == nil)
        let all = try await exposure(whereRequiredServes: #""on""#)
        #expect(all.limitedBy == nil && all.percent != nil)
    }

    @Test func `the matrix has a column for each cohort and the rest`() async throws {
        let flags = try await FlagFixture()
        let report = try ShowMatrix(in: "production").run(flags.session())
        #expect(report.cohorts.map(\.key) == ["early-adopters", "regular-users"])
        let theme = try #require(report.rows.first { $0.flag == "theme" })
        #expect(theme.cells.map { $0?.short } == ["100", nil] && theme.rest?.short == "100")
        let csf = try #require(report.rows.first { $0.flag == "CSF" })
        #expect(csf.cells.map { $0?.short } == [nil, nil] && csf.rest?.short == "0")
    }
}
