import FlagModel
import Testing

/// Times of day, days of the week, and the days on which people work.
@Suite struct CalendarTests {
    @Test("reads times of day, and writes them the same again", arguments: ["00:00", "09:00", "23:59", "10:05"])
    func times(_ text: String) throws {
        #expect(try #require(TimeOfDay(text)).text == text)
    }

    @Test(
        "anything else is no time of day",
        arguments: [
            "", "9:00", "24:00", "12:60", "09:00:00", "0900", "09.00", "-9:00", "+9:00", "09:0x", "٠٩:٠٠", " 9:00",
        ])
    func refusedTimes(_ text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test("minutes of a day are 0 to 1,439, in order")
    func minutes() throws {
        #expect(TimeOfDay(minutes: 0)?.text == "00:00")
        #expect(TimeOfDay(minutes: 1439)?.text == "23:59")
        #expect(TimeOfDay(minutes: -1) == nil)
        #expect(TimeOfDay(minutes: 1440) == nil)
        #expect(try #require(TimeOfDay("09:59")) < #require(TimeOfDay("10:00")))
    }

    @Test(
        "the day of the week of a date, before and after 1970",
        arguments: [
            ("1970-01-01", Weekday.thursday), ("1969-12-31", .wednesday), ("1969-12-25", .thursday),
            ("2026-02-16", .monday), ("2024-02-29", .thursday), ("2000-01-01", .saturday), ("1900-03-04", .sunday),
            ("0000-01-01", .saturday), ("9999-12-31", .friday), ("2026-11-20", .friday), ("2026-02-17", .tuesday),
        ])
    func weekdays(_ date: String, _ day: Weekday) throws {
        #expect(Weekday(of: try #require(CalendarDate(date))) == day)
    }

    @Test("people work Monday to Friday but on holidays, where nothing else is said")
    func businessDays() throws {
        let christmas = try #require(CalendarDate("2026-12-25"))
        let schedule = PlanSchedule(holidays: [christmas])
        let week = try (0..<7).map { offset in
            try #require(CalendarDate(daysSinceEpoch: christmas.daysSinceEpoch - 4 + offset))
        }
        #expect(week.map(schedule.isBusinessDay) == [true, true, true, true, false, false, false])
        #expect(PlanSchedule(businessDays: [.sunday]).isBusinessDay(week[6]))
        #expect(!PlanSchedule(businessDays: [.sunday]).isBusinessDay(week[0]))
        #expect(PlanSchedule().timeZone == "UTC")
        #expect(PlanSchedule().start == nil)
    }
}
