import Documents
import FlagModel

/// Reads what a person types about variants and weights.
struct ServeText {
    private let flag: FeatureFlag

    init(_ flag: FeatureFlag) { self.flag = flag }

    /// What is served, or nothing where the rule is to go.
    ///
    /// - Throws: a ``Failure`` that quotes the text.
    func serve(_ serving: SetTarget.Serving) throws -> Serve? {
        switch serving {
        case .remove: nil
        case .variant(let text): .variant(try variant(text))
        case .percent(let text): try percent(text)
        case .weights(let text): try weights(text)
        }
    }

    private func percent(_ text: String) throws -> Serve {
        let exposed = flag.variants.map(\.key).filter { $0 != flag.offVariant }
        guard let on = exposed.first, exposed.count == 1 else {
            throw Failure(
                "ambiguous-percent", "flag '\(flag.key)' has \(exposed.count) variants besides '\(flag.offVariant)'",
                hint: "give --weights, such as "
                    + flag.variants.map { "\($0.key)=…" }.joined(separator: ","), status: .usage)
        }
        let share = try thousandths(text)
        guard share > 0 else { return .variant(flag.offVariant) }
        guard share < 100_000 else { return .variant(on) }
        return ordered([Weight(variant: on, thousandths: share), Weight(variant: flag.offVariant, thousandths: 100_000 - share)])
    }

    private func weights(_ text: String) throws -> Serve {
        var weights: [Weight] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2 else {
                throw Failure(
                    "bad-weights", "'\(part)' is no weight", hint: "write --weights on=25,off=75", status: .usage)
            }
            let variant = try variant(String(pair[0]))
            guard !weights.contains(where: { $0.variant == variant }) else {
                throw Failure(
                    "bad-weights", "variant '\(variant)' has two weights", hint: "remove one of them", status: .usage)
            }
            weights.append(Weight(variant: variant, thousandths: try thousandths(String(pair[1]))))
        }
        let sum = weights.reduce(0) { $0 + $1.thousandths }
        guard sum == 100_000 else {
            throw Failure(
                "weights-sum", "the weights add up to \(Percentage(thousandths: sum).short), not 100",
                hint: sum < 100_000
                    ? "\(Percentage(thousandths: 100_000 - sum).short) are missing"
                    : "take \(Percentage(thousandths: sum - 100_000).short) away", status: .usage)
        }
        return ordered(weights)
    }

    /// In the order of the flag's variants, as buckets are laid out.
    private func ordered(_ weights: [Weight]) -> Serve {
        let order = flag.variants.map(\.key)
        return .weights(
            weights.sorted { (order.firstIndex(of: $0.variant) ?? 0) < (order.firstIndex(of: $1.variant) ?? 0) })
    }

    private func variant(_ text: String) throws -> VariantKey {
        let known = flag.variants.map(\.key)
        if let variant = known.first(where: { $0.text == text }) { return variant }
        throw Failure(
            "unknown-variant", "flag '\(flag.key)' has no variant '\(text)'",
            hint: nearest(text, among: known.map(\.text)).map { "did you mean '\($0)'?" }
                ?? "it has: \(known.map(\.text).joined(separator: ", "))")
    }

    private func thousandths(_ text: String) throws -> Int {
        guard let number = JSONNumber(literal: text), let value = number.scaled(by: 3), (0...100_000).contains(value)
        else {
            throw Failure(
                "bad-percent", "'\(text)' is no percentage from 0 to 100 with at most three decimals",
                hint: "write it as 5 or 12.5", status: .usage)
        }
        return value
    }
}
