import FlagModel
import Rollouts

/// One measurement of a file.
struct Measurement: Hashable {
    /// What was measured; nothing where the file does not say.
    let series: String?
    /// When, and what it came to.
    let sample: Sample

    /// Reads a time: RFC 3339, or a date, which means its first moment in UTC.
    static func time(_ text: String) -> Timestamp? {
        Timestamp(text) ?? CalendarDate(text).map { Timestamp(unixSeconds: $0.daysSinceEpoch * 86400) }
    }
}
