/// A moment as RFC 3339 writes it: `2026-12-19T00:00:00Z`, `2026-12-19T01:00:00.5+01:00`.
///
/// Two timestamps are equal if they are the same moment, whatever their offsets.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let unixSeconds: Int
    /// The part of a second after that, 0 to 999,999,999.
    public let nanoseconds: Int
    /// Minutes east of UTC that the text uses, -1439 to 1439.
    public let offset: Int

    /// Makes the timestamp of a moment in Unix time.
    public init(unixSeconds: Int, nanoseconds: Int = 0, offset: Int = 0) {
        self.unixSeconds = unixSeconds
        self.nanoseconds = nanoseconds
        self.offset = offset
    }

    /// Reads an RFC 3339 date-time; nil where the text is none. A leap second counts as the second after it.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let date = CalendarDate(bytes: bytes[..<10]) else { return nil }
        var scanner = DigitScanner(bytes[10...])
        guard scanner.skip("Tt"), let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2),
            scanner.skip(":"), let second = scanner.number(2), hour < 24, minute < 60, second <= 60
        else { return nil }
        var nanoseconds = 0
        if scanner.skip(".") {
            guard let fraction = scanner.billionths() else { return nil }
            nanoseconds = fraction
        }
        guard let offset = Self.offset(&scanner), scanner.isAtEnd else { return nil }
        let seconds = date.daysSinceEpoch * 86400 + hour * 3600 + minute * 60 + second - offset * 60
        self.init(unixSeconds: seconds, nanoseconds: nanoseconds, offset: offset)
    }

    /// The moment in RFC 3339 with the offset it was written with, `Z` where that is none.
    public var text: String {
        let local = unixSeconds + offset * 60
        let days = local >= 0 ? local / 86400 : (local - 86399) / 86400
        let rest = local - days * 86400
        let date = CalendarDate(daysSinceEpoch: days)?.text ?? "9999-12-31"
        let time = "\(padded(rest / 3600, 2)):\(padded(rest % 3600 / 60, 2)):\(padded(rest % 60, 2))"
        var fraction = nanoseconds > 0 ? "." + padded(nanoseconds, 9) : ""
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let distance = abs(offset)
        let zone =
            offset == 0 ? "Z" : "\(offset < 0 ? "-" : "+")\(padded(distance / 60, 2)):\(padded(distance % 60, 2))"
        return "\(date)T\(time)\(fraction)\(zone)"
    }

    /// The moment in RFC 3339.
    public var description: String { text }

    /// Compares moments.
    public static func == (left: Timestamp, right: Timestamp) -> Bool {
        left.unixSeconds == right.unixSeconds && left.nanoseconds == right.nanoseconds
    }

    /// Orders moments by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.unixSeconds, left.nanoseconds) < (right.unixSeconds, right.nanoseconds)
    }

    /// Hashes the moment.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(unixSeconds)
        hasher.combine(nanoseconds)
    }

    private static func offset(_ scanner: inout DigitScanner) -> Int? {
        if scanner.skip("Zz") { return 0 }
        let sign = scanner.next == UInt8(ascii: "-") ? -1 : 1
        guard scanner.skip("+-"), let hours = scanner.number(2), scanner.skip(":"), let minutes = scanner.number(2),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

extension Timestamp {
    /// The day that the moment is on, in UTC; nil outside the years 0 to 9999.
    public var date: CalendarDate? {
        let days = unixSeconds >= 0 ? unixSeconds / 86400 : (unixSeconds - 86399) / 86400
        return CalendarDate(daysSinceEpoch: days)
    }
}
