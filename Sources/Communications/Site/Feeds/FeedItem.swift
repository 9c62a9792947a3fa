import FlagModel

/// What feeds tell: messages of plans that are for the site, and what became of flags.
struct FeedItem {
    /// Its name for ever: a URI.
    let id: String
    let title: String
    /// What it says, as HTML.
    let html: String
    /// What it says, without markup.
    let text: String
    let time: Timestamp
    let author: String
    /// The page that says more, below the site's folder.
    let path: String
    let tags: [String]

    /// How long a line is, in characters: readers of feeds break lines themselves.
    private static let width = 100_000

    /// How many items a feed has.
    static let limit = 60

    /// The newest items, newest first.
    static func items(_ content: SiteContent) -> [FeedItem] {
        let told = content.messages.filter { $0.isFeed && $0.state == "sent" }.prefix(limit).map { message in
            item(message, content)
        }
        let changed = content.entries.lazy.compactMap { item($0, content) }.prefix(limit)
        return Array((told + changed).sorted { ($1.time, $1.id) < ($0.time, $0.id) }.prefix(limit))
    }

    private static func item(_ message: SiteMessage, _ content: SiteContent) -> FeedItem {
        let body = RichText(markdown: message.text ?? message.title)
        return FeedItem(
            id: content.identifier("messages/\(message.id)"), title: message.subject ?? message.title, html: body.html,
            text: body.plain(width: width), time: message.at ?? message.due, author: content.title,
            path: message.pagePath, tags: [message.environment.text, "message"])
    }

    /// Only commits that change flags or cohorts in an environment are news.
    private static func item(_ entry: SiteEntry, _ content: SiteContent) -> FeedItem? {
        let changes = entry.changes.filter { change in
            guard change.environment != nil else { return false }
            switch change.subject {
            case .flag, .cohort: return true
            case .rollout, .file: return false
            }
        }
        guard !changes.isEmpty else { return nil }
        let lines = changes.prefix(20).map {
            "\($0.environment.map { "\($0) " } ?? "")\($0.subject.text): \($0.summary)"
        }
        var html = HTML()
        let reason = entry.reason.map { $0.split(whereSeparator: \.isNewline).map(String.init) } ?? []
        for line in reason { html.tag("p", line) }
        html.tag("ul") { html in for line in lines { html.tag("li", line) } }
        let more = changes.count > 20 ? ["and \(changes.count - 20) more"] : []
        for line in more { html.tag("p", line) }
        return FeedItem(
            id: content.identifier("commits/\(entry.commit)"), title: entry.subject,
            html: String(decoding: html.bytes, as: UTF8.self),
            text: (reason + lines + more).joined(separator: "\n"),
            time: entry.time, author: entry.author, path: "audit.html#c-\(entry.commit.prefix(12))",
            tags: Set(changes.compactMap { $0.environment?.text }).sorted())
    }
}
