import FlagModel

/// A span of time as people type it: `30s`, `10m`, `2h`, `7d`, or ISO 8601.
enum DurationText {
    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]

    /// Reads a span of at least a second.
    ///
    /// - Throws: a ``Failure`` where the text is none.
    static func parse(_ text: String) throws -> ISODuration {
        if let duration = ISODuration(text), duration.seconds > 0 { return duration }
        if let last = text.last, let unit = units[last], let count = Int(text.dropLast()), count > 0 {
            let (seconds, tooLong) = count.multipliedReportingOverflow(by: unit)
            if !tooLong { return ISODuration(seconds: seconds) }
        }
        throw Failure.usage("'\(text)' is no span of time", hint: "write it as 30s, 10m, 2h, 7d or PT30S")
    }
}
