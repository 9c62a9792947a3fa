/// Texts for pages that anybody may read: people appear by name, never by e-mail address.
enum WithoutAddresses {
    /// A text with the names alone of `Name <name@example.com>`, and no address anywhere.
    static func text(_ text: String) -> String {
        guard text.contains("@") else { return text }
        var parts: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: isPart) {
            parts.append(rest[..<start])
            let end = rest[start...].firstIndex { !isPart($0) } ?? rest.endIndex
            parts.append(rest[start..<end])
            rest = rest[end...]
        }
        parts.append(rest)
        // Every second part is a word, and what is between them stays but for brackets around an address.
        for place in stride(from: 1, to: parts.count, by: 2) where isAddress(parts[place]) {
            let isBracketed = parts[place - 1].last == "<" && parts[place + 1].first == ">"
            if isBracketed {
                parts[place - 1] = parts[place - 1].dropLast()
                if parts[place - 1].last == " " { parts[place - 1] = parts[place - 1].dropLast() }
                parts[place + 1] = parts[place + 1].dropFirst()
            }
            parts[place] = isBracketed ? "" : "(an address)"
        }
        return parts.joined()
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "@.!#$%&*+/=?^_`{|}~-".contains(character)
    }

    private static func isAddress(_ word: Substring) -> Bool {
        let halves = word.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && !halves[0].isEmpty && halves[1].dropFirst().contains(".")
    }
}
