import Documents
import FlagModel
import Testing

/// When a plan is announced to start, and what it links to.
@Suite struct PlanScheduleDecodingTests {
    private static let path = "environments/dev/rollouts/p/plan.json"

    private static func plan(_ more: String) -> String {
        #"{ "key": "p", "name": "P", "phases": [{ "key": "a", "name": "A" }]\#(more) }"#
    }

    private func expect(_ expected: [String], _ more: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(Self.plan(", " + more), at: Self.path, expecting: expected, sourceLocation: line) {
            RolloutPlan.decode($0, at: $1, into: &$2)
        }
    }

    private func read(_ more: String) throws -> RolloutPlan {
        try #require(try decoded(Self.plan(more), at: Self.path) { RolloutPlan.decode($0, at: $1, into: &$2) })
    }

    @Test("decodes a schedule and links, and writes the same again")
    func example() throws {
        let plan = try read(
            """
            , "schedule": { "start": "2026-02-16T09:00:00+01:00", "timeZone": "Europe/Berlin",
                "businessDays": ["monday", "thursday"], "holidays": ["2026-12-25", "2027-01-01"], "x-own": 1 },
              "links": { "Migration guide": "https://example.com/guide", "Status": "http://localhost/" }
            """)
        #expect(plan.schedule.start?.text == "2026-02-16T09:00:00+01:00")
        #expect(plan.schedule.timeZone == "Europe/Berlin")
        #expect(plan.schedule.businessDays == [.monday, .thursday])
        #expect(plan.schedule.holidays.map(\.text) == ["2026-12-25", "2027-01-01"])
        #expect(plan.links.names == ["Migration guide", "Status"])
        let again = try decoded(CanonicalJSON.compact(plan.json), at: Self.path) {
            RolloutPlan.decode($0, at: $1, into: &$2)
        }
        #expect(again == plan)
        #expect(again?.schedule.start?.offset == 60)
    }

    @Test("without either a plan goes by UTC, Monday to Friday, and nothing of it is written")
    func defaults() throws {
        let plan = try read("")
        #expect(plan.schedule == PlanSchedule())
        #expect(plan.json["schedule"] == nil)
        #expect(plan.json["links"] == nil)
    }

    @Test("every member is checked")
    func members() throws {
        try expect(
            [
                "1️⃣ 'tomorrow' is no RFC 3339 timestamp [invalid-timestamp]",
                "2️⃣ there is no weekday 'mondays' [unknown-value] — did you mean 'monday'?",
                "3️⃣ 'friday' is in the list twice [duplicate-entry]",
                "4️⃣ '2026-02-30' is no date [invalid-date]",
                "5️⃣ '2026-12-25' is in the list twice [duplicate-entry]",
                "6️⃣ a schedule has no member 'timezone' [unknown-member] — did you mean 'timeZone'?",
                "7️⃣ 'example.com' is no address of the web [invalid-address]",
                "8️⃣ expected a string, found null [wrong-type]",
            ],
            """
            "schedule": { "start": 1️⃣"tomorrow", "businessDays": [2️⃣"mondays", "friday", 3️⃣"friday"],
              "holidays": [4️⃣"2026-02-30", "2026-12-25", 5️⃣"2026-12-25"], 6️⃣"timezone": "UTC" },
            "links": { "Guide": 7️⃣"example.com", "Other": 8️⃣null }
            """)
        try expect(
            ["1️⃣ there is no business day [empty-list] — leave it out for Monday to Friday"],
            #""schedule": { "businessDays": 1️⃣[] }"#)
        try expect(
            ["1️⃣ expected a schedule as an object, found a string [wrong-type]"], #""schedule": 1️⃣"now""#)
    }

    @Test(
        "time zones have names of the IANA database",
        arguments: ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Etc/GMT+1"])
    func zones(_ name: String) throws {
        #expect(try read(#", "schedule": { "timeZone": "\#(name)" }"#).schedule.timeZone == name)
    }

    @Test(
        "abbreviations, offsets and paths are no time zones",
        arguments: [
            "CET", "+01:00", "Berlin", "Europe/", "/Berlin", "Europe/../UTC", "../etc/passwd", "Europe/Ber lin",
            "a/b/c/d",
        ])
    func refusedZones(_ name: String) throws {
        try expect(
            ["1️⃣ '\(name)' is no time zone [invalid-time-zone] — write it as Europe/Berlin, or UTC"],
            #""schedule": { "timeZone": 1️⃣"\#(name)" }"#)
    }
}
