/// A span of time as ISO 8601 writes it, of weeks, days, hours, minutes and seconds: `P14D`, `PT36H`, `P1DT12H`.
///
/// Years and months are refused, because their length depends on the calendar. Never negative.
public struct ISODuration: Sendable, Hashable {
    /// The duration as written.
    public let text: String
    /// Its length in seconds, 0 or more.
    public let seconds: Int

    /// Reads a duration; nil where the text is none.
    public init?(_ text: String) {
        guard let seconds = Self.length(of: Array(text.utf8)) else { return nil }
        self.text = text
        self.seconds = seconds
    }

    /// Makes a duration of whole seconds (a negative number counts as none), written in days, hours, minutes, seconds.
    public init(seconds: Int) {
        let length = max(0, seconds)
        let days = length / 86400
        var time = ""
        for (unit, name) in [(length % 86400 / 3600, "H"), (length % 3600 / 60, "M"), (length % 60, "S")] where unit > 0
        {
            time += "\(unit)\(name)"
        }
        let date = days > 0 || time.isEmpty ? "\(days)D" : ""
        self.text = "P" + date + (time.isEmpty ? "" : "T" + time)
        self.seconds = length
    }

    private static func length(of bytes: [UInt8]) -> Int? {
        guard bytes.first == UInt8(ascii: "P"), bytes.count > 2 else { return nil }
        var total = 0
        var number: Int?
        var order = 0
        var isTime = false
        for byte in bytes.dropFirst() {
            if byte >= 48, byte <= 57 {
                let (scaled, tooMany) = (number ?? 0).multipliedReportingOverflow(by: 10)
                let (next, tooBig) = scaled.addingReportingOverflow(Int(byte - 48))
                if tooMany || tooBig { return nil }
                number = next
            } else if byte == UInt8(ascii: "T") {
                guard !isTime, number == nil else { return nil }
                isTime = true
            } else {
                guard let count = number, let unit = unit(byte, isTime: isTime), unit.order > order else { return nil }
                let (product, tooLong) = count.multipliedReportingOverflow(by: unit.seconds)
                let (sum, tooMuch) = total.addingReportingOverflow(product)
                if tooLong || tooMuch { return nil }
                total = sum
                order = unit.order
                number = nil
            }
        }
        return number == nil && bytes.last != UInt8(ascii: "T") ? total : nil
    }

    /// The designators in the order in which they may come, each at most once.
    private static func unit(_ byte: UInt8, isTime: Bool) -> (order: Int, seconds: Int)? {
        switch (byte, isTime) {
        case (UInt8(ascii: "W"), false): (1, 604800)
        case (UInt8(ascii: "D"), false): (2, 86400)
        case (UInt8(ascii: "H"), true): (3, 3600)
        case (UInt8(ascii: "M"), true): (4, 60)
        case (UInt8(ascii: "S"), true): (5, 1)
        default: nil
        }
    }
}
