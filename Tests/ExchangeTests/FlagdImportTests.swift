import Documents
import Evaluation
import Exchange
import FlagModel
import Testing

@Suite("The flagd import")
struct FlagdImportTests {
    private static func flag(
        _ targeting: String, variants: String = #"{ "on": true, "off": false }"#, standard: String = #""off""#
    ) -> String {
        #"""
        { "F": { "state": "ENABLED", "variants": \#(variants), "defaultVariant": \#(standard),
          "targeting": \#(targeting) } }
        """#
    }

    @Test("takes over variants, the default and a chain of conditions as rules and cohorts")
    func chain() throws {
        let found = try Fixture().imported(
            Self.flag(
                #"""
                { "if": [
                    { "ends_with": [{ "var": "email" }, "@example.com"] }, "on",
                    { "and": [
                        { "===": [{ "var": "plan" }, "pro"] }, { "!": [{ "in": [{ "var": "country" }, ["DE", "AT"]] }] }
                    ] },
                    { "fractional": [
                        { "cat": [{ "var": "$flagd.flagKey" }, { "var": "targetingKey" }] }, ["off", 3], ["on", 1]
                    ] }
                ] }
                """#))
        #expect(found.inexpressible.isEmpty)
        let flag = try #require(found.flags.first)
        #expect(flag.isNew)
        #expect(flag.definition.type == .boolean)
        #expect(flag.definition.variants.map(\.key.text) == ["off", "on"])
        #expect(flag.definition.offVariant.text == "off")
        #expect(flag.state.enabled)
        #expect(flag.state.salt == "F")
        #expect(flag.state.rules.map(\.cohort.text) == ["F-1", "F-2"])
        #expect(flag.state.rules.map(\.serve.text) == ["on", "off 75%, on 25%"])
        #expect(flag.state.fallthrough.text == "off")
        #expect(
            found.cohorts.map { CanonicalJSON.compact($0.match.json) } == [
                #"{"attribute":"email","operator":"endsWith","value":"@example.com"}"#,
                #"{"all":[{"attribute":"plan","operator":"equals","value":"pro"},"#
                    + #"{"not":{"attribute":"country","operator":"in","value":["DE","AT"]}}]}"#,
            ])
    }

    @Test("follows shared rules, nested choices and the in that looks into texts and lists")
    func nested() throws {
        let found = try Fixture().imported(
            Self.flag(
                #"{ "if": [{ "$ref": "staff" }, { "if": [{ "===": [{ "var": "a" }, 1] }, "on", "off"] }, null] }"#),
            evaluators: #"{ "staff": { "in": ["staff", { "var": "roles" }] } }"#)
        #expect(found.inexpressible.isEmpty)
        #expect(
            found.cohorts.map { CanonicalJSON.compact($0.match.json) } == [
                #"{"all":[{"any":[{"attribute":"roles","operator":"contains","value":"staff"},"#
                    + #"{"attribute":"roles","operator":"includes","value":"staff"}]},"#
                    + #"{"attribute":"a","operator":"equals","value":1}]}"#,
                #"{"any":[{"attribute":"roles","operator":"contains","value":"staff"},"#
                    + #"{"attribute":"roles","operator":"includes","value":"staff"}]}"#,
            ])
    }

    @Test("reads comparisons that convert types only when told to", arguments: ["==", "!=", "<", ">="])
    func loose(name: String) throws {
        let flags = Self.flag(#"{ "if": [{ "\#(name)": [{ "var": "age" }, 18] }, "on"] }"#)
        #expect(
            try Fixture().imported(flags).inexpressible == [
                Inexpressible(
                    flag: "F",
                    reason: "'\(name)' compares 'age', whatever its type; "
                        + "--assume-types reads it as of the type that it is compared with")
            ])
        #expect(try Fixture().imported(flags, assumesTypes: true).flags.count == 1)
    }

    @Test("uses the environment's cohorts where they mean the same")
    func cohorts() throws {
        var fixture = Fixture()
        try fixture.cohort("inner", #"{ "attribute": "a", "operator": "lessThan", "value": 3 }"#)
        try fixture.cohort("beta", #"{ "any": [{ "cohort": "inner" }, { "attribute": "b", "operator": "exists" }] }"#)
        try fixture.flag("F", rules: #"[{ "cohort": "beta", "serve": "on" }]"#)
        let exported = try json(try fixture.export("flagd"))
        var other = Fixture()
        other.cohorts = fixture.cohorts
        try other.flag("F", enabled: false)
        let found = try other.imported(CanonicalJSON.compact(try #require(exported["flags"])))
        #expect(found.cohorts.isEmpty)
        #expect(found.flags.map(\.state) == fixture.flags.map(\.state))
        #expect(found.flags.map(\.isNew) == [false])
        #expect(found.unchanged.isEmpty)
    }

    @Test("leaves a flag as it is that the environment says the same of, with what it keeps for later")
    func unchanged() throws {
        var fixture = Fixture()
        try fixture.flag("OFF", enabled: false, fallthrough: #""on""#)
        try fixture.flag("SPLIT", fallthrough: #"{ "on": 25, "off": 75 }"#)
        let exported = try json(try fixture.export("flagd"))
        let found = try fixture.imported(CanonicalJSON.compact(try #require(exported["flags"])))
        #expect(found.flags.isEmpty && found.cohorts.isEmpty && found.inexpressible.isEmpty)
        #expect(found.unchanged.map(\.text) == ["OFF", "SPLIT"])
        let on = #"{ "OFF": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "on" } }"#
        #expect(try fixture.imported(on).flags.map(\.state.enabled) == [true])
    }

    @Test("says of a disabled flag that applications got their code's default")
    func disabled() throws {
        let found = try Fixture().imported(
            #"{ "F": { "state": "DISABLED", "variants": { "on": true, "off": false }, "defaultVariant": "on" } }"#)
        #expect(found.flags.map(\.state.enabled) == [false])
        #expect(found.notes == ["F was disabled: applications got their code's default, and get 'off' now"])
    }

    @Test(
        "lists what it cannot express, with the reason",
        arguments: [
            (#"{ "if": [{ "custom": [] }, "on"] }"#, "'custom' has no counterpart"),
            (
                #"{ "if": [{ "===": [{ "var": "a" }, "x"] }, "blue"] }"#,
                "its targeting gives 'blue', which is no variant of it"
            ),
            (#"{ "if": [{ "$ref": "gone" }, "on"] }"#, "there is no shared rule 'gone' in $evaluators"),
            (#"{ "if": [{ "$ref": "loop" }, "on"] }"#, "its shared rules go in a circle"),
            (#"{ "cat": ["o", "n"] }"#, "'cat' gives no variant's name for sure"),
            (
                #"{ "fractional": [["on", 50], ["off", 50]] }"#,
                "'fractional' without a key hashes a list of two texts; "
                    + #"write {"cat": [{"var": "$flagd.flagKey"}, {"var": "targetingKey"}]} before the weights"#
            ),
            (
                #"{ "fractional": [{ "cat": ["s", { "var": "targetingKey" }] }, ["on", 1], ["off", 2]] }"#,
                "weight 1 of 3 is no percentage with three decimals"
            ),
            (
                #"{ "fractional": [{ "cat": ["s", { "var": "targetingKey" }] }, ["on", 1], ["off", 1], ["on", 2]] }"#,
                "'fractional' names variant 'on' twice"
            ),
            (
                #"{ "fractional": [{ "var": "email" }, ["on", 1], ["off", 1]] }"#,
                "'fractional' is keyed by something else than a salt and an attribute"
            ),
            (
                #"""
                { "if": [{ "===": [{ "var": "a" }, "x"] },
                  { "fractional": [{ "cat": ["s", { "var": "b" }] }, ["on", 1], ["off", 1]] },
                  { "fractional": [{ "cat": ["t", { "var": "b" }] }, ["on", 1], ["off", 1]] }] }
                """#,
                "it draws by 'b' with 's' and by 'b' with 't'"
            ),
            (
                #"""
                { "if": [{ "===": [{ "var": "a" }, "x"] },
                  { "fractional": [{ "cat": ["s", { "var": "b" }] }, ["on", 1], ["off", 1]] },
                  { "fractional": [{ "cat": ["s", { "var": "b" }] }, ["off", 1], ["on", 1]] }] }
                """#,
                "its weights are in several orders"
            ),
        ])
    func inexpressible(targeting: String, reason: String) throws {
        let found = try Fixture().imported(
            Self.flag(targeting), evaluators: #"{ "loop": { "!": [{ "$ref": "loop" }] } }"#)
        #expect(found.inexpressible == [Inexpressible(flag: "F", reason: reason)])
        #expect(found.flags.isEmpty && found.cohorts.isEmpty)
    }

    @Test("refuses flags that are none here, and keeps the others")
    func others() throws {
        var fixture = Fixture()
        try fixture.flag("A")
        let fine = #"{ "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "on" }"#
        let found = try fixture.imported(
            """
            { "A": { "state": "ENABLED", "variants": { "on": 1, "off": 0 }, "defaultVariant": "on" }, "a": \(fine),
              "ü": \(fine), "B": { "state": "ENABLED", "variants": { "on": 1, "off": "x" }, "defaultVariant": "on" },
              "C": { "state": "ENABLED", "variants": { "on": 1 } }, "D": \(fine),
              "E": { "state": "on", "variants": { "on": 1 } }, "G": { "state": "ENABLED", "variant": {} } }
            """)
        #expect(found.flags.map(\.definition.key.text) == ["D"])
        #expect(
            found.inexpressible.map { "\($0.flag ?? ""): \($0.reason)" } == [
                "A: there is a flag 'A' with other variants", "a: it differs from the flag 'A' only in case",
                "ü: its key is none here: a key starts with a letter A-Z or a-z or a digit",
                "B: its variants are not all of one type: true or false, texts, numbers or objects",
                "C: it has no defaultVariant: applications get their code's default",
                "E: its state is neither ENABLED nor DISABLED", "G: flagd knows no member 'variant'",
            ])
    }

    @Test("draws as flagd-v2 does for a split without a key")
    func shorthand() throws {
        var fixture = Fixture()
        fixture.mode = .flagdV2
        let found = try fixture.imported(Self.flag(#"{ "fractional": [["on", 25], ["off", 75]] }"#))
        #expect(found.flags.map(\.state.fallthrough.text) == ["on 25%, off 75%"])
        #expect(found.flags.map(\.state.salt) == ["F"])
    }
}
