import Documents
import Exchange
import Testing

@Suite("The flagd export")
struct FlagdExportTests {
    @Test(
        "writes no targeting where everybody gets the same, and a disabled flag as enabled with its off variant"
    )
    func constant() throws {
        var fixture = Fixture()
        try fixture.cohort("beta", #"{ "attribute": "beta", "operator": "equals", "value": true }"#)
        try fixture.flag("A", fallthrough: #""on""#)
        try fixture.flag("B", enabled: false, rules: #"[{ "cohort": "beta", "serve": "on" }]"#, fallthrough: #""on""#)
        try fixture.flag("C", type: "integer", variants: #"{ "on": 10.0, "off": 0 }"#, fallthrough: #""on""#)
        #expect(
            try fixture.export("flagd") == """
                {
                  "$schema": "https://flagd.dev/schema/v0/flags.json",
                  "flags": {
                    "A": {
                      "state": "ENABLED",
                      "variants": { "on": true, "off": false },
                      "defaultVariant": "on"
                    },
                    "B": {
                      "state": "ENABLED",
                      "variants": { "on": true, "off": false },
                      "defaultVariant": "off"
                    },
                    "C": {
                      "state": "ENABLED",
                      "variants": { "on": 10, "off": 0 },
                      "defaultVariant": "on"
                    }
                  }
                }

                """)
    }

    @Test("writes cohorts out, weights in thousandths and an answer for want of a targeting key")
    func weights() throws {
        var fixture = Fixture()
        try fixture.cohort("b", #"{ "attribute": "größe", "operator": "equals", "value": "日本" }"#)
        try fixture.flag(
            "A", rules: #"[{ "cohort": "b", "serve": { "off": 87.5, "on": 12.5 } }]"#, fallthrough: #""on""#)
        let targeting = try #require(try json(try fixture.export("flagd"))[path: ["flags", "A", "targeting"]])
        let key = #"{"var":"targetingKey"}"#
        #expect(
            CanonicalJSON.compact(targeting)
                == #"{"if":[{"===":[{"var":"größe"},"日本"]},{"if":[{"and":[{"===":[\#(key),{"cat":[\#(key)]}]},"#
                + #"{"!==":[\#(key),""]}]},{"fractional":[{"cat":["A",\#(key)]},["on",12500],["off",87500]]},"#
                + #""!TARGETING_KEY_MISSING"]},null]}"#)
    }

    @Test("writes requirements into the targeting")
    func requirements() throws {
        var fixture = Fixture()
        try fixture.cohort("b", #"{ "attribute": "p", "operator": "startsWith", "value": "x" }"#)
        let requires = #", "requires": [{ "flag": "A", "variant": "on" }]"#
        try fixture.flag("A", rules: #"[{ "cohort": "b", "serve": "on" }]"#)
        try fixture.flag("B", more: requires, fallthrough: #""on""#)
        try fixture.flag("C", more: #", "requires": [{ "flag": "GONE", "variant": "on" }]"#, fallthrough: #""on""#)
        let flags = try #require(try json(try fixture.export("flagd"))["flags"])
        #expect(
            CanonicalJSON.compact(try #require(flags["B"]?["targeting"]))
                == #"{"if":[{"!":[{"===":[{"if":[{"starts_with":[{"var":"p"},"x"]},"on","off"]},"on"]}]},"off",null]}"#)
        #expect(flags["B"]?["defaultVariant"] == "on")
        #expect(flags["C"]?["defaultVariant"] == "off")
        #expect(flags["C"]?["targeting"] == nil)
    }

    @Test(
        "asks for types where JsonLogic would convert them",
        arguments: [
            (#""operator": "equals", "value": "x""#, #"{"===":[V,"x"]}"#),
            (#""operator": "notEquals", "value": "x""#, #"{"and":[{"===":[V,{"cat":[V]}]},{"!":[{"===":[V,"x"]}]}]}"#),
            (#""operator": "equals", "value": 5.0"#, #"{"===":[V,5]}"#),
            (
                #""operator": "equals", "value": 1"#,
                #"{"and":[{"===":[V,1]},{"!":[{"in":[{"cat":[V]},["true","false","True","False"]]}]}]}"#
            ),
            (
                #""operator": "equals", "value": true"#,
                #"{"and":[{"===":[V,true]},{"in":[{"cat":[V]},["true","True"]]}]}"#
            ),
            (#""operator": "exists""#, #"{"!==":[V,null]}"#),
            (#""operator": "notExists""#, #"{"===":[V,null]}"#),
            (#""operator": "in", "value": ["a", "b"]"#, #"{"in":[V,["a","b"]]}"#),
            (
                #""operator": "lessThan", "value": 5"#,
                #"{"and":[{"and":[{"===":[V,{"+":[V]}]},{"!":[{"in":[{"cat":[V]},["true","false","True","False"]]}]}]},"#
                    + #"{"<":[V,5]}]}"#
            ),
            (#""operator": "contains", "value": "x""#, #"{"and":[{"===":[V,{"cat":[V]}]},{"in":["x",V]}]}"#),
            (#""operator": "endsWith", "value": "x""#, #"{"ends_with":[V,"x"]}"#),
            (#""operator": "includes", "value": "x""#, #"{"some":[V,{"===":[{"var":""},"x"]}]}"#),
        ])
    func operators(comparison: String, logic: String) throws {
        let match = #"{ "attribute": "a.b", \#(comparison) }"#
        #expect(try Fixture.logic(of: match) == logic.replacing("V", with: #"{"var":"a.b"}"#))
    }

    @Test("takes only whole versions, as our operators do")
    func versions() throws {
        let logic = try Fixture.logic(of: #"{ "attribute": "v", "operator": "semverLessThan", "value": "2.0.0" }"#)
        #expect(logic.hasSuffix(#"{"sem_ver":[{"var":"v"},"<","2.0.0"]}]}"#))
        #expect(
            logic.contains(#"{"!":[{"some":[[{"cat":["0.",{"var":"v"}]}],{"sem_ver":[{"var":""},">=","0.0.0-0"]}]}]}"#))
    }

    @Test(
        "refuses what flagd has no exact words for",
        arguments: [
            (
                #"{ "attribute": "a", "operator": "before", "value": "2026-01-01T00:00:00Z" }"#,
                "'before' compares moments, and flagd only numbers and texts"
            ),
            (
                #"{ "attribute": "a", "operator": "equals", "value": 9007199254740992 }"#,
                "9007199254740992 is beyond ±9007199254740991, where numbers lose digits"
            ),
            (
                #"{ "attribute": "a", "operator": "lessThan", "value": 1e-400 }"#,
                "1e-400 has more digits than numbers keep"
            ),
            (
                #"{ "attribute": "a.length", "operator": "exists" }"#,
                "attribute 'a.length': flagd reads '.length' of lists and texts as well"
            ),
            (
                #"{ "not": { "attribute": "a.0", "operator": "exists" } }"#,
                "attribute 'a.0': flagd reads '.0' of lists and texts as well"
            ),
            (
                #"{ "attribute": "$flagd.timestamp", "operator": "exists" }"#,
                "attribute '$flagd.timestamp': flagd puts its own values into '$flagd'"
            ),
        ])
    func refused(match: String, reason: String) throws {
        #expect(try Fixture.refusal(of: match) == ["F, c: cohort 'c': \(reason)"])
    }

    @Test("lists all that it refuses, and by which required flag")
    func lists() throws {
        var fixture = Fixture()
        try fixture.cohort("old", #"{ "attribute": "a", "operator": "after", "value": "2026-01-01T00:00:00Z" }"#)
        try fixture.cohort("outer", #"{ "cohort": "old" }"#)
        try fixture.flag("A", rules: #"[{ "cohort": "outer", "serve": "on" }]"#)
        try fixture.flag("B", more: #", "requires": [{ "flag": "A", "variant": "on" }]"#, fallthrough: #""on""#)
        try fixture.flag("C", type: "integer", variants: #"{ "on": 9007199254740993, "off": 0 }"#)
        try fixture.flag("D", fallthrough: #"{ "on": 50, "off": 50 }"#, state: #", "bucketBy": "user.0""#)
        #expect(
            try fixture.refusals("flagd") == [
                "A, outer: cohort 'old': 'after' compares moments, and flagd only numbers and texts",
                "B: it requires A: cohort 'old': 'after' compares moments, and flagd only numbers and texts",
                "C: variant 'on': 9007199254740993 is beyond ±9007199254740991, where numbers lose digits",
                "D, fallthrough: attribute 'user.0': flagd reads '.0' of lists and texts as well",
            ])
    }

    @Test("refuses what grows without end when it is written out")
    func size() throws {
        var fixture = Fixture()
        try fixture.cohort("c0", #"{ "attribute": "a", "operator": "exists" }"#)
        for level in 1...14 {
            try fixture.cohort(
                "c\(level)", #"{ "any": [{ "cohort": "c\#(level - 1)" }, { "not": { "cohort": "c\#(level - 1)" } }] }"#)
        }
        try fixture.flag("A", rules: #"[{ "cohort": "c14", "serve": "on" }]"#)
        let refusals = try fixture.refusals("flagd")
        #expect(refusals.count == 1)
        #expect(refusals[0].hasSuffix("it is too large with cohorts and required flags written out"))
    }
}
