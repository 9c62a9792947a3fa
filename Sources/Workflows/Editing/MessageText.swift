/// What may stand in a commit's message.
enum MessageText {
    /// Refuses texts that would break the message apart.
    ///
    /// - Throws: a ``Failure`` where a ticket has a line break or a text a control character.
    static func check(_ options: EditOptions) throws {
        if let ticket = options.ticket, ticket.allSatisfy(\.isWhitespace) || ticket.contains(where: \.isNewline) {
            throw Failure("bad-ticket", "the ticket must be one line that is not empty", status: .usage)
        }
        for (name, text) in [("reason", options.reason), ("ticket", options.ticket)] {
            let scalars = (text ?? "").unicodeScalars
            if scalars.contains(where: { $0.value < 32 && $0 != "\n" && $0 != "\t" || $0.value == 127 }) {
                throw Failure("control-character", "the \(name) has a control character", status: .usage)
            }
        }
    }
}
