import Documents

/// Whether values have what a template's tags name, in sections that are left out too.
struct TemplateNames {
    /// The template's name.
    let template: String

    private enum Found {
        case value(TemplateValue)
        /// A part of the name is not there, in a list of these names.
        case missing(part: String, among: [String], isRoot: Bool)
        /// A part of the name is there and has no value.
        case nothing
    }

    /// Refuses the first tag that names nothing known.
    func check(_ tags: [TemplateTag], against values: TemplateValue) throws(TemplateError) {
        try check(tags, [values], isOpen: false)
    }

    /// - Parameter isOpen: whether a section around these tags has no content whose names could be known.
    private func check(_ tags: [TemplateTag], _ stack: [TemplateValue], isOpen: Bool) throws(TemplateError) {
        for tag in tags {
            switch tag {
            case .variable(let name, let line): try checkVariable(name, line, stack, isOpen)
            case .section(let name, let line, let isInverted, let inner):
                let mark = isInverted ? "^" : "#"
                let value = try value(name, tag: "{{\(mark)\(name)}}", line, stack, isOpen)
                if isInverted {
                    try check(inner, stack, isOpen: isOpen)
                } else {
                    try checkSection(value, inner, stack, isOpen)
                }
            }
        }
    }

    private func checkVariable(
        _ name: String, _ line: Int, _ stack: [TemplateValue], _ isOpen: Bool
    ) throws(TemplateError) {
        let tag = "{{\(name)}}"
        switch try value(name, tag: tag, line, stack, isOpen) {
        case .text, nil: return
        // What is left out may have a text of that name of its own.
        case _ where isOpen: return
        case .nothing:
            throw TemplateError(
                template, line: line, "\(tag) has no value here",
                hint: "write {{#\(name)}} around what is to be left out, and {{/\(name)}} after it")
        case .flag: throw unwritable(tag, "yes or no", name, line)
        case .list: throw unwritable(tag, "a list", name, line)
        case .object(let members):
            throw TemplateError(
                template, line: line, "\(tag) has parts and is no text",
                hint: members.keys.min().map { "name one of them, such as {{\(name).\($0)}}" })
        }
    }

    private func unwritable(_ tag: String, _ kind: String, _ name: String, _ line: Int) -> TemplateError {
        TemplateError(
            template, line: line, "\(tag) is \(kind) and no text",
            hint: "write it as a section: {{#\(name)}}…{{/\(name)}}")
    }

    private func checkSection(
        _ value: TemplateValue?, _ inner: [TemplateTag], _ stack: [TemplateValue], _ isOpen: Bool
    ) throws(TemplateError) {
        switch value {
        case .flag: try check(inner, stack, isOpen: isOpen)
        case .list(let items) where !items.isEmpty:
            for item in items { try check(inner, stack + [item], isOpen: isOpen) }
        case .text(let text) where !text.asOneLine.isEmpty: try check(inner, stack + [.text(text)], isOpen: isOpen)
        case .text(let text): try check(inner, stack + [.text(text)], isOpen: true)
        case .object(let members): try check(inner, stack + [.object(members)], isOpen: isOpen)
        case .list, .nothing, nil: try check(inner, stack + [.nothing], isOpen: true)
        }
    }

    /// The value of a name; nothing where an open section may be where it belongs.
    private func value(
        _ name: String, tag: String, _ line: Int, _ stack: [TemplateValue], _ isOpen: Bool
    ) throws(TemplateError) -> TemplateValue? {
        // The item of a list that is empty.
        if name == ".", isOpen { return nil }
        switch find(name, in: stack) {
        case .value(let value): return value
        case .nothing: return .nothing
        case .missing(_, _, isRoot: true) where isOpen: return nil
        case .missing(let part, let known, _):
            throw TemplateError(template, line: line, "\(tag) is not known here", hint: hint(for: part, among: known))
        }
    }

    private func hint(for part: String, among known: [String]) -> String? {
        if let near = nearest(part, among: known) { return "did you mean '\(near)'?" }
        guard !known.isEmpty else { return nil }
        let some = known.prefix(8).joined(separator: ", ")
        return "known here: \(some)\(known.count > 8 ? ", …" : "")"
    }

    private func find(_ name: String, in stack: [TemplateValue]) -> Found {
        guard name != ".", let root = name.split(separator: ".").first.map(String.init) else {
            return stack.last.map { .value($0) } ?? .nothing
        }
        guard let holder = stack.last(where: { $0.members?[root] != nil }), var value = holder.members?[root] else {
            let known = Set(stack.flatMap { Array($0.members?.keys ?? [:].keys) }).sorted()
            return .missing(part: root, among: known, isRoot: true)
        }
        for part in name.split(separator: ".").dropFirst().map(String.init) {
            if case .nothing = value { return .nothing }
            guard let next = value.members?[part] else {
                return .missing(part: part, among: (value.members ?? [:]).keys.sorted(), isRoot: false)
            }
            value = next
        }
        return .value(value)
    }
}

extension TemplateValue {
    fileprivate var members: [String: TemplateValue]? {
        if case .object(let members) = self { members } else { nil }
    }
}
