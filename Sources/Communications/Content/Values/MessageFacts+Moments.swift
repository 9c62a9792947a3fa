import FlagModel

extension MessageFacts {
    /// A moment in the plan's time zone.
    func moment(_ time: Timestamp?) -> TemplateValue? {
        guard let time else { return nil }
        return .build { members in
            let date = calendar.date(of: time)
            members.text("date", date?.words)
            members.text("weekday", date.map { Weekday(of: $0).title })
            members.text("time", calendar.timeOfDay(of: time).text)
            members.text("zone", calendar.schedule.timeZone)
            members.text("text", text(of: time))
        }
    }

    /// A moment in one text: `16 February 2026, 09:00 Europe/Berlin`.
    func text(of time: Timestamp) -> String {
        let date = calendar.date(of: time).map { "\($0.words), " } ?? ""
        return "\(date)\(calendar.timeOfDay(of: time).text) \(calendar.schedule.timeZone)"
    }
}

extension CalendarDate {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The date as people read it: `16 February 2026`.
    fileprivate var words: String { "\(day) \(Self.months[month - 1]) \(year)" }
}

extension Weekday {
    /// The day as people read it: `Monday`.
    fileprivate var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
