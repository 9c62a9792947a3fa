public import Documents

extension FlagEnvironment {
    /// Decodes an environment; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> FlagEnvironment? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> FlagEnvironment? {
        guard let object = ObjectReader(node, "an environment", members: memberOrder, in: decoding) else { return nil }
        let key: EnvironmentKey? = object.required("key", decoding.key)
        if case .environment(let expected) = DocumentKind(path: decoding.path) {
            decoding.expect(key, expected, of: "folder", at: object["key"])
        }
        let name = object.required("name", decoding.text)
        let order = object.required("order") { decoding.integer($0) }
        let population = object.optional("population") { decoding.integer($0, atLeast: 0) }
        let policy = object.optional("policy", decoding.policy)
        guard let key, let name, let order else { return nil }
        return FlagEnvironment(key: key, name: name, order: order, population: population, policy: policy)
    }
}
