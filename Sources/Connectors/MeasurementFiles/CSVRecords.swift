/// The records of a CSV file (RFC 4180), whose lines may end in LF as well.
///
/// A byte order mark is skipped, because spreadsheets write one, and so are empty lines.
struct CSVRecords {
    /// One record.
    struct Record: Hashable {
        /// The line that it begins on, from 1.
        let line: Int
        /// Its fields, at least one.
        let fields: [String]
    }

    /// A mistake in the file.
    struct Mistake: Error, Hashable {
        /// The line that it is on, from 1.
        let line: Int
        /// What is wrong.
        let message: String
    }

    private let bytes: [UInt8]
    private var place: Int
    private var line = 1

    /// Reads from the beginning.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next record; nothing at the end.
    mutating func next() throws(Mistake) -> Record? {
        while skipLineEnd() {}
        guard place < bytes.count else { return nil }
        let first = line
        var fields = [try field()]
        while place < bytes.count, bytes[place] == UInt8(ascii: ",") {
            place += 1
            fields.append(try field())
        }
        guard place == bytes.count || skipLineEnd() else {
            throw Mistake(line: line, message: "expected a comma or the end of the line after a quoted field")
        }
        return Record(line: first, fields: fields)
    }

    private mutating func field() throws(Mistake) -> String {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
            let start = place
            while place < bytes.count, !isEndOfField(bytes[place]) { place += 1 }
            guard !bytes[start..<place].contains(UInt8(ascii: "\"")) else {
                throw Mistake(line: line, message: "a quote stands inside a field that does not begin with one")
            }
            return try text(bytes[start..<place])
        }
        return try quoted()
    }

    private mutating func quoted() throws(Mistake) -> String {
        let first = line
        var content: [UInt8] = []
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") {
                guard place < bytes.count, bytes[place] == byte else { return try text(content[...]) }
                place += 1
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            content.append(byte)
        }
        throw Mistake(line: first, message: "a quoted field does not end")
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(Mistake) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Mistake(line: line, message: "the text is not UTF-8")
        }
        return text
    }

    private func isEndOfField(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private mutating func skipLineEnd() -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\n") || bytes[place] == UInt8(ascii: "\r") else {
            return false
        }
        if bytes[place] == UInt8(ascii: "\r"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\n") {
            place += 1
        }
        place += 1
        line += 1
        return true
    }
}
