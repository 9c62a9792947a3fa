import FlagModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The present as a Date field says it (RFC 9110, section 5.6.7), written once a second.
struct HTTPDates {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var second = -1
    private var text = ""

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    var now: String {
        mutating get {
            let now = Int(time(nil))
            if now != second {
                second = now
                text = Self.text(now)
            }
            return text
        }
    }

    /// The text of a moment in Unix time.
    static func text(_ seconds: Int) -> String {
        let number = Int((Double(seconds) / 86_400).rounded(.down))
        guard let date = CalendarDate(daysSinceEpoch: number) else { return "" }
        let rest = seconds - number * 86_400
        let day = days[((number % 7) + 7) % 7]
        let clock = [rest / 3600, rest % 3600 / 60, rest % 60].map(twoDigits).joined(separator: ":")
        return "\(day), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
