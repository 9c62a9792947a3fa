public import Documents

extension FeatureFlag {
    /// Decodes a flag; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> FeatureFlag? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> FeatureFlag? {
        guard let object = ObjectReader(node, "a flag", members: memberOrder, in: decoding) else { return nil }
        let key: FlagKey? = object.required("key", decoding.key)
        if case .flag(let expected) = DocumentKind(path: decoding.path) {
            decoding.expect(key, expected, at: object["key"])
        }
        let name = object.required("name", decoding.text)
        let type: FlagType? = object.required("type") { decoding.word($0, noun: "flag type") }
        let variants = object.required("variants") { decoding.variants($0, type: type) }
        let offVariant = object.required("offVariant") { decoding.variant($0, among: variants) }
        let codeDefault = object.optional("codeDefault") { decoding.variant($0, among: variants) }
        let description = object.optional("description", decoding.string)
        let environmentVariable = object.optional("environmentVariable", decoding.variableName)
        let owner = object.optional("owner", decoding.text)
        let groups: [GroupKey] = object.optional("groups") { decoding.set($0, decoding.key) } ?? []
        let requires = object.optional("requires", decoding.requirements) ?? []
        let lifecycle = object.optional("lifecycle", decoding.lifecycle)
        let links = object.optional("links", decoding.stringObject) ?? JSONObject([])
        let metadata = object.optional("metadata", decoding.freeObject) ?? JSONObject([])
        guard let key, let name, let type, let variants, let offVariant else { return nil }
        return FeatureFlag(
            key: key, name: name, description: description, type: type, variants: variants, offVariant: offVariant,
            codeDefault: codeDefault, environmentVariable: environmentVariable, owner: owner, groups: groups,
            requires: requires, lifecycle: lifecycle, links: links, metadata: metadata)
    }
}

extension Decoding {
    /// A variable's name as POSIX has it.
    fileprivate func variableName(_ node: JSONNode) -> String? {
        guard let text = string(node) else { return nil }
        let isName = text.utf8.allSatisfy { byte in
            (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte == 95
        }
        guard let first = text.utf8.first, isName, !(48...57).contains(first) else {
            report(.invalidVariable(text), at: node)
            return nil
        }
        return text
    }

    fileprivate func requirements(_ node: JSONNode) -> [Requirement]? {
        var seen: Set<FlagKey> = []
        return list(node) { element in
            guard let object = ObjectReader(element, "a requirement", members: ["flag", "variant"], in: self) else {
                return nil
            }
            let flag: FlagKey? = object.required("flag", key)
            let variant: VariantKey? = object.required("variant", key)
            if let flag, !seen.insert(flag).inserted {
                report(.duplicateEntry(flag.text), at: object["flag"] ?? element)
            }
            guard let flag, let variant else { return nil }
            return Requirement(flag: flag, variant: variant)
        }
    }
}

extension Problem {
    fileprivate static func invalidVariable(_ text: String) -> Problem {
        Problem(
            "invalid-variable-name", "'\(text)' is no name of an environment variable",
            hint: "it has letters, digits and '_' and does not start with a digit, such as FEATURE_CSF_ENABLED")
    }
}
