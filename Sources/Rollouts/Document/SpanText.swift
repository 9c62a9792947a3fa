public import FlagModel

/// Spans of time in words.
public enum SpanText {
    /// The two largest units: `3 d 4 h`, `31 h 12 min`, `12 min`, `30 s`; days from the third on.
    public static func short(_ seconds: Int) -> String {
        let seconds = max(0, seconds)
        let units =
            seconds >= 3 * 86400
            ? [(seconds / 86400, "d"), (seconds % 86400 / 3600, "h")]
            : seconds >= 3600
                ? [(seconds / 3600, "h"), (seconds % 3600 / 60, "min")]
                : seconds >= 60 ? [(seconds / 60, "min")] : [(seconds, "s")]
        return units.enumerated().filter { $0.offset == 0 || $0.element.0 > 0 }
            .map { "\($0.element.0) \($0.element.1)" }.joined(separator: " ")
    }

    /// Whole days or hours where they are: `2 days`, `36 hours`, `10 minutes`.
    public static func long(_ seconds: Int) -> String {
        for (length, word) in [(86400, "day"), (3600, "hour"), (60, "minute")] where seconds >= length {
            if seconds % length == 0, seconds < 120 * length { return counted(seconds / length, word) }
        }
        return seconds < 60 ? counted(seconds, "second") : short(seconds)
    }

    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}

extension Phase {
    /// How long the phase takes at least, in seconds: its holds one after another, and the gate's, which begins with the
    /// last step.
    public var shortest: Int {
        let holds = steps.map { $0.hold?.seconds ?? 0 }
        return holds.dropLast().reduce(0, +) + max(holds.last ?? 0, gate.hold?.seconds ?? 0)
    }
}

extension RollbackStrategy {
    /// What it does, as people read it: `off at once`, `down to 50%, 25%, off, 10 min apart`, `off but for staff`.
    public var text: String {
        let what =
            switch path {
            case .immediate: "off at once"
            case .gradual(let ladder, let every):
                "down to " + ladder.map { $0 == 0 ? "off" : "\(Thousandths.text($0))%" }.joined(separator: ", ")
                    + ", \(SpanText.short(every.seconds)) apart"
            case .partial(let keep): "off but for \(keep.map(\.text).joined(separator: ", "))"
            }
        return scope == .plan ? "\(what), every flag of the plan" : what
    }
}

extension Guard.Action {
    /// What it does, as people read it.
    public var text: String {
        switch self {
        case .pause: "pause"
        case .rollBack(let strategy): strategy.text
        }
    }
}

extension MetricTest {
    /// A threshold as people read it: `< 500 ms`, `change < 0.1`, `change <= 10%`.
    public func text(_ threshold: Threshold, unit: String?) -> String {
        switch comparison {
        case .absolute: "\(threshold.relation.sign) \(Self.quantity(threshold.value, unit))"
        case .delta: "change \(threshold.text)"
        case .relative: "change \(threshold.text)%"
        }
    }

    /// A value with its unit: `0.023%`, `412 ms`, `12`.
    public static func quantity(_ value: Double, _ unit: String?) -> String {
        guard let unit, !unit.isEmpty else { return Decimals.short(value) }
        return Decimals.short(value) + (unit == "%" ? "%" : " \(unit)")
    }

    /// The change from a baseline as people read it: `+0.02`, `-3.1%`; nothing where values are judged by themselves.
    public func change(_ value: Double?) -> String? {
        guard comparison != .absolute, let value else { return nil }
        return (value > 0 ? "+" : "") + Decimals.short(value) + (comparison == .relative ? "%" : "")
    }
}
