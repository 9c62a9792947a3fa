public import Documents

extension FlagState {
    /// Decodes a flag's state; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> FlagState? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> FlagState? {
        guard let object = ObjectReader(node, "a flag's state", members: memberOrder, in: decoding) else { return nil }
        let flag: FlagKey? = object.required("flag", decoding.key)
        if case .state(_, let expected) = DocumentKind(path: decoding.path) {
            decoding.expect(flag, expected, at: object["flag"])
        }
        let enabled = object.required("enabled", decoding.bool)
        let rules = object.optional("rules", decoding.rules) ?? []
        let `fallthrough` = object.required("fallthrough", decoding.serve)
        let bucketBy = object.optional("bucketBy", decoding.attributePath) ?? defaultBucketBy
        let salt = object.optional("salt", decoding.text)
        guard let flag, let enabled, let `fallthrough` else { return nil }
        return FlagState(
            flag: flag, enabled: enabled, rules: rules, fallthrough: `fallthrough`, bucketBy: bucketBy, salt: salt)
    }
}

extension Decoding {
    fileprivate func rules(_ node: JSONNode) -> [Rule]? {
        var seen: Set<CohortKey> = []
        return list(node) { element in
            guard let object = ObjectReader(element, "a rule", members: ["cohort", "serve"], in: self) else {
                return nil
            }
            let cohort: CohortKey? = object.required("cohort", key)
            let serve = object.required("serve", serve)
            if let cohort, !seen.insert(cohort).inserted {
                report(.duplicateRule(cohort), at: object["cohort"] ?? element)
            }
            guard let cohort, let serve else { return nil }
            return Rule(cohort: cohort, serve: serve)
        }
    }
}

extension Problem {
    fileprivate static func duplicateRule(_ cohort: CohortKey) -> Problem {
        Problem(
            "duplicate-rule", "cohort '\(cohort)' has a rule already",
            hint: "a flag has one rule for a cohort: remove one of them")
    }
}
