import FlagModel

/// `calendar.ics`: iCalendar (RFC 5545).
struct CalendarFile {
    let content: SiteContent

    func file() -> SiteFile {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//flagctl//site//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(content.feedTitle))",
        ]
        // Events that share a name differ only in their time: the earliest keeps it.
        var names: Set<String> = []
        let events = content.upcoming.filter { names.insert($0.id).inserted }
        let changes = changes(of: Set(events.map(\.path)))
        for event in events { lines += self.lines(event, changed: changes[event.path]) }
        lines.append("END:VCALENDAR")
        return SiteFile("calendar.ics", lines.map(Self.folded).joined(separator: "\r\n") + "\r\n")
    }

    /// When what events follow from was changed last, by the page that tells of it.
    private func changes(of pages: Set<String>) -> [String: Timestamp] {
        var found: [String: Timestamp] = [:]
        for entry in content.entries where found.count < pages.count {
            for change in entry.changes {
                let page: String?
                switch (change.subject, change.environment) {
                case (.flag(let key), _): page = SitePath.flag(key)
                case (.rollout(let key), let environment?): page = SitePath.rollout(key, in: environment)
                case (.file, _?): page = SiteEvent.freezePage
                default: page = nil
                }
                if let page, found[page] == nil, pages.contains(page) { found[page] = entry.time }
            }
        }
        return found
    }

    /// The lines of an event; what was moved is told by its number (section 3.8.7.4): minutes, so that it only rises.
    private func lines(_ event: SiteEvent, changed: Timestamp?) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(Self.escaped("\(event.id)@\(content.ownName)"))",
            "DTSTAMP:\(content.time.compact)",
        ]
        if let changed {
            lines.append("LAST-MODIFIED:\(changed.compact)")
            lines.append("SEQUENCE:\(max(0, (changed.unixSeconds - Self.epoch) / 60))")
        }
        switch event.when {
        case .moment(let start, let end):
            lines.append("DTSTART:\(start.compact)")
            if let end, end > start { lines.append("DTEND:\(end.compact)") }
        case .day(let date):
            lines.append("DTSTART;VALUE=DATE:\(Self.day(date))")
        }
        // Nobody who reads it is busy meanwhile.
        lines.append("TRANSP:TRANSPARENT")
        lines.append("SUMMARY:\(Self.escaped(event.title))")
        lines.append("CATEGORIES:\(Self.escaped(event.kind))")
        if content.base != nil { lines.append("URL:\(content.address(event.path))") }
        lines.append("END:VEVENT")
        return lines
    }

    /// 1 January 2020.
    private static let epoch = 1_577_836_800

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
            case _ where scalar.isReordering: break
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
