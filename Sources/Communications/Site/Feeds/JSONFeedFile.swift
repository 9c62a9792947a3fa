import FlagModel
import Documents

/// `feed.json`: JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
struct JSONFeedFile {
    let content: SiteContent
    let items: [FeedItem]

    func file() -> SiteFile {
        var members: [(String, JSONValue)] = [
            ("version", "https://jsonfeed.org/version/1.1"), ("title", .string(content.feedTitle)),
        ]
        if content.base != nil {
            members.append(("home_page_url", .string(content.address("index.html"))))
            members.append(("feed_url", .string(content.address("feed.json"))))
        }
        members.append(("language", "en"))
        members.append(("items", .array(items.map(item))))
        return SiteFile("feed.json", CanonicalJSON.pretty(.object(JSONObject(members))))
    }

    private func item(_ item: FeedItem) -> JSONValue {
        var members: [(String, JSONValue)] = [("id", .string(item.id))]
        if content.base != nil { members.append(("url", .string(content.address(item.path)))) }
        members += [
            ("title", .string(item.title)), ("content_html", .string(item.html)), ("content_text", .string(item.text)),
            ("date_published", .string(item.time.text)), ("authors", [["name": .string(item.author)]]),
            ("tags", .array(item.tags.map { .string($0) })),
        ]
        return .object(JSONObject(members))
    }
}
