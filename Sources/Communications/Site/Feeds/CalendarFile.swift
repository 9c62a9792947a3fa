import FlagModel

/// `calendar.ics`: iCalendar (RFC 5545).
struct CalendarFile {
    let content: SiteContent

    func file() -> SiteFile {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//flagctl//site//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(content.title))",
        ]
        // Events that share a name differ only in their time: the earliest keeps it.
        var names: Set<String> = []
        for event in content.upcoming where names.insert(event.id).inserted { lines += self.lines(event) }
        lines.append("END:VCALENDAR")
        return SiteFile("calendar.ics", lines.map(Self.folded).joined(separator: "\r\n") + "\r\n")
    }

    private func lines(_ event: SiteEvent) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(Self.escaped(event.id))@\(SiteAddress.host(of: content.base) ?? "flagctl")",
            "DTSTAMP:\(Self.moment(content.time))",
        ]
        switch event.when {
        case .moment(let start, let end):
            lines.append("DTSTART:\(Self.moment(start))")
            if let end, end > start { lines.append("DTEND:\(Self.moment(end))") }
        case .day(let date):
            lines.append("DTSTART;VALUE=DATE:\(Self.day(date))")
            lines.append("TRANSP:TRANSPARENT")
        }
        lines.append("SUMMARY:\(Self.escaped(event.title))")
        lines.append("CATEGORIES:\(Self.escaped(event.kind))")
        if content.base != nil { lines.append("URL:\(content.address(event.path))") }
        lines.append("END:VEVENT")
        return lines
    }

    /// `20260216T080000Z`.
    private static func moment(_ time: Timestamp) -> String {
        let text = Timestamp(unixSeconds: time.unixSeconds).text
        return String(text.filter { $0 != "-" && $0 != ":" })
    }

    private static func day(_ date: CalendarDate) -> String { String(date.text.filter { $0 != "-" }) }

    /// A TEXT value (section 3.3.11): no text can begin a line of its own.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            case "\r": break
            case "\u{0}"..."\u{1F}", "\u{7F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A content line in pieces of at most 75 octets (section 3.1), never within a character.
    static func folded(_ line: String) -> String {
        guard line.utf8.count > 75 else { return line }
        var result = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if length + size > 75 {
                result += "\r\n "
                length = 1
            }
            result.unicodeScalars.append(scalar)
            length += size
        }
        return result
    }
}
