import Documents

/// Finds words of flags in a text, in one pass.
///
/// A word counts only where it stands alone: letters, digits and `_` around it make another identifier, and a `-`
/// between letters makes another name. A key with dots has to stand there whole, while `flags.CSF` names `CSF`. Bytes
/// above ASCII are letters, but for punctuation such as typographic quotes.
public struct MentionScanner {
    private enum Region {
        case code
        case line
        case block(close: [UInt8])
        case string(quote: UInt8)

        var isComment: Bool {
            switch self {
            case .line, .block: true
            case .code, .string: false
            }
        }
    }

    private let words: FlagWords
    private let bytes: [UInt8]
    private let syntax: CommentSyntax?
    private var region = Region.code
    private var mentions: [Mention] = []
    private var line = 1
    /// An offset in the line and its column, which the next column is counted from.
    private var counted = (offset: 0, column: 1)

    private init(_ bytes: [UInt8], _ syntax: CommentSyntax?, _ words: FlagWords) {
        self.bytes = bytes
        self.syntax = syntax
        self.words = words
    }

    /// The mentions in a file, from its start to its end; its path tells what is a comment.
    public static func mentions(of words: FlagWords, in bytes: [UInt8], path: String) -> [Mention] {
        var scanner = MentionScanner(bytes, CommentSyntax(path: path), words)
        scanner.scan()
        return scanner.mentions
    }

    /// Whether bytes are text: git's own rule, no NUL among the first 8,000.
    public static func isText(_ bytes: [UInt8]) -> Bool { !bytes.prefix(8_000).contains(0) }

    private mutating func scan() {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\n") {
                endLine(at: offset)
                offset += 1
            } else if let end = border(at: offset, byte) {
                offset = end
            } else if Self.isIdentifier[Int(byte)] {
                offset = takeWord(from: offset)
            } else {
                offset += byte == Self.punctuationLead ? 3 : 1
            }
        }
    }

    private mutating func endLine(at offset: Int) {
        switch region {
        case .line: region = .code
        case .string(let quote) where quote != UInt8(ascii: "`"): region = .code
        case .code, .block, .string: break
        }
        line += 1
        counted = (offset + 1, 1)
    }

    // MARK: Comments and strings

    /// Where the scan goes on after a mark that begins or ends a comment or a string; nil where none stands here.
    private mutating func border(at offset: Int, _ byte: UInt8) -> Int? {
        guard let syntax else { return nil }
        switch region {
        case .line: return nil
        case .block(let close):
            guard stands(close, at: offset) else { return nil }
            region = .code
            return offset + close.count
        case .string(let quote):
            if byte == UInt8(ascii: "\\") {
                let next = offset + 1
                return next < bytes.count && bytes[next] != UInt8(ascii: "\n") ? next + 1 : next
            }
            guard byte == quote else { return nil }
            region = .code
            return offset + 1
        case .code:
            return syntax.starters[Int(byte)] ? opening(at: offset, byte, syntax) : nil
        }
    }

    private mutating func opening(at offset: Int, _ byte: UInt8, _ syntax: CommentSyntax) -> Int? {
        for (open, close) in syntax.blocks where stands(open, at: offset) {
            region = .block(close: close)
            return offset + open.count
        }
        for mark in syntax.line where stands(mark, at: offset) && (mark != [Self.hash] || follows(space: offset)) {
            region = .line
            return offset + mark.count
        }
        guard syntax.quotes.contains(byte) else { return nil }
        region = .string(quote: byte)
        return offset + 1
    }

    private func stands(_ mark: [UInt8], at offset: Int) -> Bool {
        offset + mark.count <= bytes.count && mark.indices.allSatisfy { bytes[offset + $0] == mark[$0] }
    }

    /// A `#` within a word, as in `$#` or an address, begins no comment.
    private func follows(space offset: Int) -> Bool { offset == 0 || bytes[offset - 1] <= 32 }

    // MARK: Words

    /// Takes a name with the dots and dashes between its letters, and gives where it ends.
    private mutating func takeWord(from start: Int) -> Int {
        var end = start
        var dots: [Int] = []
        while end < bytes.count {
            let byte = bytes[end]
            if Self.isIdentifier[Int(byte)] {
                end += 1
            } else if byte == Self.dot || byte == Self.dash, end + 1 < bytes.count,
                Self.isIdentifier[Int(bytes[end + 1])]
            {
                if byte == Self.dot { dots.append(end) }
                end += 1
            } else {
                break
            }
        }
        if !note(start..<end), !dots.isEmpty {
            var from = start
            for dot in dots + [end] {
                note(from..<dot)
                from = dot + 1
            }
        }
        return end
    }

    @discardableResult
    private mutating func note(_ range: Range<Int>) -> Bool {
        guard let word = words.place(of: bytes[range]) else { return false }
        var column = counted.column
        for byte in bytes[counted.offset..<range.lowerBound] where byte & 0xC0 != 0x80 { column += 1 }
        counted = (range.lowerBound, column)
        mentions.append(
            Mention(
                word: word, position: SourcePosition(offset: range.lowerBound, line: line, column: column),
                isComment: region.isComment))
        return true
    }

    private static let dot = UInt8(ascii: ".")
    private static let dash = UInt8(ascii: "-")
    private static let hash = UInt8(ascii: "#")
    /// The first of three bytes of U+2000 to U+2FFF, where quotes, dashes and arrows are.
    private static let punctuationLead: UInt8 = 0xE2

    private static let isIdentifier: [Bool] = (0...255).map { (byte: UInt8) in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: byte >= 0x80 && byte != punctuationLead
        }
    }
}
