// What the reader says about characters and words that JSON does not have.
extension JSONReader {
    /// Recognises comments, single quotes and foreign characters, wherever `expected` should stand.
    func strange(_ expected: String) -> JSONSyntaxError? {
        switch bytes[offset] {
        case UInt8(ascii: "/") where [UInt8(ascii: "/"), UInt8(ascii: "*")].contains(bytes.byte(at: offset + 1)),
            UInt8(ascii: "#"):
            error(at: offset, "expected \(expected), found a comment", hint: "comments are not JSON; remove it")
        case UInt8(ascii: "'"):
            error(at: offset, "expected \(expected), found a single quote", hint: "put strings in double quotes")
        case UInt8(ascii: "`"):
            error(at: offset, "expected \(expected), found a backtick", hint: "put strings in double quotes")
        case 0x80...:
            foreign(expected)
        case ..<0x20, 0x7F:
            error(
                at: offset, "expected \(expected), found \(found())",
                hint: "white space in JSON is space, tab and line end")
        default: nil
        }
    }

    private func foreign(_ expected: String) -> JSONSyntaxError {
        guard let scalar = scalar(at: offset) else { return notUTF8() }
        let hint: String? =
            switch scalar.value {
            case 0x2018...0x201F: "put strings in straight double quotes"
            case 0xFEFF: "remove the byte order mark"
            default: scalar.properties.isWhitespace ? "white space in JSON is space, tab and line end" : nil
            }
        return error(at: offset, "expected \(expected), found \(found())", hint: hint)
    }

    /// Names what stands here: a word, a character or a code point.
    func found() -> String {
        guard let byte = bytes.byte(at: offset) else { return "the end of the file" }
        if byte == UInt8(ascii: "\"") { return "a string" }
        if byte.isWordByte { return quoted(word()) }
        guard let scalar = scalar(at: offset) else { return "a byte that is not UTF-8" }
        return scalar.isVisible ? quoted(String(scalar)) : scalar.codePoint
    }

    /// What the writer of a bare word may have meant.
    func wordHint() -> String? {
        guard let byte = bytes.byte(at: offset), byte.isWordByte else { return nil }
        let word = word()
        switch word.lowercased() {
        case "nan", "inf", "infinity", "-infinity": return "JSON has no such number; write null or a string"
        case "none", "nil", "undefined": return "write null"
        case "yes": return "write true"
        case "no": return "write false"
        default: break
        }
        return nearest(word, among: ["true", "false", "null"]).map { "write \($0)" } ?? "put strings in double quotes"
    }

    private func word() -> String {
        let word = bytes[offset...].prefix { $0.isWordByte }
        return text(offset..<offset + min(word.count, 40))
    }

    func scalar(at place: Int) -> Unicode.Scalar? {
        guard let byte = bytes.byte(at: place) else { return nil }
        if byte < 0x80 { return Unicode.Scalar(byte) }
        guard let length = UTF8Sequence.length(in: bytes, at: place) else { return nil }
        return text(place..<place + length).unicodeScalars.first
    }

    func quoted(_ text: String) -> String { CanonicalJSON.compact(.string(text)) }
}

extension Unicode.Scalar {
    /// The code point as `U+00A0`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }
}
