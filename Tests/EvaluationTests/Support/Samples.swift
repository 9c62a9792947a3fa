import Documents
import Evaluation
import FlagModel

/// The key of a text that a test knows to be one.
func key<Kind>(_ text: String) -> Key<Kind> {
    guard let key = Key<Kind>(text) else { preconditionFailure("'\(text)' is no key") }
    return key
}

extension Serve {
    static var on: Serve { .all("on") }
    static var off: Serve { .all("off") }

    static func all(_ variant: String) -> Serve { .variant(key(variant)) }

    /// Weights in percent, in this order.
    static func split(_ percent: KeyValuePairs<String, Double>) -> Serve {
        .weights(percent.map { Weight(variant: key($0.key), thousandths: Int(($0.value * 1000).rounded())) })
    }
}

/// A flag, on or off unless its variants are given.
func flag(
    _ variants: KeyValuePairs<String, JSONValue> = ["on": true, "off": false], off: String = "off",
    codeDefault: String? = "off", requires: [String] = []
) -> FeatureFlag {
    FeatureFlag(
        key: key("CSF"), name: "CSF Grid", type: .boolean,
        variants: variants.map { Variant(key: key($0.key), value: $0.value) }, offVariant: key(off),
        codeDefault: codeDefault.map { key($0) },
        requires: requires.map { Requirement(flag: key($0), variant: key("on")) })
}

/// The flag in an environment, enabled unless said otherwise.
func version(
    _ rules: KeyValuePairs<String, Serve> = [:], else rest: Serve = .off, enabled: Bool = true,
    of definition: FeatureFlag = flag()
) -> FlagVersion {
    let state = FlagState(
        flag: definition.key, enabled: enabled, rules: rules.map { Rule(cohort: key($0.key), serve: $0.value) },
        fallthrough: rest)
    return FlagVersion(definition: definition, state: state)
}

extension FlagVersion {
    /// The version with another state.
    func state(_ edit: (inout FlagState) -> Void) -> FlagVersion {
        var state = state
        edit(&state)
        return FlagVersion(definition: definition, state: state)
    }

    /// The version of another definition.
    func definition(_ edit: (inout FeatureFlag) -> Void) -> FlagVersion {
        var definition = definition
        edit(&definition)
        return FlagVersion(definition: definition, state: state)
    }
}

/// A population whose cohorts have these shares in percent.
func population(_ people: Int? = nil, shares: KeyValuePairs<String, Double> = [:]) -> Population {
    Population(
        people: people,
        shares: Dictionary(uniqueKeysWithValues: shares.map { (key($0.key), Int(($0.value * 1000).rounded())) }))
}

/// The impact of a change on a population that nothing is known of, unless it is given.
func impact(
    from before: FlagVersion?, to after: FlagVersion?, edited: [String] = [],
    population: Population = population()
) -> Impact {
    Impact(from: before, to: after, editedCohorts: Set(edited.map { key($0) }), population: population)
}
