// What the reader says about strings and encodings.
extension JSONReader {
    func byteOrderMark() -> JSONSyntaxError? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return error(
                at: 0, "the file starts with a byte order mark", hint: "save it as UTF-8 without a BOM",
                rule: .encoding)
        }
        let isUTF16 =
            bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
            || (bytes.count >= 2 && (bytes[0] == 0) != (bytes[1] == 0))
        return isUTF16
            ? error(at: 0, "the file is not UTF-8; it looks like UTF-16", hint: "save it as UTF-8", rule: .encoding)
            : nil
    }

    func notUTF8() -> JSONSyntaxError {
        let byte = String(bytes[offset], radix: 16, uppercase: true)
        return error(
            at: offset, "the byte 0x\(byte) is not part of valid UTF-8", hint: "save the file as UTF-8",
            rule: .encoding)
    }

    func openString(from quote: Int) -> JSONSyntaxError {
        error(at: quote, "the file ends inside a string", hint: "close the string with a double quote")
    }

    func controlCharacter(from quote: Int) -> JSONSyntaxError {
        switch bytes[offset] {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            return error(
                at: offset, "a string must end on its line",
                hint: "close it with a double quote, or write \\n for a line end")
        case UInt8(ascii: "\t"):
            return error(at: offset, "a string must not contain a tab", hint: "write \\t")
        default:
            let scalar = Unicode.Scalar(bytes[offset])
            return error(
                at: offset, "a string must not contain the control character \(scalar.codePoint)",
                hint: "write \\u\(scalar.codePoint.dropFirst(2))")
        }
    }

    func unknownEscape() -> JSONSyntaxError {
        let letter = scalar(at: offset + 1)
        let name = letter.map { $0.value < 0x20 ? $0.codePoint : quoted(String($0)) } ?? "a byte that is not UTF-8"
        let hint = letter == "'" ? "write ' without a backslash" : "write \\\\ for a backslash"
        return error(at: offset, "a backslash must not stand before \(name)", hint: hint)
    }

    func badUnicodeEscape() -> JSONSyntaxError {
        error(at: offset, "\\u must be followed by four hexadecimal digits", hint: "such as \\u00e9")
    }

    func loneSurrogate() -> JSONSyntaxError {
        error(
            at: offset, "\(text(offset..<offset + 6)) is half of a surrogate pair without its other half",
            hint: "write the character itself", rule: .encoding)
    }
}
