import Documents

extension Decoding {
    func key<Kind: NamedKind>(_ node: JSONNode) -> Key<Kind>? {
        guard let text = string(node) else { return nil }
        return key(text, at: node.range.lowerBound)
    }

    func key<Kind: NamedKind>(_ text: String, at offset: Int) -> Key<Kind>? {
        if let key = Key<Kind>(text) { return key }
        report(.invalidKey(text, noun: Kind.noun, why: KeyRule.problem(with: text) ?? "it is malformed"), at: offset)
        return nil
    }

    /// Reports a key that is not what the file or folder is called.
    func expect<Kind>(_ key: Key<Kind>?, _ expected: Key<Kind>?, of container: String = "file", at node: JSONNode?) {
        guard let key, let expected, let node, key != expected else { return }
        report(.keyMismatch(key.text, expected.text, container), at: node)
    }

    /// A dotted path of an attribute: segments that are not empty.
    func attributePath(_ node: JSONNode) -> String? {
        guard let text = string(node) else { return nil }
        let isComplete = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty }
        guard isComplete else {
            report(.invalidAttribute(text), at: node)
            return nil
        }
        return text
    }
}

extension Problem {
    static func invalidKey(_ text: String, noun: String, why: String) -> Problem {
        Problem("invalid-key", "'\(text)' is no \(noun): \(why)", hint: "keys are like CSF or dreams.advanced")
    }

    fileprivate static func keyMismatch(_ key: String, _ expected: String, _ container: String) -> Problem {
        Problem(
            "key-mismatch", "key '\(key)' is not the \(container)'s name '\(expected)'",
            hint: "write '\(expected)', or rename the \(container)")
    }

    fileprivate static func invalidAttribute(_ text: String) -> Problem {
        let what = text.isEmpty ? "the attribute's path is empty" : "attribute path '\(text)' has an empty part"
        return Problem("invalid-attribute", what, hint: "write the attribute's name, with dots between nested ones")
    }
}
