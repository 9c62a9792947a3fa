import Documents

/// The blocks of a message while they are collected, within Slack's limits.
struct SlackMessage {
    /// Blocks of a message (https://docs.slack.dev/reference/block-kit/blocks).
    static let blockLimit = 50
    /// Characters of a header.
    static let headerLimit = 150
    /// Characters of one block of text.
    static let textLimit = 3000
    /// Characters of all blocks.
    static let messageLimit = 12000

    private var blocks: [JSONValue] = []
    private var parts: [SlackPart] = []
    private var size = 0
    private var total: Int
    private var isCut = false
    private let link: String?

    /// Begins with the header; what does not fit there comes below it once more, whole.
    init(subject: String, link: String?) {
        self.link = link
        let header = SlackText.prefix(of: subject, Self.headerLimit)
        total = header.utf16.count
        if !header.isEmpty {
            let text: JSONValue = [
                "type": "plain_text", "text": .string(header), "emoji": false,
            ]
            blocks.append(["type": "header", "text": text])
        }
        if header != subject { add(.paragraph([.text(subject)])) }
    }

    /// Adds a block of a text, in parts where it is too long for one.
    mutating func add(_ block: RichText.Block) {
        guard block != .rule else {
            flush()
            if hasRoom(for: 0), blocks.last != ["type": "divider"] { blocks.append(["type": "divider"]) }
            return
        }
        for part in SlackPart.parts(of: block, limit: Self.textLimit) {
            guard !isCut, hasRoom(for: part.size) else {
                isCut = true
                return
            }
            if size + part.size > Self.textLimit { flush() }
            parts.append(part)
            size += part.size
            total += part.size
        }
    }

    /// All blocks, with a line at the end where not everything had room.
    var finished: [JSONValue] {
        var copy = self
        copy.flush()
        guard isCut else { return copy.blocks }
        let rest = "… This message is longer than Slack shows."
        let text: [RichText.Inline] =
            link.map { [.text(rest + " The rest is "), .link([.text("here")], to: $0), .text(".")] } ?? [.text(rest)]
        copy.parts = SlackPart.parts(of: .paragraph(text), limit: Self.textLimit)
        copy.flush()
        return copy.blocks
    }

    /// Whether so much more fits, with a block to spare for what is collected and one for the last line.
    private func hasRoom(for size: Int) -> Bool {
        blocks.count + 3 <= Self.blockLimit && total + size + 500 <= Self.messageLimit
    }

    private mutating func flush() {
        guard !parts.isEmpty else { return }
        blocks.append(["type": "rich_text", "elements": .array(SlackPart.elements(of: parts))])
        parts = []
        size = 0
    }
}
