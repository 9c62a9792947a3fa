import Evaluation
import FlagModel
import Rollouts
import TestSupport
import Testing

@Suite("Lowering exposure")
struct ReductionTests {
    private func flag(_ variants: String...) -> FeatureFlag { World.flag("F", variants) }

    private func weights(_ parts: KeyValuePairs<String, Int>) -> Serve {
        .weights(parts.map { Weight(variant: key($0.key), thousandths: $0.value * 1000) })
    }

    private func capped(_ serve: Serve, _ percent: Int, _ flag: FeatureFlag) throws -> String {
        let state = FlagState(flag: flag.key, enabled: true, fallthrough: serve)
        return try Reduction.cap(percent * 1000).applied(to: state, of: flag).fallthrough.text
    }

    @Test("a cap takes from off's neighbours, so that nobody changes to another variant")
    func cap() throws {
        let serve = weights(["a": 30, "off": 10, "b": 60])
        #expect(try capped(serve, 50, flag("a", "off", "b")) == "off 50%, b 50%")
        #expect(try capped(serve, 50, flag("off", "a", "b")) == "off 50%, b 50%")
        #expect(try capped(serve, 50, flag("b", "a", "off")) == "b 50%, off 50%")
        #expect(try capped(serve, 50, flag("a", "b", "off")) == "a 30%, b 20%, off 50%")
        #expect(try capped(serve, 95, flag("a", "off", "b")) == "a 30%, off 10%, b 60%")
        #expect(try capped(.variant(key("a")), 25, flag("a", "off", "b")) == "a 25%, off 75%")
        #expect(try capped(.variant(key("off")), 25, flag("a", "off", "b")) == "off")
    }

    @Test(arguments: 0..<400)
    func `a cap only ever turns people off, and never serves more than it says`(seed: Int) throws {
        var random = SplitMix64(seed: seed)
        var world = World(&random)
        var limits = [50_000, 25_000, 12_345, 0].filter { _ in random.chance(60) }
        if random.chance(30) { limits.insert(99_999, at: 0) }
        for flag in world.flags {
            for limit in limits {
                let before = try #require(world.version(flag.key))
                try world.apply(.lower([flag.key], limit == 0 ? .off : .cap(limit)))
                let after = try #require(world.version(flag.key))
                expectOnlyOff(from: before, to: after)
                #expect(after.rows.allSatisfy { exposed(after, $0) <= limit })
            }
        }
    }

    @Test(arguments: 0..<600)
    func `kept cohorts keep exactly what they had, and nobody else anything`(seed: Int) throws {
        var random = SplitMix64(seed: seed)
        let world = World(&random)
        var lowered = world
        let kept = World.cohorts.filter { _ in random.chance(50) }
        let keys = world.flags.map(\.key)
        do {
            try lowered.apply(.lower(keys, .keep(kept)))
        } catch {
            // Refused only where somebody outside of the kept cohorts had something.
            let state = try #require(world.states[error.flag])
            let others = state.rules.filter { !kept.contains($0.cohort) }
            #expect(others.contains { $0.serve.text != "off" && $0.serve.text != "off 100%" })
            #expect(kept.contains(error.cohort))
            return
        }
        let (before, after) = (world.compiled, lowered.compiled)
        for membership in 0..<(1 << World.cohorts.count) {
            let cohorts = World.cohorts.enumerated().filter { membership & (1 << $0.offset) != 0 }.map(\.element)
            let attributes = Dictionary(uniqueKeysWithValues: cohorts.map { ($0.text, ContextValue.bool(true)) })
            for user in 0..<40 {
                let context = EvaluationContext(targetingKey: "user-\(user)", attributes: attributes)
                for flag in keys {
                    let now = after.evaluate(flag.text, for: context).answer
                    if cohorts.contains(where: kept.contains) {
                        #expect(now == before.evaluate(flag.text, for: context).answer)
                    } else {
                        #expect(now?.variant == key("off"))
                    }
                }
            }
        }
        for flag in keys {
            let impact = Impact(
                from: world.version(flag), to: lowered.version(flag), population: Population(people: nil, shares: [:]))
            #expect(impact.classification != .raising || !kept.isEmpty)
        }
    }

    @Test("a member of a kept cohort without a rule may get something by another cohort's rule: that is refused")
    func hiddenMember() throws {
        let flag = flag("on", "off")
        let state = FlagState(
            flag: flag.key, enabled: true, rules: [Rule(cohort: key("beta"), serve: .variant(key("on")))],
            fallthrough: .variant(key("off")))
        #expect(throws: CannotKeep(flag: flag.key, cohort: key("vip"), why: .hasNoRule)) {
            try Reduction.keep([key("vip")]).applied(to: state, of: flag)
        }
    }

    @Test("a rule before a kept one is in the way only where it gives anything")
    func behind() throws {
        let flag = flag("on", "off")
        let nothing = Serve.weights([
            Weight(variant: key("on"), thousandths: 0), Weight(variant: key("off"), thousandths: 100_000),
        ])
        var state = FlagState(
            flag: flag.key, enabled: true,
            rules: [
                Rule(cohort: key("beta"), serve: nothing), Rule(cohort: key("vip"), serve: .variant(key("on"))),
            ], fallthrough: .variant(key("on")))
        let kept = try Reduction.keep([key("vip")]).applied(to: state, of: flag)
        #expect(kept.rules.map(\.serve.text) == ["off", "on"])
        #expect(kept.fallthrough == .variant(key("off")))
        state.rules[0].serve = .variant(key("on"))
        #expect(throws: CannotKeep(flag: flag.key, cohort: key("vip"), why: .standsBehind(key("beta")))) {
            try Reduction.keep([key("vip")]).applied(to: state, of: flag)
        }
        state.enabled = false
        #expect(try Reduction.keep([key("vip")]).applied(to: state, of: flag) == state)
    }

    private func exposed(_ version: FlagVersion, _ row: CohortKey?) -> Int {
        let bounds = version.bounds.sorted() + [100_000]
        return zip(bounds, bounds.dropFirst()).reduce(0) { sum, part in
            version.served(row, bucket: part.0) == version.definition.offVariant ? sum : sum + part.1 - part.0
        }
    }
}

/// Checks that every bucket of every row keeps its variant or falls back to off.
func expectOnlyOff(from before: FlagVersion, to after: FlagVersion, at line: SourceLocation = #_sourceLocation) {
    for row in Set(before.rows + after.rows) {
        for bucket in before.bounds.union(after.bounds) {
            let (old, new) = (before.served(row, bucket: bucket), after.served(row, bucket: bucket))
            #expect(new == old || new == after.definition.offVariant, "bucket \(bucket)", sourceLocation: line)
        }
    }
    let impact = Impact(from: before, to: after, population: Population(people: nil, shares: [:]))
    #expect(impact.classification != .raising, sourceLocation: line)
}
