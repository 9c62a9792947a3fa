public import Documents

extension RichText {
    /// The message as blocks of Slack's Block Kit: a `header`, then `rich_text` and `divider`.
    ///
    /// Text of a `rich_text` block is text: Slack reads no marks, mentions or addresses in it, where `mrkdwn` has no way to
    /// write a `*` that is one. At most 50 blocks, 150 characters in the header, 3,000 in a block and 12,000 in all; a
    /// message that is longer ends with a line that says so.
    ///
    /// - Parameters:
    ///   - subject: the header's text.
    ///   - link: where the whole message can be read, for a message that is cut.
    public func slackBlocks(subject: String, link: String? = nil) -> JSONValue {
        var message = SlackMessage(subject: subject.asOneLine, link: link)
        for block in blocks { message.add(block) }
        return .array(message.finished)
    }
}
