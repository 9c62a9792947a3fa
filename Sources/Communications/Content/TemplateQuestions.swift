/// The values that a template asks a plan's author for: tags of `values.NAME`, of which some may be declared optional
/// by a remark, `{{! optional: guide, workaround }}`.
struct TemplateQuestions: Sendable {
    /// The names of the values.
    private(set) var names: Set<String> = []
    /// Those that a message may leave out.
    private(set) var optional: Set<String> = []

    /// Reads the tags of a template; what is no tag is left to those who read the template.
    init(in source: String) {
        for tag in WrittenTags(in: source).tags { read(tag.content) }
    }

    private mutating func read(_ tag: String) {
        let words = tag.split { $0.isWhitespace || $0 == "," }.map(String.init)
        if words.first == "!", words.dropFirst().first == "optional:" {
            optional.formUnion(words.dropFirst(2))
        } else if let name = tag.drop(while: { "#^/ ".contains($0) }).split(separator: " ").first,
            name.hasPrefix("values.")
        {
            names.insert(String(name.dropFirst("values.".count).prefix { $0 != "." }))
        }
    }
}
