/// When a plan is to start, and the calendar that its messages go by.
public struct PlanSchedule: Sendable, Hashable {
    /// When the run is announced to start.
    public var start: Timestamp?
    /// The time zone of times of day, by its name in the IANA database: `Europe/Berlin`.
    public var timeZone: String
    /// The days on which people work.
    public var businessDays: [Weekday]
    /// Days on which nobody does.
    public var holidays: [CalendarDate]

    /// The time zone where a plan does not say.
    public static let defaultTimeZone = "UTC"
    /// The days on which people work where a plan does not say.
    public static let defaultBusinessDays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]

    /// The members in canonical order.
    public static let memberOrder = ["start", "timeZone", "businessDays", "holidays", "metadata"]

    /// Makes a schedule.
    public init(
        start: Timestamp? = nil, timeZone: String = PlanSchedule.defaultTimeZone,
        businessDays: [Weekday] = PlanSchedule.defaultBusinessDays, holidays: [CalendarDate] = []
    ) {
        self.start = start
        self.timeZone = timeZone
        self.businessDays = businessDays
        self.holidays = holidays
    }

    /// Whether people work on a day.
    public func isBusinessDay(_ date: CalendarDate) -> Bool {
        businessDays.contains(Weekday(of: date)) && !holidays.contains(date)
    }
}
