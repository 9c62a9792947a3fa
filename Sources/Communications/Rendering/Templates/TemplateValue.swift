/// What a template can say: a tree that its tags walk through.
public indirect enum TemplateValue: Sendable, Hashable {
    /// Characters, which never become markup; a section of an empty text is left out.
    case text(String)
    /// Whether a section is written; it cannot be written itself.
    case flag(Bool)
    /// What a section repeats; it is left out where the list is empty.
    case list([TemplateValue])
    /// Named values; a section looks its names up here first, then outside.
    case object([String: TemplateValue])
    /// A known name without a value: a section is left out, and a tag outside of one is refused.
    case nothing
}
