/// A line such as `Flag: CSF` at the end of a commit message.
public struct Trailer: Sendable, Hashable {
    /// The token before the colon, as written.
    public let key: String
    /// What follows the colon, without white space at its ends.
    public let value: String

    /// Makes a trailer.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// Reads and writes the trailers of a commit message, strictly.
///
/// Only the last paragraph counts, only if each of its lines is a trailer (`Token: value`, the token of letters, digits
/// and hyphens), and never the first paragraph. Git is more lenient; a lenient reader can be talked into trailers
/// that nobody meant.
public enum Trailers {
    /// The trailers of a message in order; none when the last paragraph is no trailer block.
    public static func parse(message: String) -> [Trailer] {
        let block = lastParagraph(of: message)
        let trailers = block.compactMap { trailer($0.text) }
        return trailers.count == block.count ? trailers : []
    }

    /// The lines that spoil a last paragraph which has trailers beside them, with their numbers from 1.
    public static func malformed(in message: String) -> [(line: Int, text: String)] {
        let block = lastParagraph(of: message)
        let bad = block.filter { trailer($0.text) == nil }
        return bad.count == block.count ? [] : bad.map { ($0.line, String($0.text)) }
    }

    /// The block of lines for a message, without a line break at its end.
    public static func render(_ trailers: [Trailer]) -> String {
        trailers.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    }

    private static func lastParagraph(of message: String) -> [(line: Int, text: Substring)] {
        let lines = message.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        var paragraphs: [[(line: Int, text: Substring)]] = [[]]
        for (index, line) in lines.enumerated() {
            if line.utf8.allSatisfy(FileSystem.isSpace) {
                if !paragraphs[paragraphs.count - 1].isEmpty { paragraphs.append([]) }
            } else {
                paragraphs[paragraphs.count - 1].append((index + 1, line))
            }
        }
        paragraphs.removeAll { $0.isEmpty }
        return paragraphs.count > 1 ? paragraphs[paragraphs.count - 1] : []
    }

    private static func trailer(_ line: Substring) -> Trailer? {
        let bytes = line.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
            bytes[..<colon].allSatisfy(isTokenByte)
        else { return nil }
        var value = bytes[bytes.index(after: colon)...]
        guard let next = value.first, next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") else { return nil }
        while let byte = value.first, FileSystem.isSpace(byte) { value = value.dropFirst() }
        while let byte = value.last, FileSystem.isSpace(byte) { value = value.dropLast() }
        guard !value.isEmpty else { return nil }
        return Trailer(key: String(line[..<colon]), value: String(Substring(value)))
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
