/// A tag of a template, with the line that it begins at.
indirect enum TemplateTag: Sendable {
    /// `{{name}}`.
    case variable(String, line: Int)
    /// `{{#name}}…{{/name}}`, or with `^` where it is inverted.
    case section(String, line: Int, isInverted: Bool, [TemplateTag])
}

/// Finds the tags of a template and refuses what a message has no use for.
struct TemplateTags {
    private struct Open {
        let name: String
        let line: Int
        let isInverted: Bool
        var outer: [TemplateTag]
    }

    /// What the tags are, the outer ones first.
    private(set) var tags: [TemplateTag] = []
    private var open: [Open] = []
    private let template: String
    private var line: Int

    /// Finds the tags of a part of a template that begins at a line.
    init(of source: String, in template: String, line: Int) throws(TemplateError) {
        self.template = template
        self.line = line
        let written = WrittenTags(in: source, line: line)
        for tag in written.tags {
            self.line = tag.line
            try add(tag.content)
        }
        if let line = written.openLine {
            throw TemplateError(template, line: line, "a tag begins with {{ and has no }}")
        }
        if let last = open.last {
            let mark = last.isInverted ? "^" : "#"
            throw TemplateError(
                template, line: last.line, "{{\(mark)\(last.name)}} is never closed",
                hint: "write {{/\(last.name)}} where it ends")
        }
    }

    private mutating func add(_ content: String) throws(TemplateError) {
        let mark = content.unicodeScalars.first
        switch mark {
        case "!": return
        case "#", "^":
            open.append(
                Open(name: try name(content.dropMark), line: line, isInverted: mark == "^", outer: tags))
            tags = []
        case "/": try close(try name(content.dropMark))
        case "{", "&": throw refused(content, "values are always escaped: write {{name}}")
        case ">", "<", "$": throw refused(content, "a template stands alone: write the text itself")
        case "=", "%": throw refused(content, "tags are {{…}} and values are escaped everywhere")
        default: tags.append(.variable(try name(content), line: line))
        }
    }

    private mutating func close(_ name: String) throws(TemplateError) {
        guard let last = open.popLast() else {
            throw TemplateError(template, line: line, "{{/\(name)}} closes a section that is not open")
        }
        guard last.name == name else {
            throw TemplateError(
                template, line: line, "{{/\(name)}} closes '\(last.name)', which is open since line \(last.line)",
                hint: "write {{/\(last.name)}} here")
        }
        tags = last.outer + [.section(name, line: last.line, isInverted: last.isInverted, tags)]
    }

    private func refused(_ content: String, _ hint: String) -> TemplateError {
        TemplateError(template, line: line, "{{\(content)}} is no tag of messages", hint: hint)
    }

    /// A name as tags write it: parts of ASCII letters, digits, `_` and `-` between dots, or a dot alone.
    private func name(_ content: String) throws(TemplateError) -> String {
        let name = content.asOneLine
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
        }
        guard isName || name == "." else {
            throw TemplateError(
                template, line: line, "{{\(content.asOneLine)}} has no name of a value",
                hint: "names have letters, digits, '_' and '-', with dots between them")
        }
        return name
    }
}

extension String {
    fileprivate var dropMark: String { String(unicodeScalars.dropFirst()) }
}
