/// The tags of a template as they are written, `{{…}}`, whatever is in them.
struct WrittenTags {
    struct Tag {
        /// What is between the braces.
        let content: String
        /// The line that it begins at.
        let line: Int
    }

    /// The tags that have an end, in their order.
    private(set) var tags: [Tag] = []
    /// The line of a tag without an end, which is behind all others.
    private(set) var openLine: Int?

    /// Finds the tags of a part of a template that begins at a line.
    init(in source: String, line: Int = 1) {
        var line = line
        var rest = source.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\n" { line += 1 }
            guard scalar == "{", rest.first == "{" else { continue }
            rest.removeFirst()
            guard let content = Self.content(upToEndOf: &rest) else {
                openLine = line
                return
            }
            tags.append(Tag(content: content, line: line))
            line += content.unicodeScalars.count { $0 == "\n" }
        }
    }

    private static func content(upToEndOf rest: inout Substring.UnicodeScalarView) -> String? {
        var content = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == "}", rest.first == "}" {
                rest.removeFirst()
                return String(content)
            }
            content.append(scalar)
        }
        return nil
    }
}
