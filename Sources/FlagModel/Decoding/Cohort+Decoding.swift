public import Documents

extension Cohort {
    /// Decodes a cohort; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> Cohort? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> Cohort? {
        guard let object = ObjectReader(node, "a cohort", members: memberOrder, in: decoding) else { return nil }
        let key: CohortKey? = object.required("key", decoding.key)
        if case .cohort(_, let expected) = DocumentKind(path: decoding.path) {
            decoding.expect(key, expected, at: object["key"])
        }
        let name = object.optional("name", decoding.text)
        let description = object.optional("description", decoding.string)
        let share = object.optional("share") { decoding.percentage($0, rule: "share-range", noun: "share") }
        let releaseDelay = object.optional("releaseDelay", decoding.duration)
        let match = object.required("match") { decoding.condition($0) }
        guard let key, let match else { return nil }
        return Cohort(
            key: key, name: name, description: description, share: share, releaseDelay: releaseDelay, match: match)
    }
}
