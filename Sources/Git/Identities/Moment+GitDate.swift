extension Identity.Moment {
    /// Reads a date as GIT_AUTHOR_DATE has it: `@1700000000 +0100`, `1700000000 +0100`, ISO 8601
    /// (`2026-01-31T12:00:00+01:00`, a space instead of T, no zone for UTC) or RFC 2822
    /// (`Sat, 31 Jan 2026 12:00:00 +0100`).
    init?(gitDate text: String) {
        let words = text.split(separator: " ")
        guard let first = words.first else { return nil }
        if let moment = Identity.Moment(seconds: words) {
            self = moment
        } else if first.utf8.contains(UInt8(ascii: "-")), let moment = Identity.Moment(iso: words) {
            self = moment
        } else if let moment = Identity.Moment(mail: words) {
            self = moment
        } else {
            return nil
        }
    }

    private init?(seconds words: [Substring]) {
        let marked = words[0].hasPrefix("@")
        let digits = marked ? words[0].dropFirst() : words[0]
        // Without the mark, git takes short numbers for something else.
        guard words.count <= 2, marked || digits.utf8.count > 8, let time = Int64(digits), time >= 0 else { return nil }
        guard let offset = words.count == 2 ? Self.zone(words[1]) : 0 else { return nil }
        self.init(time: time, offset: offset)
    }

    private init?(iso words: [Substring]) {
        var parts = words
        if words.count >= 1, let mark = words[0].firstIndex(where: { $0 == "T" || $0 == "t" }) {
            parts = [words[0][..<mark], words[0][words[0].index(after: mark)...]] + words.dropFirst()
        }
        guard parts.count <= 3 else { return nil }
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 3, date[0].utf8.count == 4, parts.count >= 2,
            let year = Self.number(date[0]), let month = Self.number(date[1]), let day = Self.number(date[2])
        else { return nil }
        var clock = parts[1]
        var zone: Substring = parts.count == 3 ? parts[2] : "Z"
        if parts.count == 2, let start = clock.firstIndex(where: { "Zz+-".contains($0) }) {
            zone = clock[start...]
            clock = clock[..<start]
        }
        self.init(year: year, month: month, day: day, clock: clock, zone: zone)
    }

    private init?(mail words: [Substring]) {
        let parts = words[0].hasSuffix(",") ? words.dropFirst() : words[...]
        guard parts.count == 5, let month = Self.months.firstIndex(of: String(parts[parts.startIndex + 1])),
            let day = Self.number(parts[parts.startIndex]), let year = Self.number(parts[parts.startIndex + 2])
        else { return nil }
        self.init(
            year: year, month: month + 1, day: day, clock: parts[parts.startIndex + 3],
            zone: parts[parts.startIndex + 4])
    }

    private init?(year: Int, month: Int, day: Int, clock: Substring, zone: Substring) {
        guard (1970...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        let whole = clock.prefix { $0 != "." }
        let parts = whole.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = Self.number(parts[0]), let minute = Self.number(parts[1]),
            let second = parts.count == 3 ? Self.number(parts[2]) : 0,
            hour < 24, minute < 60, second <= 60, let offset = Self.zone(zone)
        else { return nil }
        let local = Self.daysSince1970(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
        self.init(time: Int64(local - offset * 60), offset: offset)
    }

    /// Minutes east of UTC of `Z`, `+0100`, `+01:00` or `+01`.
    private static func zone(_ text: Substring) -> Int? {
        if text == "Z" || text == "z" || text == "UTC" || text == "GMT" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4 || digits.utf8.count == 2, let value = number(digits[...]) else { return nil }
        let minutes = digits.utf8.count == 2 ? value * 60 : value / 100 * 60 + value % 100
        guard minutes <= 14 * 60 else { return nil }
        return sign == "-" ? -minutes : minutes
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func days(in month: Int, of year: Int) -> Int {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days of the Gregorian calendar since 1970, with years that begin in March so that leap days come last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
