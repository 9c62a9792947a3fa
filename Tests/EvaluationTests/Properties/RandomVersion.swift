import Documents
import FlagModel
import TestSupport

/// Makes flags and states whose every part follows from a seed.
struct RandomVersion {
    static let cohorts: [CohortKey] = ["a", "b", "c", "d"].map { key($0) }
    static let requirements = ["X", "Y"].map { Requirement(flag: key($0), variant: key("on")) }
    /// Which of them can be met: none, one or the other, both.
    static let requirementSets: [Set<Requirement>] = [[], [requirements[0]], [requirements[1]], Set(requirements)]

    var random: SplitMix64

    init(seed: Int) { random = SplitMix64(seed: seed) }

    /// Two to four names in any order.
    mutating func variants() -> [VariantKey] {
        let names = ["on", "off", "beta", "dark"].shuffled(using: &random)
        return names.prefix(2 + random.upTo(3)).map { key($0) }
    }

    /// Values that are now and then the same for two variants.
    mutating func value() -> JSONValue { .string(random.pick(["one", "two", "three", "four", "five", "six"])) }

    /// Weights that add up to everything, each of which may be zero unless `positive`.
    mutating func weights(_ variants: [VariantKey], positive: Bool = false) -> [Int] {
        let step = random.pick([1, 12_500, 25_000])
        let steps = Thousandths.whole / step
        var cuts = Set<Int>()
        var list: [Int] = []
        while list.count < variants.count - 1 {
            let cut = positive ? 1 + random.upTo(steps - 1) : random.upTo(steps + 1)
            if cuts.insert(cut).inserted || !positive { list.append(cut * step) }
        }
        list.sort()
        return zip(list + [Thousandths.whole], [0] + list).map { $0 - $1 }
    }

    /// One variant or a split, with the weights in any order and zeros written or left out.
    mutating func serve(_ variants: [VariantKey]) -> Serve {
        if random.chance(45) { return .variant(random.pick(variants)) }
        let weights = weights(variants)
        var list = zip(variants, weights).map { Weight(variant: $0, thousandths: $1) }
        if random.chance(50) { list.removeAll { $0.thousandths == 0 } }
        return .weights(list.shuffled(using: &random))
    }

    mutating func definition() -> FeatureFlag {
        let keys = variants()
        let requires = RandomVersion.requirements.filter { _ in random.chance(20) }
        return FeatureFlag(
            key: key("F"), name: "F", type: .string, variants: keys.map { Variant(key: $0, value: value()) },
            offVariant: random.pick(keys), codeDefault: random.chance(80) ? random.pick(keys) : nil,
            requires: requires)
    }

    mutating func state(of definition: FeatureFlag) -> FlagState {
        let variants = definition.variants.map(\.key)
        let cohorts = RandomVersion.cohorts.shuffled(using: &random).prefix(random.upTo(5))
        return FlagState(
            flag: definition.key, enabled: random.chance(80),
            rules: cohorts.map { Rule(cohort: $0, serve: serve(variants)) }, fallthrough: serve(variants))
    }
}
