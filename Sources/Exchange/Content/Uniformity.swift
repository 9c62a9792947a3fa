import Evaluation
import FlagModel

/// Whether everybody is served the same, with requirements looked at.
struct Uniformity {
    enum Answer: Hashable {
        case everybody(VariantKey)
        case differs(Inexpressible.Row?, String)
    }

    private let content: EnvironmentContent

    init(_ content: EnvironmentContent) { self.content = content }

    /// What a flag serves.
    func served(by key: FlagKey) -> Answer { served(by: key, path: []) }

    private func served(by key: FlagKey, path: [FlagKey]) -> Answer {
        guard let version = content.flags[key] else { return .differs(nil, "'\(key)' has no state here") }
        let off = version.definition.offVariant
        if let unknown = version.unknownVariant { return .differs(nil, "'\(unknown)' is no variant of \(key)") }
        guard version.state.enabled else { return .everybody(off) }
        var waits: FlagKey?
        for requirement in version.definition.requires {
            guard !path.contains(requirement.flag), requirement.flag != key else {
                return .differs(nil, "its requirements go in a circle")
            }
            guard content.flags[requirement.flag] != nil else { return .everybody(off) }
            switch served(by: requirement.flag, path: path + [key]) {
            case .everybody(requirement.variant): continue
            case .everybody: return .everybody(off)
            case .differs: waits = waits ?? requirement.flag
            }
        }
        let rows = self.rows(of: version)
        guard let first = rows.first?.variant, rows.allSatisfy({ $0.variant == first }) else {
            let odd = rows.first { $0.variant == nil } ?? rows.last { $0.variant != rows.first?.variant }
            return .differs(odd?.row, "not everybody gets the same: \(rows.map(\.text).joined(separator: "; "))")
        }
        if let waits, first != off { return .differs(nil, "it requires \(waits), which not everybody gets") }
        return .everybody(first)
    }

    private func rows(of version: FlagVersion) -> [(row: Inexpressible.Row, variant: VariantKey?, text: String)] {
        let variants = version.definition.variants.map(\.key)
        let rules = version.state.rules.map { rule in
            (
                Inexpressible.Row.rule(rule.cohort), Allocation(rule.serve, variants: variants).constant,
                "\(rule.cohort): \(rule.serve.text)"
            )
        }
        let rest = version.state.fallthrough
        return rules + [
            (.fallthrough, Allocation(rest, variants: variants).constant, "everybody else: \(rest.text)")
        ]
    }
}
