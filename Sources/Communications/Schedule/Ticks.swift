import FlagModel

/// Moments that come at an interval.
struct Ticks {
    let from: Timestamp
    let every: Int
    /// The first moment that is none any more.
    let until: Timestamp?

    /// The newest tick that has come, with how many before it nobody told of, and the next one.
    func around(_ now: Timestamp, after last: Timestamp?) -> [(tick: Timestamp, missed: Int)] {
        let past = now >= from ? (now.unixSeconds - from.unixSeconds) / every : -1
        var newest = past
        if let until {
            // The last tick before the end.
            newest = min(past, (until.unixSeconds - from.unixSeconds - 1) / every)
            if until <= from { return [] }
        }
        var found: [(tick: Timestamp, missed: Int)] = []
        if newest >= 0 {
            let told = last.map { ($0.unixSeconds - from.unixSeconds) / every } ?? -1
            if newest > told { found.append((from.later(by: newest * every), newest - told - 1)) }
        }
        let next = from.later(by: (past + 1) * every)
        if until.map({ next < $0 }) ?? true { found.append((next, 0)) }
        return found
    }
}

/// Moments that come at a time of day, every day or every week.
struct Days {
    let calendar: PlanCalendar
    let message: PlanMessage
    let time: TimeOfDay

    init(calendar: PlanCalendar, message: PlanMessage, at time: TimeOfDay) {
        self.calendar = calendar
        self.message = message
        self.time = time
    }

    /// The newest one that has come since `begun`, with how many before it nobody told of, and the next one; the last is
    /// the first after the end, which tells how it ended.
    func around(
        _ now: Timestamp, from begun: Timestamp, until end: Timestamp?, after last: Timestamp?
    ) -> [(tick: Timestamp, missed: Int)] {
        guard let today = calendar.date(of: now) else { return [] }
        let final = end.flatMap(next)
        var missed = 0
        var newest: Timestamp?
        // A message that nobody looked at for longer has missed that many and no more.
        for distance in stride(from: -Self.lookBack, through: 1, by: 1) {
            guard let tick = tick(on: today.advanced(by: distance)), tick > begun, tick <= now,
                last.map({ tick > $0 }) ?? true, final.map({ tick <= $0 }) ?? true
            else { continue }
            if newest != nil { missed += 1 }
            newest = tick
        }
        var found = newest.map { [(tick: $0, missed: missed)] } ?? []
        if let next = next(after: now), final.map({ next <= $0 }) ?? true { found.append((next, 0)) }
        return found
    }

    /// The first one after a moment.
    private func next(after time: Timestamp) -> Timestamp? {
        guard let day = calendar.date(of: time) else { return nil }
        return (0...Self.lookAhead).lazy.compactMap { tick(on: day.advanced(by: $0)) }.first { $0 > time }
    }

    /// The tick that a day gives, on that day or on the business day after it.
    private func tick(on day: CalendarDate) -> Timestamp? {
        if case .weekly(let weekday) = message.moment.event {
            guard Weekday(of: day) == weekday else { return nil }
            let moved = message.onBusinessDays ? calendar.businessDay(from: day, backwards: false) : day
            return calendar.moment(on: moved, at: time)
        }
        if message.onBusinessDays, !calendar.schedule.isBusinessDay(day) { return nil }
        return calendar.moment(on: day, at: time)
    }

    private static let lookBack = 60
    private static let lookAhead = 40
}
