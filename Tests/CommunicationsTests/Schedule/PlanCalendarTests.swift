import Communications
import FlagModel
import Testing

@Suite struct PlanCalendarTests {
    private func calendar(_ zone: String, holidays: [String] = []) throws -> PlanCalendar {
        try PlanCalendar(
            PlanSchedule(timeZone: zone, holidays: try holidays.map { try #require(CalendarDate($0)) }))
    }

    @Test(
        "writes a time of day with the zone's offset of that day",
        arguments: [
            ("Europe/Berlin", "2026-02-16", "09:00", "2026-02-16T09:00:00+01:00"),
            ("Europe/Berlin", "2026-07-01", "09:00", "2026-07-01T09:00:00+02:00"),
            ("America/New_York", "2026-11-02", "08:30", "2026-11-02T08:30:00-05:00"),
            ("Asia/Kolkata", "2026-01-01", "00:00", "2026-01-01T00:00:00+05:30"),
            ("UTC", "2026-01-01", "23:59", "2026-01-01T23:59:00Z"),
        ])
    func moments(zone: String, day: String, time: String, expected: String) throws {
        let found = try calendar(zone).moment(
            on: try #require(CalendarDate(day)), at: try #require(TimeOfDay(time)))
        #expect(found.text == expected)
    }

    @Test("moves a time that clocks skip, and takes the first of one that comes twice")
    func clockChanges() throws {
        let berlin = try calendar("Europe/Berlin")
        let half = try #require(TimeOfDay("02:30"))
        #expect(
            berlin.moment(on: try #require(CalendarDate("2026-03-29")), at: half).text == "2026-03-29T03:30:00+02:00")
        #expect(
            berlin.moment(on: try #require(CalendarDate("2026-10-25")), at: half).text == "2026-10-25T02:30:00+02:00")
    }

    @Test("finds the business day before and after, past weekends and holidays")
    func businessDays() throws {
        let berlin = try calendar("Europe/Berlin", holidays: ["2026-12-25"])
        let saturday = try #require(CalendarDate("2026-12-26"))
        #expect(berlin.businessDay(from: saturday, backwards: true).text == "2026-12-24")
        #expect(berlin.businessDay(from: saturday, backwards: false).text == "2026-12-28")
        let monday = try #require(CalendarDate("2026-12-28"))
        #expect(berlin.businessDay(from: monday, backwards: true) == monday)
    }

    @Test("refuses a zone that there is not")
    func unknown() {
        #expect(throws: PlanCalendar.UnknownTimeZone(name: "Europe/Berlln")) {
            try PlanCalendar(PlanSchedule(timeZone: "Europe/Berlln"))
        }
    }
}
