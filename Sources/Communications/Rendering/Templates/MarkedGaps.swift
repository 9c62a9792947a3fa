/// Puts texts where their marks are.
struct MarkedGaps {
    /// The texts by their marks' numbers.
    var texts: [String] = []

    /// A text with every mark replaced; what is put in is not looked at again.
    func filled(_ text: String) -> String {
        guard !texts.isEmpty else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == MarkedValues.begin, let end = rest.firstIndex(of: MarkedValues.end),
                let number = Int(String(rest[..<end])), texts.indices.contains(number)
            else {
                result.append(scalar)
                continue
            }
            result.append(contentsOf: texts[number].unicodeScalars)
            rest = rest[end...].dropFirst()
        }
        return String(result)
    }
}
