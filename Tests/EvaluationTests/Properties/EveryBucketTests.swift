import Documents
import Evaluation
import FlagModel
import TestSupport
import Testing

/// Impact and exposure of random weights, compared with every one of the 100,000 buckets.
@Suite struct EveryBucketTests {
    private static let names = ["on", "off", "a", "b", "c"]

    @Test(arguments: 0..<40)
    func `impact is what differs in each bucket`(seed: Int) throws {
        var random = SplitMix64(seed: seed)
        let definition = definition(&random)
        let rows = random.upTo(3)
        var before = state(rows, definition, &random)
        var after = before
        let changed = random.upTo(rows + 1)
        let serve = serve(definition, &random)
        if changed < rows { after.rules[changed].serve = serve } else { after.fallthrough = serve }
        before.enabled = true
        after.enabled = true

        let impact = Impact(
            from: FlagVersion(definition: definition, state: before),
            to: FlagVersion(definition: definition, state: after), population: Population(people: nil, shares: [:]))
        let name = changed < rows ? RowName.cohort(after.rules[changed].cohort) : .fallthrough
        let old = buckets(changed < rows ? before.rules[changed].serve : before.fallthrough, definition)
        let new = buckets(serve, definition)

        var told = [Bool](repeating: false, count: Allocation.bucketCount)
        for row in impact.rows {
            #expect(row.name == name)
            for range in row.ranges {
                for bucket in range.buckets {
                    told[bucket] = true
                    guard old[bucket] == range.before, new[bucket] == range.after else {
                        Issue.record("bucket \(bucket): \(range.text), but \(old[bucket]) and \(new[bucket])")
                        return
                    }
                }
            }
        }
        let missed = told.indices.first { told[$0] != (old[$0] != new[$0]) }
        #expect(missed == nil, "told and not different, or the other way round")
        let gains = old.indices.contains { old[$0] != new[$0] && new[$0] != definition.offVariant }
        #expect(impact.classification == (old == new ? .neutral : gains ? .raising : .lowering))
    }

    @Test(arguments: 0..<40)
    func `exposure counts the buckets that do not get the off variant`(seed: Int) {
        var random = SplitMix64(seed: 1_000 + seed)
        let definition = definition(&random)
        let serve = serve(definition, &random)
        let exposed = buckets(serve, definition).count { $0 != definition.offVariant }
        let allocation = Allocation(serve, variants: definition.variants.map(\.key))
        #expect(allocation.buckets(without: definition.offVariant) == exposed)
    }

    /// Which variant each bucket gets, filled one by one in the order of the flag's variants.
    private func buckets(_ serve: Serve, _ definition: FeatureFlag) -> [VariantKey] {
        switch serve {
        case .variant(let variant): return Array(repeating: variant, count: 100_000)
        case .weights(let weights):
            var buckets: [VariantKey] = []
            for variant in definition.variants {
                for weight in weights where weight.variant == variant.key {
                    for _ in 0..<weight.thousandths { buckets.append(variant.key) }
                }
            }
            return buckets
        }
    }

    private func definition(_ random: inout SplitMix64) -> FeatureFlag {
        let names = Self.names.prefix(2 + random.upTo(4)).shuffled(using: &random)
        return FeatureFlag(
            key: key("F"), name: "F", type: .string,
            variants: names.map { Variant(key: key($0), value: .string($0)) }, offVariant: key("off"))
    }

    private func state(_ rows: Int, _ definition: FeatureFlag, _ random: inout SplitMix64) -> FlagState {
        FlagState(
            flag: definition.key, enabled: true,
            rules: (0..<rows).map { Rule(cohort: key("cohort-\($0)"), serve: serve(definition, &random)) },
            fallthrough: serve(definition, &random))
    }

    private func serve(_ definition: FeatureFlag, _ random: inout SplitMix64) -> Serve {
        if random.chance(20) { return .variant(random.pick(definition.variants).key) }
        var left = 100_000
        var weights: [Weight] = []
        for variant in definition.variants.shuffled(using: &random).dropLast() {
            let part = random.chance(15) ? 0 : random.upTo(left + 1)
            if part > 0 { weights.append(Weight(variant: variant.key, thousandths: part)) }
            left -= part
        }
        let last = definition.variants.first { variant in !weights.contains { $0.variant == variant.key } }
        if left > 0, let last { weights.append(Weight(variant: last.key, thousandths: left)) }
        return .weights(weights.shuffled(using: &random))
    }
}
