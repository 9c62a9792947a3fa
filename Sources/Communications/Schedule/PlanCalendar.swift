import Documents
public import FlagModel
import Foundation

/// The calendar that a plan's messages go by: its time zone, business days and holidays.
public struct PlanCalendar: Sendable {
    /// A time zone that the IANA database does not have.
    public struct UnknownTimeZone: Error, Sendable, Hashable {
        /// The name as written.
        public let name: String

        /// Names it.
        public init(name: String) { self.name = name }

        /// What to write instead.
        public var hint: String {
            nearest(name, among: TimeZone.knownTimeZoneIdentifiers).map { "did you mean '\($0)'?" }
                ?? "write it as Europe/Berlin, or UTC"
        }
    }

    /// What it follows.
    public let schedule: PlanSchedule
    private let zone: TimeZone

    /// Looks the time zone up.
    ///
    /// - Throws: ``UnknownTimeZone``.
    public init(_ schedule: PlanSchedule) throws(UnknownTimeZone) {
        guard let zone = TimeZone(identifier: schedule.timeZone) else {
            throw UnknownTimeZone(name: schedule.timeZone)
        }
        self.schedule = schedule
        self.zone = zone
    }

    /// The same moment, written with the zone's offset then.
    public func local(_ time: Timestamp) -> Timestamp {
        Timestamp(
            unixSeconds: time.unixSeconds, nanoseconds: time.nanoseconds, offset: offset(at: time.unixSeconds) / 60)
    }

    /// The day that it is there at a moment.
    public func date(of time: Timestamp) -> CalendarDate? {
        let seconds = time.unixSeconds + offset(at: time.unixSeconds)
        return CalendarDate(daysSinceEpoch: seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400)
    }

    /// The time of day that it is there at a moment.
    public func timeOfDay(of time: Timestamp) -> TimeOfDay {
        let seconds = time.unixSeconds + offset(at: time.unixSeconds)
        // A remainder of 86,400 is below 1,440 minutes.
        return TimeOfDay(minutes: (seconds % 86400 + 86400) % 86400 / 60)!
    }

    /// The moment of a time of day on a day.
    ///
    /// A time that clocks skip is as much later as they skip; of one that comes twice it is the first.
    public func moment(on date: CalendarDate, at time: TimeOfDay) -> Timestamp {
        let wall = date.daysSinceEpoch * 86400 + time.minutes * 60
        let before = offset(at: wall - 86400)
        for offset in [before, offset(at: wall + 86400)] where self.offset(at: wall - offset) == offset {
            return Timestamp(unixSeconds: wall - offset, offset: offset / 60)
        }
        return local(Timestamp(unixSeconds: wall - before))
    }

    /// The moment that a message goes by, after its event or before the start; what is written in days is days of the
    /// calendar, so that the time of day stays when clocks change.
    public func moment(_ moment: MessageMoment, after time: Timestamp) -> Timestamp {
        guard moment.isInDays, let day = date(of: time)?.advanced(by: moment.offset / 86400) else {
            return local(time.later(by: moment.offset))
        }
        let minute = self.moment(on: day, at: timeOfDay(of: time))
        let rest = (time.unixSeconds + offset(at: time.unixSeconds)) % 60
        return local(
            Timestamp(unixSeconds: minute.unixSeconds + (rest + 60) % 60, nanoseconds: time.nanoseconds))
    }

    /// The nearest business day: the day itself, else the first one in the direction of time, or against it.
    ///
    /// Of a calendar with a year of holidays it is the day itself.
    public func businessDay(from date: CalendarDate, backwards: Bool) -> CalendarDate {
        for distance in 0...366 {
            let days = date.daysSinceEpoch + (backwards ? -distance : distance)
            if let day = CalendarDate(daysSinceEpoch: days), schedule.isBusinessDay(day) { return day }
        }
        return date
    }

    private func offset(at seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
}
