/// HTML as a reader of it sees it: tags, and texts between them.
struct WrittenHTML {
    var tags: [String] = []
    var text = ""

    init(_ html: String) {
        var rest = html.unicodeScalars[...]
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == "<" {
                let tag = rest.prefix { $0 != ">" }
                tags.append(String(tag))
                rest = rest[tag.endIndex...].dropFirst()
            } else {
                text.append(scalar)
            }
        }
        self.text = Self.unescaped(Array(text)[...])
    }

    private static func unescaped(_ text: ArraySlice<Unicode.Scalar>) -> String {
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        var result = String.UnicodeScalarView()
        var rest = text
        while let scalar = rest.first {
            if let (entity, character) = entities.first(where: { rest.starts(with: $0.0.unicodeScalars) }) {
                result.append(contentsOf: character.unicodeScalars)
                rest = rest.dropFirst(entity.unicodeScalars.count)
            } else {
                result.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return String(result)
    }
}
