import Documents
import FlagModel
import Testing

@Suite struct FlagStateDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) {
        expectFindings(
            expected, in: ["environments/dev/flags/CSF.json": text], isPartial: true, sourceLocation: line)
    }

    private func decode(_ text: String) throws -> FlagState {
        var findings: [Finding] = []
        let document = try JSONDocument(parsing: Array(text.utf8))
        return try #require(FlagState.decode(document, at: "environments/dev/flags/CSF.json", into: &findings))
    }

    @Test("decodes and encodes the design's example")
    func example() throws {
        let state = try decode(Examples.state)
        #expect(state.enabled)
        #expect(state.rules.map(\.cohort.text) == ["early-adopters", "regular-users"])
        #expect(state.rules.map(\.serve.text) == ["on", "on 75%, off 25%"])
        #expect(state.fallthrough.text == "off")
        #expect(state.bucketBy == "account.id")
        #expect(state.salt == "CSF-2")
        #expect(
            try CanonicalJSON.pretty(state.json)
                == CanonicalJSON.pretty(JSONDocument(parsing: Array(Examples.state.utf8)).value))
    }

    @Test("buckets by the targeting key with the flag's key unless it says otherwise, and does not write that")
    func defaults() throws {
        let state = try decode(Sample.state("CSF"))
        #expect(state.bucketBy == "targetingKey")
        #expect(state.salt == "CSF")
        #expect(state.json["bucketBy"] == nil)
        #expect(state.json["salt"] == nil)
    }

    @Test("weights add up to exactly 100, with up to three decimals")
    func weights() throws {
        let state = try decode(Sample.state("CSF", fallthrough: #"{ "a": 33.333, "b": 33.333, "c": 33.334, "d": 0 }"#))
        #expect(state.fallthrough.text == "a 33.333%, b 33.333%, c 33.334%, d 0%")
        #expect(CanonicalJSON.compact(state.fallthrough.json) == #"{"a":33.333,"b":33.333,"c":33.334,"d":0}"#)
        expect(
            ["1️⃣ error: weights add up to 95, not 100 [weights-sum] — 5 are missing"],
            Sample.state("CSF", fallthrough: #"1️⃣{ "on": 70, "off": 25 }"#))
        expect(
            ["1️⃣ error: weights add up to 100.001, not 100 [weights-sum] — 0.001 are too many"],
            Sample.state("CSF", fallthrough: #"1️⃣{ "on": 75.001, "off": 25 }"#))
        expect(
            ["1️⃣ error: weights add up to 0, not 100 [weights-sum] — 100 are missing"],
            Sample.state("CSF", fallthrough: "1️⃣{}"))
    }

    @Test("a weight that is none is the only finding about it")
    func weightValues() {
        expect(
            [
                "1️⃣ error: weight -5 is negative [weight-value]",
                "2️⃣ error: weight 33.3333 has more than three decimals [weight-value]",
                "3️⃣ error: weight 1e30 is more than 100 [weight-value]",
                "4️⃣ error: expected a percentage as a number, found a string [wrong-type]",
            ],
            Sample.state("CSF", fallthrough: #"{ "a": 1️⃣-5, "b": 2️⃣33.3333, "c": 3️⃣1e30, "d": 4️⃣"5" }"#))
    }

    @Test("a cohort has one rule")
    func duplicateRule() {
        expect(
            ["1️⃣ error: cohort 'beta' has a rule already [duplicate-rule]"],
            Sample.state(
                "CSF", #", "rules": [{ "cohort": "beta", "serve": "on" }, { "cohort": 1️⃣"beta", "serve": "off" }]"#))
    }

    @Test("rules and the fallthrough are of the right shape")
    func shapes() {
        expect(
            [
                "1️⃣ error: key 'csf' is not the file's name 'CSF' [key-mismatch]",
                "2️⃣ error: expected true or false, found a string [wrong-type]",
                "3️⃣ error: expected a variant's name or weights by variant, found true or false [wrong-type]",
                "4️⃣ error: a flag's state has no member 'rulse' [unknown-member] — did you mean 'rules'?",
                "5️⃣ error: attribute path 'a..b' has an empty part [invalid-attribute]",
            ],
            Sample.state(
                "csf", mark: "1️⃣", enabled: "2️⃣\"true\"", fallthrough: "3️⃣true",
                #", 4️⃣"rulse": [], "bucketBy": 5️⃣"a..b""#))
        expect(
            [
                "1️⃣ error: member 'serve' is missing [missing-member]",
                "2️⃣ error: a rule has no member 'variant' [unknown-member]",
                "3️⃣ error: the attribute's path is empty [invalid-attribute]",
            ],
            Sample.state("CSF", #", "rules": [1️⃣{ "cohort": "beta", 2️⃣"variant": "on" }], "bucketBy": 3️⃣"""#))
    }
}
