public import FlagModel

/// When the messages of a plan go out, by what is known at a moment: values in, occurrences out.
///
/// What went out is in the log; a message is never said to be due for a slot that the log has settled.
public struct MessageSchedule: Sendable {
    /// The plan.
    public let plan: RolloutPlan
    /// Where its newest run stands; nothing where none was started.
    public let status: RolloutStatus?
    /// What became of messages, with notices before the start counted to their run.
    public let log: DeliveryLog
    /// The calendar.
    public let calendar: PlanCalendar
    /// The moment.
    public let now: Timestamp
    /// Whether the newest run is over and one of the flags that it turned on was taken down since.
    public let isTakenBack: Bool
    /// The checks that hold, of flags and messages.
    public let checks: Set<TaskCheck>
    /// Every occurrence that happened or is certain to come, by the time that it is due.
    public private(set) var occurrences: [Occurrence] = []
    /// Every occurrence on each of its channels, by the time that it is due.
    public private(set) var deliveries: [ScheduledDelivery] = []

    /// What happened in the run.
    private let events: [RunEvent]
    /// The log by slot, message and channel.
    let records: DeliveryIndex

    /// Joins what is known.
    ///
    /// - Throws: ``PlanCalendar/UnknownTimeZone``.
    public init(
        _ plan: RolloutPlan, status: RolloutStatus?, log: DeliveryLog, now: Timestamp, isTakenBack: Bool = false,
        checks: Set<TaskCheck> = []
    ) throws(PlanCalendar.UnknownTimeZone) {
        self.init(
            plan, try PlanCalendar(plan.schedule), status: status, log: log, now: now, isTakenBack: isTakenBack,
            checks: checks)
    }

    private init(
        _ plan: RolloutPlan, _ calendar: PlanCalendar, status: RolloutStatus?, log: DeliveryLog, now: Timestamp,
        isTakenBack: Bool, checks: Set<TaskCheck>
    ) {
        self.plan = plan
        self.status = status
        self.log = log.bound(to: status)
        self.calendar = calendar
        self.now = now
        self.isTakenBack = isTakenBack
        self.checks = checks
        events = status.map(RunEvent.all) ?? []
        records = DeliveryIndex(self.log, now: now)
        occurrences = Self.withoutRepeatedChanges(plan.messages.flatMap(occurrences)).sorted {
            ($0.due, $0.message.key.text, $0.name) < ($1.due, $1.message.key.text, $1.name)
        }
        deliveries = scheduled()
    }

    /// The same with another log.
    public func with(_ log: DeliveryLog) -> MessageSchedule {
        MessageSchedule(
            plan, calendar, status: status, log: log, now: now, isTakenBack: isTakenBack, checks: checks)
    }

    /// Whether a start is ahead: no run was started yet, or the newest is over and another is announced.
    public var isBeforeStart: Bool { plan.isBeforeStart(status) }

    /// A message as if its moment were now.
    public func occurrence(ofNow message: PlanMessage) -> Occurrence {
        Occurrence(message, "now", run: status?.run, due: now, start: plan.schedule.start)
    }

    private func occurrences(of message: PlanMessage) -> [Occurrence] {
        if message.isNotice { return beforeStart(message) }
        guard let status else { return planned(message) }
        switch message.moment.event {
        case .daily, .weekly: return periodic(message, status)
        default: break
        }
        var names: [String: Int] = [:]
        let past = events.filter { message.moment.event.covers($0.event) }.flatMap { event -> [Occurrence] in
            let name = Self.name(of: event)
            names[name, default: 0] += 1
            let count = names[name, default: 1]
            return occurrences(of: message, event, named: count == 1 ? name : "\(name)~\(count)", status)
        }
        if isTakenBack, message.moment.event == .rolledBack {
            return past + [Occurrence(message, Occurrence.takenBack, run: status.run, due: now)]
        }
        return past + (isBeforeStart ? planned(message) : [])
    }

    /// What a planned start lets expect.
    private func planned(_ message: PlanMessage) -> [Occurrence] {
        guard message.moment.event == .start, let start = plan.schedule.start, start > now else { return [] }
        return [Occurrence(message, "start", run: nil, due: due(message, start), start: start)]
    }

    private static func name(of event: RunEvent) -> String {
        let decision = event.decision
        switch event.event {
        case .start, .completed, .stopped: return event.event.text
        case .phase(let phase), .passed(let phase): return "\(event.event.text.prefix { $0 != " " })/\(phase)"
        case .step: return "step/\(decision.phase)/\(decision.steps)/\(decision.at.compact)"
        default: return "\(event.event.text.prefix { $0 != " " })/\(decision.phase)/\(decision.at.compact)"
        }
    }

    // MARK: What comes again

    private func occurrences(
        of message: PlanMessage, _ event: RunEvent, named name: String, _ status: RolloutStatus
    ) -> [Occurrence] {
        let first = due(message, event.decision.at)
        guard let every = message.every?.seconds, every > 0 else {
            return [Occurrence(message, name, run: status.run, due: first, decision: event.decision)]
        }
        let ticks = Ticks(from: first, every: every, until: event.end)
        return message.channels.flatMap { channel in
            let last = records.newest(of: message.key, below: name, on: channel, in: status.run)
            return ticks.around(now, after: last).map { tick, missed in
                Occurrence(
                    message, "\(name)/\(tick.compact)", on: [channel], run: status.run, due: tick,
                    decision: event.decision, missed: missed)
            }
        }
    }

    private func periodic(_ message: PlanMessage, _ status: RolloutStatus) -> [Occurrence] {
        guard let begun = status.decisions.first?.at, let time = message.timeOfDay else { return [] }
        let end = status.state.isActive ? nil : status.since
        let name = String(message.moment.event.text.prefix { $0 != " " })
        let days = Days(calendar: calendar, message: message, at: time)
        return message.channels.flatMap { channel in
            let last = records.newest(of: message.key, below: name, on: channel, in: status.run)
            return days.around(now, from: begun, until: end, after: last).map {
                Occurrence(
                    message, "\(name)/\($0.tick.compact)", on: [channel], run: status.run, due: $0.tick,
                    missed: $0.missed)
            }
        }
    }

    // MARK: The calendar

    /// When a message is due that goes by an event.
    func due(_ message: PlanMessage, _ event: Timestamp) -> Timestamp {
        let isBefore = message.isNotice
        let moment = calendar.moment(message.moment, after: event)
        guard message.timeOfDay != nil || message.onBusinessDays, var day = calendar.date(of: moment) else {
            return moment
        }
        let time = message.timeOfDay ?? calendar.timeOfDay(of: moment)
        if !isBefore, message.timeOfDay != nil, calendar.moment(on: day, at: time) < moment {
            day = day.advanced(by: 1)
        }
        if message.onBusinessDays {
            let business = calendar.businessDay(from: day, backwards: isBefore)
            if business == day, message.timeOfDay == nil { return moment }
            day = business
        }
        let due = calendar.moment(on: day, at: time)
        guard isBefore, due >= event else { return due }
        // A notice comes before what it announces.
        let earlier = day.advanced(by: -1)
        return calendar.moment(
            on: message.onBusinessDays ? calendar.businessDay(from: earlier, backwards: true) : earlier, at: time)
    }
}

extension RolloutPlan {
    /// Whether a start is ahead: no run was started yet, or the newest is over and another is announced.
    func isBeforeStart(_ status: RolloutStatus?) -> Bool {
        guard let status else { return true }
        guard !status.state.isActive, let start = schedule.start else { return false }
        return start > status.since
    }
}

extension CalendarDate {
    /// The day so many days later; the same one at the end of all days.
    func advanced(by days: Int) -> CalendarDate { CalendarDate(daysSinceEpoch: daysSinceEpoch + days) ?? self }
}
