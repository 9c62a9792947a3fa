import Documents
import Evaluation
import FlagModel
import Rollouts
import TestSupport

/// Flags and their states, as a walk finds and changes them: two boolean ones, and one of three variants whose off
/// variant is first, in the middle or last.
struct World {
    static let cohorts: [CohortKey] = ["vip", "beta", "staff"].map { key($0) }

    var flags: [FeatureFlag]
    var states: [FlagKey: FlagState] = [:]

    init(_ random: inout SplitMix64) {
        var names = ["on", "more"]
        names.insert("off", at: random.upTo(3))
        flags = ["F", "G"].map { World.flag($0, ["on", "off"]) } + [World.flag("M", names)]
        for flag in flags { states[flag.key] = World.state(of: flag, &random) }
    }

    static func flag(_ name: String, _ variants: [String]) -> FeatureFlag {
        FeatureFlag(
            key: key(name), name: name, type: .string,
            variants: variants.map { Variant(key: key($0), value: .string($0)) }, offVariant: key("off"),
            codeDefault: key("off"))
    }

    /// A state with rules for some cohorts, in any order.
    static func state(of flag: FeatureFlag, _ random: inout SplitMix64) -> FlagState {
        let cohorts = cohorts.shuffled(using: &random).prefix(random.upTo(4))
        return FlagState(
            flag: flag.key, enabled: random.chance(85),
            rules: cohorts.map { Rule(cohort: $0, serve: serve(flag, &random)) }, fallthrough: serve(flag, &random))
    }

    /// One variant or weights, written in any order, with zeros or without.
    static func serve(_ flag: FeatureFlag, _ random: inout SplitMix64) -> Serve {
        if random.chance(50) { return .variant(random.chance(50) ? flag.offVariant : random.pick(flag.variants).key) }
        let cuts = flag.variants.dropFirst().map { _ in random.upTo(21) * 5000 }.sorted()
        let weights = zip(flag.variants, zip(cuts + [100_000], [0] + cuts)).map {
            Weight(variant: $0.key, thousandths: $1.0 - $1.1)
        }
        return .weights(weights.filter { $0.thousandths > 0 || random.chance(50) }.shuffled(using: &random))
    }

    /// A flag with its state.
    func version(_ flag: FlagKey) -> FlagVersion? {
        guard let definition = flags.first(where: { $0.key == flag }), let state = states[flag] else { return nil }
        return FlagVersion(definition: definition, state: state)
    }

    /// Makes what a move does to flags.
    mutating func apply(_ effect: Move.Effect) throws(CannotKeep) {
        switch effect {
        case .none: break
        case .assign(let list):
            for assignment in list { states[assignment.flag] = states[assignment.flag].map(assignment.applied) }
        case .lower(let keys, let lowering):
            for key in keys {
                guard let version = version(key) else { continue }
                states[key] = try lowering.applied(to: version.state, of: version.definition)
            }
        }
    }

    /// The flags as they are served, with cohorts that are attributes of their names.
    var compiled: CompiledEnvironment {
        CompiledEnvironment(
            flags: flags.compactMap { version($0.key) },
            cohorts: World.cohorts.map {
                Cohort(key: $0, match: .attribute(path: $0.text, operator: .equals, value: true))
            }, mode: .flagdV3)
    }
}

extension FlagVersion {
    /// What a bucket of each row gets, at every bucket where this or the other version may change: by row's cohort, nil
    /// for the fallthrough.
    func served(_ cohort: CohortKey?, bucket: Int) -> VariantKey {
        guard state.enabled else { return definition.offVariant }
        switch cohort.flatMap(state.rule)?.serve ?? state.fallthrough {
        case .variant(let variant): return variant
        case .weights(let weights):
            var end = 0
            for variant in definition.variants.map(\.key) {
                end += weights.first { $0.variant == variant }?.thousandths ?? 0
                if bucket < end { return variant }
            }
            return definition.offVariant
        }
    }

    /// The rows: every rule's cohort, and nil for the fallthrough.
    var rows: [CohortKey?] { state.rules.map(\.cohort) + [nil] }

    /// The buckets at which what is served may change.
    var bounds: Set<Int> {
        var bounds: Set<Int> = [0]
        for serve in state.rules.map(\.serve) + [state.fallthrough] {
            guard case .weights(let weights) = serve else { continue }
            var end = 0
            for variant in definition.variants.map(\.key) {
                end += weights.first { $0.variant == variant }?.thousandths ?? 0
                if end < 100_000 { bounds.insert(end) }
            }
        }
        return bounds
    }
}
