import Mustache

/// Values as a template writes them: every text is a mark, so that whoever reads the result as Markdown sees no
/// character of it; the text itself is put in afterwards.
///
/// A mark is STX, a number and ETX (U+0002, U+0003): control characters, which neither templates nor values have.
struct MarkedValues {
    static let begin: Unicode.Scalar = "\u{2}"
    static let end: Unicode.Scalar = "\u{3}"

    /// The texts by their marks' numbers, each in one line.
    private(set) var texts: [String] = []

    /// What Mustache walks through.
    mutating func object(for value: TemplateValue) -> Any {
        switch value {
        case .text(let text):
            let line = text.asOneLine
            guard !line.isEmpty else { return MarkedNothing() }
            texts.append(line)
            return MarkedText(number: texts.count - 1)
        case .flag(let isSet): return isSet
        case .list(let items):
            var objects: [Any] = []
            for item in items { objects.append(object(for: item)) }
            return objects
        case .object(let members):
            var children: [String: Any] = [:]
            for (name, member) in members { children[name] = object(for: member) }
            return MarkedObject(children: children)
        case .nothing: return MarkedNothing()
        }
    }
}

/// A text that is put in later.
private struct MarkedText: MustacheCustomRenderable, MustacheParent {
    let number: Int

    var renderText: String { "\(MarkedValues.begin)\(number)\(MarkedValues.end)" }
    var isNull: Bool { false }

    func child(named: String) -> Any? { nil }
}

private struct MarkedObject: MustacheParent {
    let children: [String: Any]

    func child(named: String) -> Any? { children[named] }
}

private struct MarkedNothing: MustacheCustomRenderable, MustacheParent {
    var renderText: String { "" }
    var isNull: Bool { true }

    func child(named: String) -> Any? { nil }
}
