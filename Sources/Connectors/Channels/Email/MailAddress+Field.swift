import FlagModel

extension MailAddress {
    /// The address as a field of a message has it.
    var field: String {
        let name = self.name.plainLine
        guard !name.isEmpty else { return address }
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: " ")
        }
        return "\(isPlain && name.utf8.count < 60 ? name : EncodedWords.text(name)) <\(address)>"
    }
}

extension String {
    /// In one line, without control characters.
    var plainLine: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let category = scalar.properties.generalCategory
            let isBreak = category == .control || category == .lineSeparator || category == .paragraphSeparator
            result.append(isBreak ? " " : scalar)
        }
        return String(result).split(separator: " ").joined(separator: " ")
    }
}
