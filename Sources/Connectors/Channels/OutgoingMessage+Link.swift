import Communications

extension OutgoingMessage {
    /// The body with the message's link at its end, unless it has that link.
    var bodyWithLink: RichText {
        guard let link, !body.blocks.contains(where: { $0.links(to: link) }) else { return body }
        return RichText(body.blocks + [.paragraph([.link([.text("Open the page")], to: link)])])
    }
}

extension RichText.Block {
    fileprivate func links(to target: String) -> Bool {
        switch self {
        case .heading(_, let text), .paragraph(let text): text.links(to: target)
        case .list(let items), .numbered(let items): items.contains { $0.text.links(to: target) }
        case .table(let header, let rows): (header + rows.flatMap { $0 }).contains { $0.links(to: target) }
        case .rule: false
        }
    }
}

extension [RichText.Inline] {
    fileprivate func links(to target: String) -> Bool {
        contains { inline in
            switch inline {
            case .link(_, let address): address == target
            case .strong(let content), .emphasis(let content): content.links(to: target)
            case .text, .code, .lineBreak: false
            }
        }
    }
}
