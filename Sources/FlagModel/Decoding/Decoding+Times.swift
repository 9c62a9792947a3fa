import Documents

extension Decoding {
    func date(_ node: JSONNode) -> CalendarDate? {
        guard let text = string(node) else { return nil }
        if let date = CalendarDate(text) { return date }
        report(.invalidDate(text), at: node)
        return nil
    }

    func duration(_ node: JSONNode) -> ISODuration? {
        guard let text = string(node) else { return nil }
        if let duration = ISODuration(text) { return duration }
        report(.invalidDuration(text), at: node)
        return nil
    }

    func timestamp(_ node: JSONNode) -> Timestamp? {
        guard let text = string(node) else { return nil }
        if let timestamp = Timestamp(text) { return timestamp }
        report(.invalidTimestamp(text), at: node)
        return nil
    }
}

extension Problem {
    fileprivate static func invalidDate(_ text: String) -> Problem {
        Problem("invalid-date", "'\(text)' is no date", hint: "write a day of the calendar as 2026-02-28")
    }

    fileprivate static func invalidDuration(_ text: String) -> Problem {
        let hasCalendarUnit = text.prefix { $0 != "T" }.contains { $0 == "Y" || $0 == "M" }
        let hint =
            hasCalendarUnit ? "years and months differ in length: write weeks or days" : "write it as P14D or PT36H"
        return Problem("invalid-duration", "'\(text)' is no ISO 8601 duration", hint: hint)
    }

    static func invalidTimestamp(_ text: String) -> Problem {
        let hint = CalendarDate(text).map { "write \($0)T00:00:00Z" } ?? "write it as 2026-12-19T00:00:00Z"
        return Problem("invalid-timestamp", "'\(text)' is no RFC 3339 timestamp", hint: hint)
    }
}
