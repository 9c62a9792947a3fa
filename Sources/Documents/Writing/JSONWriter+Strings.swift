extension JSONWriter {
    /// Writes a string; only quotes, backslashes and control characters are escaped.
    mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                bytes.append(byte)
            } else {
                writeEscape(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(_ byte: UInt8) {
        let letter: UInt8
        switch byte {
        case 0x08: letter = UInt8(ascii: "b")
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0A: letter = UInt8(ascii: "n")
        case 0x0C: letter = UInt8(ascii: "f")
        case 0x0D: letter = UInt8(ascii: "r")
        case 0x00..<0x20:
            bytes += "\\u00".utf8
            bytes += (byte < 0x10 ? "0" : "1").utf8
            bytes += String(byte & 0x0F, radix: 16).utf8
            return
        default: letter = byte
        }
        bytes += [UInt8(ascii: "\\"), letter]
    }
}
