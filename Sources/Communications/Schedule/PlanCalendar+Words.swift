public import FlagModel

extension PlanCalendar {
    /// A moment as people there read it: `16 February 2026`, `09:00`, `Europe/Berlin`.
    public func words(for time: Timestamp) -> (date: String, time: String, zone: String) {
        let date = date(of: time).map { "\($0.day) \(Self.months[$0.month - 1]) \($0.year)" } ?? time.text
        return (date, timeOfDay(of: time).text, schedule.timeZone)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
