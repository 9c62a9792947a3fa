import NIOHTTP1

/// When a server asks to come again.
enum RetryAfter {
    /// The longest time that is waited for at once, in seconds.
    static let longestPause = 30
    /// What a server means that says nothing, in seconds.
    static let standard = 60

    /// The seconds of a field `Retry-After` (RFC 9110, section 10.2.3): 1 to a day; a minute where it holds none.
    ///
    /// A date is counted from the answer's own `Date`, so that the two clocks need not agree.
    static func seconds(_ fields: HTTPHeaders) -> Int {
        guard let text = fields.first(name: "Retry-After"), let seconds = Int(text) ?? seconds(until: text, fields),
            seconds >= 0
        else { return standard }
        return min(max(seconds, 1), 86400)
    }

    private static func seconds(until date: String, _ fields: HTTPHeaders) -> Int? {
        guard let then = HTTPDate.unixSeconds(date), let now = fields.first(name: "Date").flatMap(HTTPDate.unixSeconds)
        else { return nil }
        return max(0, then - now)
    }
}
