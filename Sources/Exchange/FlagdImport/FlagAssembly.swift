import Documents
import Evaluation
import FlagModel

/// Puts a flag's definition and state together from what its file says.
struct FlagAssembly {
    private let source: FlagdFlag
    private let key: FlagKey
    private let existing: FeatureFlag?
    private let today: CalendarDate?

    init(_ source: FlagdFlag, _ key: FlagKey, _ existing: FeatureFlag?, today: CalendarDate?) {
        self.source = source
        self.key = key
        self.existing = existing
        self.today = today
    }

    func flag(_ rows: [LogicRow], _ names: inout CohortNames) throws(Refusal) -> FlagdImport.Flag {
        var splits: [LogicRow.Split] = []
        var rules: [Rule] = []
        var rest: Serve?
        for row in rows where rest == nil {
            if case .split(let split) = row.answer { splits.append(split) }
            let serve = try serve(row.answer)
            switch Truth.all(row.conditions.map { .when($0) }) {
            case .always, .never: rest = serve
            case .when(let condition):
                let cohort = try names.cohort(for: condition, of: key)
                if !rules.contains(where: { $0.cohort == cohort }) { rules.append(Rule(cohort: cohort, serve: serve)) }
            }
        }
        guard let rest else { throw Refusal("its targeting has no answer for everybody else") }
        if let odd = splits.first(where: { $0.path != splits[0].path || $0.salt != splits[0].salt }) {
            throw Refusal(
                "it draws by '\(splits[0].path)' with '\(splits[0].salt)' and by '\(odd.path)' with '\(odd.salt)'")
        }
        let definition = try definition(splits)
        let state = FlagState(
            flag: key, enabled: source.isEnabled, rules: rules, fallthrough: rest,
            bucketBy: splits.first?.path ?? FlagState.defaultBucketBy, salt: splits.first?.salt)
        return FlagdImport.Flag(definition: definition, isNew: existing == nil, state: state)
    }

    private func serve(_ answer: LogicRow.Answer) throws(Refusal) -> Serve {
        switch answer {
        case .standard:
            guard let standard = source.standard else {
                throw Refusal("it has no defaultVariant: applications get their code's default")
            }
            return .variant(standard)
        case .variant(let name): return .variant(try variant(name))
        case .split(let split):
            for weight in split.weights { _ = try variant(weight.variant.text) }
            return split.weights.count == 1 ? .variant(split.weights[0].variant) : .weights(split.weights)
        }
    }

    private func variant(_ name: String) throws(Refusal) -> VariantKey {
        guard let variant = source.variants.first(where: { $0.key.text == name }) else {
            throw Refusal("its targeting gives '\(name)', which is no variant of it")
        }
        return variant.key
    }

    private func definition(_ splits: [LogicRow.Split]) throws(Refusal) -> FeatureFlag {
        let orders = splits.map { $0.weights.map(\.variant) }
        guard let existing else {
            let variants = try ordered(orders)
            return FeatureFlag(
                key: key, name: key.text, type: source.type, variants: variants, offVariant: off(variants),
                lifecycle: Lifecycle(stage: .general, created: today))
        }
        let theirs = Dictionary(source.variants.map { ($0.key, $0.value) }) { $1 }
        guard Dictionary(existing.variants.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }) == theirs else {
            throw Refusal("there is a flag '\(key)' with other variants")
        }
        let places = existing.variants.map(\.key)
        for order in orders where order != places.filter({ order.contains($0) }) {
            throw Refusal("its weights are in another order than the variants of the flag '\(key)'")
        }
        return existing
    }

    /// Buckets are laid out in the order of the variants, which in flagd is each split's own.
    private func ordered(_ orders: [[VariantKey]]) throws(Refusal) -> [Variant] {
        var left = source.variants
        var sorted: [Variant] = []
        while !left.isEmpty {
            let next = left.firstIndex { candidate in
                orders.allSatisfy { order in
                    guard let place = order.firstIndex(of: candidate.key) else { return true }
                    return order[..<place].allSatisfy { earlier in !left.contains { $0.key == earlier } }
                }
            }
            guard let next else { throw Refusal("its weights are in several orders") }
            sorted.append(left.remove(at: next))
        }
        return sorted
    }

    /// flagd has no off variant: the one called so, else the one that is false, else the default one.
    private func off(_ variants: [Variant]) -> VariantKey {
        variants.first { $0.key.text == "off" }?.key ?? variants.first { $0.value == false }?.key
            ?? source.standard ?? variants[variants.count - 1].key
    }
}
