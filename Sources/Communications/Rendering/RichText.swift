/// A text of blocks, which every channel writes in its own form and escapes in its own way.
public struct RichText: Sendable, Hashable {
    /// A paragraph, heading, list or the like.
    public enum Block: Sendable, Hashable {
        /// A heading; 1 is the largest, 3 the smallest.
        case heading(level: Int, [Inline])
        /// A paragraph.
        case paragraph([Inline])
        /// A list without order.
        case list([Item])
        /// A list with numbers from 1.
        case numbered([Item])
        /// A table: titles of its columns, then rows of as many cells.
        case table(header: [[Inline]], rows: [[[Inline]]])
        /// A line between parts.
        case rule
    }

    /// One line of a list.
    public struct Item: Sendable, Hashable {
        /// Whether it is ticked; nothing for an item without a box.
        public var isDone: Bool?
        /// What it says.
        public var text: [Inline]

        /// Makes an item.
        public init(_ text: [Inline], isDone: Bool? = nil) {
            self.text = text
            self.isDone = isDone
        }

        /// The box in brackets before what it says, with a space behind it; empty for an item without one.
        var brackets: String { isDone.map { $0 ? "[x] " : "[ ] " } ?? "" }
    }

    /// A piece of a line.
    public indirect enum Inline: Sendable, Hashable {
        /// Plain characters, without any markup.
        case text(String)
        /// Strong text.
        case strong([Inline])
        /// Emphasised text.
        case emphasis([Inline])
        /// Characters of a program.
        case code(String)
        /// A link to an address of http, https or mailto.
        case link([Inline], to: String)
        /// A new line within the block.
        case lineBreak
    }

    /// The blocks.
    public var blocks: [Block]

    /// Makes a text of blocks.
    public init(_ blocks: [Block]) { self.blocks = blocks }
}
