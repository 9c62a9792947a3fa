import Mustache

/// A message with gaps: a first line `Subject: …`, an empty line, and a body in a subset of Markdown.
///
/// Gaps are tags of Mustache (mustache(5)): `{{name}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}`, `{{! remark }}`
/// and dotted names. A name without a value is an error and never an empty gap.
public struct MessageTemplate: Sendable {
    private struct Part: Sendable {
        let tags: [TemplateTag]
        let mustache: MustacheTemplate
    }

    /// What errors call it.
    public let name: String
    private let subject: Part
    private let body: Part

    /// Reads a template.
    ///
    /// - Parameters:
    ///   - source: the text.
    ///   - name: what errors call it, such as its path.
    public init(_ source: String, name: String) throws(TemplateError) {
        let source = source.withPlainLineEnds
        let lines = source.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard let first = lines.first, first.hasPrefix("Subject:"), !first.dropFirst(8).isBlank else {
            throw TemplateError(
                name, line: 1, "a message begins with its subject", hint: "write 'Subject: …' into the first line")
        }
        guard lines.count == 3, lines[1].isBlank else {
            throw TemplateError(name, line: 2, "a line without text is between the subject and the body")
        }
        guard !lines[2].isBlank else { throw TemplateError(name, line: 3, "the message has no body") }
        self.name = name
        subject = try Self.part(String(first.dropFirst(8)), in: name, line: 1)
        body = try Self.part(String(lines[2]), in: name, line: 3)
        try TemplateMarkup(template: name).check(String(lines[2]), line: 3)
    }

    /// Fills the gaps.
    ///
    /// Values are text whatever they hold: they never become markup, and a value is always one line.
    public func render(_ values: TemplateValue) throws(TemplateError) -> (subject: String, body: RichText) {
        try checkNames(against: values)
        var marked = MarkedValues()
        let root = marked.object(for: values)
        let gaps = MarkedGaps(texts: marked.texts)
        let line = gaps.filled(subject.mustache.render(root)).asOneLine
        guard !line.isEmpty else { throw TemplateError(name, line: 1, "the subject says nothing with these values") }
        let text = body.mustache.render(root)
        return (line, RichText(MarkdownBlocks(text, gaps: gaps).blocks))
    }

    /// Refuses the first tag that names nothing known, or what has no value.
    func checkNames(against values: TemplateValue) throws(TemplateError) {
        let names = TemplateNames(template: name)
        try names.check(subject.tags, against: values)
        try names.check(body.tags, against: values)
    }

    private static func part(_ source: String, in name: String, line: Int) throws(TemplateError) -> Part {
        let plain = source.unicodeScalars.prefix { scalar in
            scalar == "\n" || scalar == "\t"
                || scalar.properties.generalCategory != .control && !scalar.isReordering
        }
        if plain.endIndex < source.endIndex {
            let code = String(source.unicodeScalars[plain.endIndex].value, radix: 16, uppercase: true)
            let before = plain.count { $0 == "\n" }
            throw TemplateError(name, line: line + before, "a control character, U+\(code), is in the template")
        }
        let tags = try TemplateTags(of: source, in: name, line: line).tags
        if let (placeholder, offset) = Placeholders.first(in: source) {
            throw TemplateError(
                name, line: line + offset, "the placeholder \(placeholder) is not filled in",
                hint: "write what belongs there, a {{tag}}, or \\[ where a bracket is meant")
        }
        do {
            return Part(tags: tags, mustache: try MustacheTemplate(string: source))
        } catch {
            throw TemplateError(name, line: line, "Mustache cannot read the template: \(error)")
        }
    }
}

extension Substring {
    fileprivate var isBlank: Bool { utf8.allSatisfy { " \t\n".utf8.contains($0) } }
}
