import Documents
import FlagModel

/// Turns what a person typed about a new flag into a definition.
struct FlagTraits {
    private let traits: CreateFlag.Traits
    private let today: CalendarDate?

    init(_ traits: CreateFlag.Traits, today: CalendarDate?) {
        self.traits = traits
        self.today = today
    }

    func definition(_ key: FlagKey) throws -> FeatureFlag {
        guard let type = FlagType(rawValue: traits.type) else {
            throw usage("'\(traits.type)' is no type", hint: "boolean, string, integer, number or object")
        }
        let variants = try variants(type)
        let off = try traits.offVariant.map { try variant($0, variants) }
            ?? variants.first { $0.key.text == "off" }?.key ?? variants[variants.count - 1].key
        return FeatureFlag(
            key: key, name: traits.name ?? key.text, description: traits.description, type: type, variants: variants,
            offVariant: off, codeDefault: try traits.codeDefault.map { try variant($0, variants) } ?? off,
            environmentVariable: traits.environmentVariable, owner: traits.owner, groups: try groups(),
            requires: [], lifecycle: try lifecycle(), links: JSONObject([]), metadata: JSONObject([]))
    }

    private func variants(_ type: FlagType) throws -> [Variant] {
        if traits.variants.isEmpty {
            guard type == .boolean, let on = VariantKey("on"), let off = VariantKey("off") else {
                throw usage("a flag of type \(type.rawValue) needs variants", hint: "write --variant small=10 --variant off=0")
            }
            return [Variant(key: on, value: true), Variant(key: off, value: false)]
        }
        return try traits.variants.map { text in
            guard let equals = text.firstIndex(of: "="), let key = VariantKey(String(text[..<equals])) else {
                throw usage("'\(text)' is no variant", hint: "write --variant NAME=JSON, such as small=10")
            }
            let json = String(text[text.index(after: equals)...])
            return Variant(key: key, value: try value(json, type))
        }
    }

    /// JSON; for text flags also a plain text without quotes.
    private func value(_ text: String, _ type: FlagType) throws -> JSONValue {
        do throws(JSONSyntaxError) {
            return try JSONDocument(parsing: Array(text.utf8)).value
        } catch {
            if type == .string { return .string(text) }
            throw usage("'\(text)' is no JSON: \(error.message)", hint: error.hint)
        }
    }

    private func variant(_ text: String, _ variants: [Variant]) throws -> VariantKey {
        if let variant = variants.first(where: { $0.key.text == text }) { return variant.key }
        throw usage(
            "there is no variant '\(text)'", hint: "there are: \(variants.map(\.key.text).joined(separator: ", "))")
    }

    private func groups() throws -> [GroupKey] {
        try traits.groups.map { text in
            guard let key = GroupKey(text) else {
                throw usage("'\(text)' is no group: \(GroupKey.problem(with: text) ?? "")", hint: nil)
            }
            return key
        }
    }

    private func lifecycle() throws -> Lifecycle {
        let expires = try traits.expires.map { text in
            guard let date = CalendarDate(text) else {
                throw usage("'\(text)' is no date", hint: "write it as 2026-12-31")
            }
            return date
        }
        if expires != nil, traits.permanent { throw usage("a permanent flag does not expire", hint: nil) }
        return Lifecycle(stage: .planned, created: today, expires: expires, permanent: traits.permanent)
    }

    private func usage(_ message: String, hint: String?) -> Failure {
        Failure("usage", message, hint: hint, status: .usage)
    }
}
