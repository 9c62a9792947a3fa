/// When a message goes out: `start -P7D`, `step`, `passed canary +PT1H`, `daily`, `weekly monday`.
public struct MessageMoment: Sendable, Hashable {
    /// What it goes by.
    public enum Event: Sendable, Hashable {
        /// The start of the run; before it, the one that the plan announces.
        case start
        /// A phase begins.
        case phase(PhaseKey)
        /// A step is made, in any phase or in one.
        case step(PhaseKey?)
        /// The steps are made and a gate is next, of any phase or of one.
        case gate(PhaseKey?)
        /// A phase passed its gate.
        case passed(PhaseKey)
        /// The run was paused.
        case paused
        /// The run goes on.
        case resumed
        /// Exposure went down, or began to.
        case rolledBack
        /// Every gate was passed.
        case completed
        /// Somebody ended the run.
        case stopped
        /// Every day while the run lasts.
        case daily
        /// Every week on a day while the run lasts.
        case weekly(Weekday)
    }

    /// What it goes by.
    public let event: Event
    /// How long after it, in seconds; negative before the start.
    public let offset: Int
    /// Whether that is written in days and weeks, which are those of a calendar, rather than in hours.
    public let isInDays: Bool

    /// Joins both; whole days are days of a calendar.
    public init(_ event: Event, offset: Int = 0) {
        self.init(event, offset: offset, isInDays: offset % 86400 == 0)
    }

    private init(_ event: Event, offset: Int, isInDays: Bool) {
        self.event = event
        self.offset = offset
        self.isInDays = isInDays || offset == 0
    }

    /// Reads a moment; nil where the text is none.
    public init?(_ text: String) {
        var words = text.split(separator: " ").map(String.init)
        var offset = 0
        var isInDays = true
        if let last = words.last, let sign = last.first, sign == "+" || sign == "-" {
            guard let duration = ISODuration(String(last.dropFirst())) else { return nil }
            offset = sign == "-" ? -duration.seconds : duration.seconds
            isInDays = !duration.text.contains("T")
            words.removeLast()
        }
        guard let name = words.first, words.count <= 2, let event = Self.event(name, words.dropFirst().first) else {
            return nil
        }
        if event.isPeriodic, offset != 0 { return nil }
        if offset < 0, event != .start { return nil }
        self.init(event, offset: offset, isInDays: isInDays)
    }

    private static func event(_ name: String, _ of: String?) -> Event? {
        let phase = of.flatMap { PhaseKey($0) }
        switch (name, of) {
        case ("start", nil): return .start
        case ("step", nil): return .step(nil)
        case ("gate", nil): return .gate(nil)
        case ("paused", nil): return .paused
        case ("resumed", nil): return .resumed
        case ("rolled-back", nil): return .rolledBack
        case ("completed", nil): return .completed
        case ("stopped", nil): return .stopped
        case ("daily", nil): return .daily
        case ("weekly", let day?): return Weekday(rawValue: day).map { .weekly($0) }
        case ("phase", _): return phase.map { .phase($0) }
        case ("step", _): return phase.map { .step($0) }
        case ("gate", _): return phase.map { .gate($0) }
        case ("passed", _): return phase.map { .passed($0) }
        default: return nil
        }
    }

    /// The moment as it is written.
    public var text: String {
        guard offset != 0 else { return event.text }
        let length = abs(offset)
        let isHours = !isInDays && length % 86400 == 0
        let text = isHours ? "PT\(length / 3600)H" : ISODuration(seconds: length).text
        return "\(event.text) \(offset < 0 ? "-" : "+")\(text)"
    }

    /// How often it comes by itself, in seconds; nothing where it does not.
    public var period: Int? {
        switch event {
        case .daily: 86400
        case .weekly: 604800
        default: nil
        }
    }
}

extension MessageMoment.Event {
    /// Whether it comes again and again by itself.
    public var isPeriodic: Bool {
        switch self {
        case .daily, .weekly: true
        default: false
        }
    }

    /// The phase that it names.
    public var phase: PhaseKey? {
        switch self {
        case .phase(let phase), .passed(let phase): phase
        case .step(let phase), .gate(let phase): phase
        default: nil
        }
    }

    /// Whether it tells of success, which a rollback takes back.
    public var isSuccess: Bool {
        switch self {
        case .start, .phase, .step, .gate, .passed, .resumed, .completed: true
        case .paused, .rolledBack, .stopped, .daily, .weekly: false
        }
    }

    /// The event as it is written.
    public var text: String {
        switch self {
        case .start: "start"
        case .phase(let phase): "phase \(phase)"
        case .step(let phase): phase.map { "step \($0)" } ?? "step"
        case .gate(let phase): phase.map { "gate \($0)" } ?? "gate"
        case .passed(let phase): "passed \(phase)"
        case .paused: "paused"
        case .resumed: "resumed"
        case .rolledBack: "rolled-back"
        case .completed: "completed"
        case .stopped: "stopped"
        case .daily: "daily"
        case .weekly(let day): "weekly \(day.rawValue)"
        }
    }
}

/// A day of the week.
public enum Weekday: String, Sendable, Hashable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekday of a date.
    public init(of date: CalendarDate) {
        // 1970-01-01 was a Thursday.
        let index = (date.daysSinceEpoch % 7 + 7 + 3) % 7
        self = Self.allCases[index]
    }
}

/// A time of day, in whole minutes: `09:00`.
public struct TimeOfDay: Sendable, Hashable, Comparable {
    /// Minutes after midnight, 0 to 1,439.
    public let minutes: Int

    /// Makes a time of day; nil outside of a day.
    public init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `09:00`; nil where the text is no time of day.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 48 }
        guard digits.allSatisfy((0...9).contains) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hour < 24, minute < 60 else { return nil }
        minutes = hour * 60 + minute
    }

    /// The time as `09:00`.
    public var text: String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }

    /// Orders times of a day.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}
