import Documents
import Evaluation
import FlagModel

/// What is measured: an environment of many flags, and contexts as applications send them.
enum Sample {
    struct NoKey: Error {}

    static func environment(flags count: Int) throws -> CompiledEnvironment {
        var flags = [try version("plain", rules: [], else: "on"), try rollout("rollout")]
        for number in 0..<count { flags.append(try rollout("flag-\(number)")) }
        let regular = Cohort(
            key: try key("regular-users"),
            match: .attribute(path: "activeDays30", operator: .greaterThanOrEquals, value: .number(JSONNumber(4))))
        return CompiledEnvironment(flags: flags, cohorts: [regular], mode: .flagdV3)
    }

    static func contexts(_ count: Int) -> [EvaluationContext] {
        (0..<count).map { number in
            EvaluationContext(
                targetingKey: "user-\(number)",
                attributes: [
                    "activeDays30": .integer(number % 30), "plan": .string("team"), "beta": .bool(number % 7 == 0),
                    "daysSinceSignup": .integer(number), "country": .string("PT"),
                ])
        }
    }

    private static func rollout(_ name: String) throws -> FlagVersion {
        let weights: Serve = .weights([
            Weight(variant: try key("on"), thousandths: 25_000), Weight(variant: try key("off"), thousandths: 75_000),
        ])
        return try version(name, rules: [Rule(cohort: try key("regular-users"), serve: weights)], else: "off")
    }

    private static func version(_ name: String, rules: [Rule], else rest: String) throws -> FlagVersion {
        let flag: FlagKey = try key(name)
        let variants = [Variant(key: try key("on"), value: true), Variant(key: try key("off"), value: false)]
        return FlagVersion(
            definition: FeatureFlag(
                key: flag, name: name, type: .boolean, variants: variants, offVariant: try key("off")),
            state: FlagState(flag: flag, enabled: true, rules: rules, fallthrough: .variant(try key(rest))))
    }

    private static func key<Kind>(_ text: String) throws -> Key<Kind> {
        guard let key = Key<Kind>(text) else { throw NoKey() }
        return key
    }
}
