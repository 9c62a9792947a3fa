import Documents

extension Decoding {
    /// The variants in the order of the file, each with a value of the flag's type.
    func variants(_ node: JSONNode, type: FlagType?) -> [Variant]? {
        guard let members = object(node) else { return nil }
        if members.isEmpty { report(.noVariants, at: node) }
        return members.compactMap { member in
            let key: VariantKey? = key(member.name, at: member.nameRange.lowerBound)
            let value = member.value.value
            if let type, !type.accepts(value) { report(.variantType(member, type), at: member.value) }
            return key.map { Variant(key: $0, value: value) }
        }
    }

    /// The name of one of the variants; of any, where those could not be read.
    func variant(_ node: JSONNode, among variants: [Variant]?) -> VariantKey? {
        guard let key: VariantKey = key(node) else { return nil }
        guard let variants, !variants.isEmpty, !variants.contains(where: { $0.key == key }) else { return key }
        report(.unknownVariant(key, among: variants, of: nil), at: node)
        return nil
    }
}

extension Problem {
    fileprivate static var noVariants: Problem {
        Problem("no-variants", "a flag has at least one variant", hint: "write { \"on\": true, \"off\": false }")
    }

    fileprivate static func variantType(_ member: JSONMember, _ type: FlagType) -> Problem {
        var found = member.value.kindName
        if type == .integer, let number = member.value.number { found = number.literal }
        return Problem("variant-type", "variant '\(member.name)' is \(found), but the flag's type is \(type.rawValue)")
    }

    static func unknownVariant(_ key: VariantKey, among variants: [Variant], of flag: FlagKey?) -> Problem {
        let owner = flag.map { "flag '\($0)'" } ?? "the flag"
        return Problem(
            "unknown-variant", "\(owner) has no variant '\(key)'",
            hint: nearHint(key.text, among: variants.map(\.key.text)))
    }
}
