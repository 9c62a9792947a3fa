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
        self.text = String(text)
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            self.text = self.text.replacing(entity, with: character)
        }
    }
}
