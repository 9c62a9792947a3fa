import Documents
import FlagModel
import Testing

@testable import FlagRepository

@Suite struct FieldsTests {
    private func paths(_ text: String, _ kind: DocumentKind) throws -> [String] {
        try Fields(document(text).value, kind: kind).entries.map(\.path.description)
    }

    @Test func `a state falls apart into members and a field for each rule, in the order of the file`() throws {
        let text = SampleStates.twoRules
        #expect(
            try paths(text, Keys.state("CSF", in: "production"))
                == ["flag", "enabled", "rules/early-adopters", "rules/regular-users", "fallthrough"])
    }

    @Test func `a rule is its serve, unless it has further members`() throws {
        let text = """
            { "rules": [{ "cohort": "a", "serve": "on" }, { "cohort": "b", "serve": "on", "x-why": "beta" }] }
            """
        let fields = try Fields(document(text).value, kind: Keys.state("CSF", in: "production"))
        #expect(fields[FieldPath(["rules", "a"])] == "on")
        #expect(fields[FieldPath(["rules", "b"])] == ["cohort": "b", "serve": "on", "x-why": "beta"])
    }

    @Test func `a flag's variants, links, lifecycle and metadata fall apart, its other members do not`() throws {
        let text = """
            { "key": "CSF", "variants": { "on": true, "off": false }, "groups": ["s4"],
              "requires": [{ "flag": "PORTAL", "variant": "on" }], "lifecycle": { "stage": "beta" },
              "links": { "feedback": "/f" }, "metadata": { "a/b": { "c": 1 } } }
            """
        #expect(
            try paths(text, Keys.definition("CSF"))
                == [
                    "key", "variants/on", "variants/off", "groups", "requires", "lifecycle/stage", "links/feedback",
                    "metadata/a~1b",
                ])
    }

    @Test func `a policy falls apart down to what approvals and lowering ask, freezes do not`() throws {
        let text = """
            { "key": "production", "policy": { "approvals": { "required": 1, "roles": [] }, "lowering": { "required": 0 },
              "freezes": [] } }
            """
        #expect(
            try paths(text, .environment(Keys.environment("production")))
                == [
                    "key", "policy/approvals/required", "policy/approvals/roles", "policy/lowering/required",
                    "policy/freezes",
                ])
    }

    @Test func `a cohort's condition is one field`() throws {
        let text = #"{ "key": "beta", "match": { "any": [{ "cohort": "a" }] }, "share": 10 }"#
        #expect(try paths(text, Keys.cohort("beta", in: "production")) == ["key", "match", "share"])
    }

    @Test func `people and groups are fields by their keys`() throws {
        let text =
            #"{ "people": [{ "key": "a", "name": "A" }, { "key": "b", "name": "B" }], "groups": [{ "key": "g" }] }"#
        #expect(try paths(text, .people) == ["people/a", "people/b", "groups/g"])
    }

    @Test(arguments: [".flagctl/config.json", "environments/production/rollouts/s4/plan.json"])
    func `other documents have a field for each member`(_ path: String) throws {
        let kind = try #require(DocumentKind(path: path))
        #expect(try paths(#"{ "a": { "b": 1 }, "c": [1] }"#, kind) == ["a", "c"])
    }

    @Test(arguments: [
        #"[{ "cohort": "a", "serve": "on" }, { "cohort": "a", "serve": "off" }]"#, #"[{ "serve": "on" }]"#, #"["a"]"#,
        "5",
    ])
    func `a list whose elements cannot be told apart is one field`(_ rules: String) throws {
        let kind = try Keys.state("CSF", in: "production")
        #expect(try paths("{ \"rules\": \(rules), \"enabled\": true }", kind) == ["rules", "enabled"])
    }

    @Test(arguments: ["[]", "5", "\"text\""]) func `a document that is no object is one field`(_ text: String) throws {
        #expect(try paths(text, Keys.definition("CSF")) == ["."])
    }

    @Test func `the order of rules and of variants is known, that of other members is not`() throws {
        let state = try Fields(document(SampleStates.twoRules).value, kind: Keys.state("CSF", in: "production"))
        #expect(state.orders == [FieldPath(["rules"]): ["early-adopters", "regular-users"]])
        let flag = try Fields(
            document(#"{ "variants": { "b": 1, "a": 2 }, "links": { "b": "", "a": "" } }"#).value,
            kind: Keys.definition("CSF"))
        #expect(flag.orders == [FieldPath(["variants"]): ["b", "a"]])
    }
}

/// States that tests of fields share.
enum SampleStates {
    static let twoRules = """
        {
          "flag": "CSF",
          "enabled": true,
          "rules": [
            { "cohort": "early-adopters", "serve": "on" },
            { "cohort": "regular-users", "serve": { "on": 25, "off": 75 } }
          ],
          "fallthrough": "off"
        }

        """
}
