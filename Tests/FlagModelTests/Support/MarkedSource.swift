/// A source with keycap marks (1️⃣ to 9️⃣) taken out, and where they stood.
struct MarkedSource {
    let bytes: [UInt8]
    /// Line and column by mark, as `line:column`.
    let places: [String: String]

    init(_ marked: String) {
        var plain = ""
        var places: [String: String] = [:]
        var line = 1
        var column = 1
        for character in marked {
            if character.unicodeScalars.last == "\u{20E3}" {
                precondition(places[String(character)] == nil, "the mark \(character) is there twice")
                places[String(character)] = "\(line):\(column)"
                continue
            }
            plain.append(character)
            if character == "\n" {
                line += 1
                column = 1
            } else {
                column += character.unicodeScalars.count
            }
        }
        bytes = Array(plain.utf8)
        self.places = places
    }
}
