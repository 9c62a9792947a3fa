import Documents
import Evaluation
import FlagModel
import TestSupport

/// A change of one flag: one to three edits of a random version, its creation or its removal.
struct RandomChange: CustomStringConvertible {
    let seed: Int
    private(set) var before: FlagVersion?
    private(set) var after: FlagVersion?
    private(set) var edited: Set<CohortKey> = []

    private var source: RandomVersion
    private var definition: FeatureFlag
    private var state: FlagState

    init(seed: Int) {
        self.seed = seed
        source = RandomVersion(seed: seed)
        definition = source.definition()
        state = source.state(of: definition)
        before = FlagVersion(definition: definition, state: state)
        let edits = 1 + source.random.upTo(3)
        for _ in 0..<edits { edit() }
        after = FlagVersion(definition: definition, state: state)
        if source.random.chance(30) { edited = Set(RandomVersion.cohorts.filter { _ in source.random.chance(40) }) }
        switch source.random.upTo(12) {
        case 0: before = nil
        case 1: after = nil
        default: break
        }
    }

    /// What the code makes of it.
    var impact: Impact {
        Impact(from: before, to: after, editedCohorts: edited, population: Population(people: nil, shares: [:]))
    }

    var description: String { "seed \(seed): \(text(before)) → \(text(after)), edited \(edited.sorted())" }

    private var variants: [VariantKey] { definition.variants.map(\.key) }

    private mutating func edit() {
        switch source.random.upTo(20) {
        case 0, 1: state.enabled.toggle()
        case 2, 3, 4: serveAnew()
        case 5, 6: lower()
        case 7: state.fallthrough = source.serve(variants)
        case 8: addRule()
        case 9 where !state.rules.isEmpty: state.rules.remove(at: source.random.upTo(state.rules.count))
        case 10: state.rules.shuffle(using: &source.random)
        case 11: state.salt = source.random.pick(["F", "G"])
        case 12: state.bucketBy = source.random.pick([FlagState.defaultBucketBy, "accountId"])
        default: editDefinition()
        }
    }

    private mutating func editDefinition() {
        switch source.random.upTo(9) {
        case 0:
            let index = source.random.upTo(definition.variants.count)
            definition.variants[index] = Variant(key: definition.variants[index].key, value: source.value())
        case 1: definition.offVariant = source.random.pick(variants)
        case 2: definition.requires = RandomVersion.requirements.filter { _ in source.random.chance(40) }
        case 3: definition.variants.shuffle(using: &source.random)
        case 4: definition.codeDefault = source.random.pick(variants)
        default: definition.description = "Another description"
        }
    }

    private mutating func serveAnew() {
        guard !state.rules.isEmpty else { return }
        state.rules[source.random.upTo(state.rules.count)].serve = source.serve(variants)
    }

    /// Gives the part of a row that is behind a random bucket back to the off variant, where that comes last.
    private mutating func lower() {
        guard !state.rules.isEmpty, let last = variants.last else { return }
        let kept = source.random.upTo(2) * 50_000
        let first = source.random.pick(variants)
        let weights = [Weight(variant: first, thousandths: kept), Weight(variant: last, thousandths: 100_000 - kept)]
        let index = source.random.upTo(state.rules.count)
        state.rules[index].serve =
            first == last || source.random.chance(50) ? .variant(definition.offVariant) : .weights(weights)
    }

    private mutating func addRule() {
        let free = RandomVersion.cohorts.filter { state.rule(for: $0) == nil }
        guard !free.isEmpty else { return }
        let rule = Rule(cohort: source.random.pick(free), serve: source.serve(variants))
        state.rules.insert(rule, at: source.random.upTo(state.rules.count + 1))
    }

    private func text(_ version: FlagVersion?) -> String {
        guard let version else { return "nothing" }
        let values = version.definition.variants.map { "\($0.key)=\($0.value.string ?? "")" }
        let rules = version.state.rules.map { "\($0.cohort): \($0.serve.text)" }
        let requires = version.definition.requires.map(\.flag.text)
        return "\(version.state.enabled ? "enabled" : "disabled") \(values) off \(version.definition.offVariant) "
            + "default \(version.definition.codeDefault?.text ?? "none") requires \(requires) \(rules) "
            + "else \(version.state.fallthrough.text) by \(version.state.bucketBy) \(version.state.salt)"
    }
}
