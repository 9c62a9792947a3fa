import Documents
import Evaluation
import Exchange
import FlagModel
import Testing

@Suite("Export to flagd and import")
struct RoundTripTests {
    private static let leaves = [
        #"{ "attribute": "s", "operator": "equals", "value": "x" }"#,
        #"{ "attribute": "s", "operator": "notEquals", "value": "x" }"#,
        #"{ "attribute": "s", "operator": "notEquals", "value": 1 }"#,
        #"{ "attribute": "s", "operator": "notEquals", "value": true }"#,
        #"{ "attribute": "s", "operator": "in", "value": ["x", 1, 2.5, true] }"#,
        #"{ "attribute": "s", "operator": "notIn", "value": ["x", "y", 0, 7, false] }"#,
        #"{ "attribute": "s", "operator": "notIn", "value": [true, false] }"#,
        #"{ "attribute": "s", "operator": "exists" }"#,
        #"{ "attribute": "s", "operator": "notExists" }"#,
        #"{ "attribute": "s", "operator": "greaterThanOrEquals", "value": 1 }"#,
        #"{ "attribute": "s", "operator": "lessThan", "value": 2.5 }"#,
        #"{ "attribute": "s", "operator": "contains", "value": "x" }"#,
        #"{ "attribute": "s", "operator": "notContains", "value": "" }"#,
        #"{ "attribute": "s", "operator": "startsWith", "value": "x" }"#,
        #"{ "attribute": "s", "operator": "semverGreaterThan", "value": "1.0.0" }"#,
        #"{ "attribute": "s", "operator": "includes", "value": 1 }"#,
        #"{ "attribute": "s", "operator": "notIncludes", "value": "x" }"#,
        #"{ "percentage": 33.333, "salt": "canary" }"#,
        #"{ "percentage": 100, "salt": "canary" }"#,
    ]

    private static let contexts: [JSONValue] = {
        let values: [JSONValue] = [
            "x", "xy", "", "1", "true", "1.2.3", "1.2", "v2.0.0", 0, 1, 2.5, 7, true, false, .null, [], ["x"], [1],
            [true], [:],
        ]
        return values.enumerated().flatMap { index, value -> [JSONValue] in
            let key = JSONValue.string("user-\(index)")
            return [
                ["targetingKey": key, "s": value], ["s": value], ["targetingKey": key],
                ["targetingKey": "", "s": value],
            ]
        }
    }()

    private func expectSame(_ fixture: Fixture) throws {
        let before = try fixture.content
        let exported = try json(try fixture.export("flagd"))
        let found = FlagdImport(
            exported,
            into: EnvironmentContent(environment: before.environment, flags: [], cohorts: [], bucketing: fixture.mode),
            definitions: [])
        #expect(found.inexpressible.isEmpty)
        let old = CompiledEnvironment(flags: fixture.flags, cohorts: fixture.cohorts, mode: fixture.mode)
        let new = CompiledEnvironment(
            flags: found.flags.map { FlagVersion(definition: $0.definition, state: $0.state) }, cohorts: found.cohorts,
            mode: fixture.mode)
        for value in Self.contexts {
            let context = try #require(EvaluationContext(value))
            for flag in fixture.flags.map(\.definition.key.text) {
                let (one, other) = (old.evaluate(flag, for: context), new.evaluate(flag, for: context))
                #expect(one.answer == other.answer, "\(flag) for \(CanonicalJSON.compact(value))")
                #expect(one.errorCode == other.errorCode)
            }
        }
    }

    @Test("keeps every operator", arguments: leaves)
    func operators(match: String) throws {
        var fixture = Fixture()
        try fixture.cohort("a", match)
        try fixture.cohort("b", #"{ "not": { "all": [\#(match), { "attribute": "s", "operator": "exists" }] } }"#)
        try fixture.flag("A", rules: #"[{ "cohort": "a", "serve": "on" }]"#)
        try fixture.flag("B", rules: #"[{ "cohort": "b", "serve": { "on": 50, "off": 50 } }]"#)
        try expectSame(fixture)
    }

    @Test("keeps weights, salts, requirements and both ways of bucketing", arguments: Bucketing.allCases)
    func flags(mode: Bucketing) throws {
        var fixture = Fixture()
        fixture.mode = mode
        let variants = #"{ "c": "3", "a": "1", "off": "0", "b": "2" }"#
        try fixture.cohort("x", Self.leaves[0])
        try fixture.cohort("y", Self.leaves[9])
        try fixture.flag(
            "A", type: "string", variants: variants,
            rules:
                #"""
                [{ "cohort": "x", "serve": { "a": 20.5, "off": 79.5 } },
                 { "cohort": "y", "serve": { "b": 1, "c": 99 } }]
                """#,
            fallthrough: #"{ "off": 33.333, "a": 33.333, "b": 33.334 }"#, state: #", "salt": "sälz""#)
        let requires = { (flag: String, variant: String) in
            #", "requires": [{ "flag": "\#(flag)", "variant": "\#(variant)" }]"#
        }
        try fixture.flag("B", more: requires("A", "b"), fallthrough: #""on""#)
        try fixture.flag("C", more: requires("B", "on"), fallthrough: #"{ "on": 50, "off": 50 }"#)
        try fixture.flag("D", enabled: false, fallthrough: #""on""#)
        try fixture.flag("E", more: requires("D", "on"), fallthrough: #""on""#)
        try fixture.flag("G", fallthrough: #"{ "on": 50, "off": 50 }"#, state: #", "bucketBy": "s""#)
        try expectSame(fixture)
    }
}
