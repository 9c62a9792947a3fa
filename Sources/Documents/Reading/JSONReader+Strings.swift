extension JSONReader {
    /// Reads the string whose opening quote is here.
    mutating func string() throws(JSONSyntaxError) -> String {
        let quote = offset
        let start = offset + 1
        offset = start
        try skipPlainText(from: quote)
        if bytes[offset] == UInt8(ascii: "\"") {
            offset += 1
            return text(start..<offset - 1)
        }
        return try escapedString(from: quote, start: start)
    }

    /// Skips text up to the closing quote or a backslash, checking its UTF-8.
    private mutating func skipPlainText(from quote: Int) throws(JSONSyntaxError) {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x80 {
                guard let length = UTF8Sequence.length(in: bytes, at: offset) else { throw notUTF8() }
                offset += length
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return
            } else if byte < 0x20 {
                throw controlCharacter(from: quote)
            } else {
                offset += 1
            }
        }
        throw openString(from: quote)
    }

    private mutating func escapedString(from quote: Int, start: Int) throws(JSONSyntaxError) -> String {
        var text = Array(bytes[start..<offset])
        while bytes[offset] == UInt8(ascii: "\\") {
            try escape(into: &text, from: quote)
            let plain = offset
            try skipPlainText(from: quote)
            text += bytes[plain..<offset]
        }
        offset += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads the escape whose backslash is here.
    private mutating func escape(into text: inout [UInt8], from quote: Int) throws(JSONSyntaxError) {
        guard let letter = bytes.byte(at: offset + 1) else { throw openString(from: quote) }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try unicodeEscape()
            text += String(scalar).utf8
            return
        default: throw unknownEscape()
        }
        offset += 2
    }

    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard let high = hexadecimal(at: offset + 2) else { throw badUnicodeEscape() }
        if let scalar = Unicode.Scalar(high) {
            offset += 6
            return scalar
        }
        guard high < 0xDC00, bytes.byte(at: offset + 6) == UInt8(ascii: "\\"),
            bytes.byte(at: offset + 7) == UInt8(ascii: "u"),
            let low = hexadecimal(at: offset + 8), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw loneSurrogate() }
        offset += 12
        return scalar
    }

    private func hexadecimal(at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + 4] {
            guard let digit = byte.hexadecimalValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

extension UInt8 {
    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// The well-formed byte sequences of The Unicode Standard, table 3-7.
enum UTF8Sequence {
    /// The length of the sequence of two to four bytes that starts here; `nil` if it is not well formed.
    static func length(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[offset] {
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: return nil
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
        for index in 2..<max(length, 2) where bytes[offset + index] & 0xC0 != 0x80 { return nil }
        return length
    }
}
