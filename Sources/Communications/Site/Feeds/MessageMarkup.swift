/// What a message of the site's own channel looks like in a page.
enum MessageMarkup {
    /// The text as paragraphs.
    static func html(_ markdown: String) -> String {
        var html = HTML()
        for paragraph in markdown.split(separator: "\n\n") { html.tag("p", String(paragraph)) }
        return String(decoding: html.bytes, as: UTF8.self)
    }
}
