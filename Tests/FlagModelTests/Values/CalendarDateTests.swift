import FlagModel
import Testing

@Suite struct CalendarDateTests {
    @Test(
        "counts days as Unix time does",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2025-08-18", 20318),
            ("0000-01-01", -719_528),
            ("9999-12-31", 2_932_896),
        ])
    func days(_ text: String, _ days: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.daysSinceEpoch == days)
        #expect(CalendarDate(daysSinceEpoch: days) == date)
        #expect(date.text == text)
    }

    @Test(
        "refuses what the calendar does not have",
        arguments: [
            "", "2025-8-18", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-01-00",
            "20250101",
            "2025-01-01T", "2025-01-0a", "+025-01-01", "2025/01/01",
        ])
    func refuses(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("every day of four centuries comes back")
    func roundTrip() {
        for day in stride(from: -150_000, through: 150_000, by: 1) {
            if CalendarDate(daysSinceEpoch: day)?.daysSinceEpoch != day {
                Issue.record("day \(day) does not come back")
                return
            }
        }
    }

    @Test("orders dates by time")
    func order() throws {
        let earlier = try #require(CalendarDate("2025-12-31"))
        let later = try #require(CalendarDate("2026-01-01"))
        #expect(earlier < later)
    }
}
