import Documents
import FlagModel
import Testing

@Suite struct ConditionDecodingTests {
    private func expect(_ expected: [String], match: String, at line: SourceLocation = #_sourceLocation) {
        expectFindings(
            expected, in: ["environments/dev/cohorts/beta.json": Sample.cohort("beta", match: match)],
            isPartial: true, sourceLocation: line)
    }

    private static let leaf = #"{ "cohort": "staff" }"#

    private func nested(_ depth: Int, _ leaf: String) -> String {
        String(repeating: #"{ "not": "#, count: depth) + leaf + String(repeating: " }", count: depth)
    }

    @Test("decodes every form and encodes it as it was")
    func forms() throws {
        let match = """
            { "all": [
              { "any": [{ "cohort": "staff" }, { "percentage": 12.5, "salt": "canary" }] },
              { "not": { "attribute": "user.plan", "operator": "in", "value": ["free", 1, true] } },
              { "attribute": "email", "operator": "notExists" }
            ] }
            """
        let text = Sample.cohort("beta", match: match)
        let document = try JSONDocument(parsing: Array(text.utf8))
        var findings: [Finding] = []
        let path = "environments/dev/cohorts/beta.json"
        let cohort = try #require(Cohort.decode(document, at: path, into: &findings))
        #expect(cohort.match.json == document.value["match"])
        let references = cohort.match.cohortReferences
        #expect(references.map(\.cohort.text) == ["staff"])
        #expect(references.map(\.path) == [["all", 0, "any", 0, "cohort"]])
    }

    @Test("conditions nest to 16 and no deeper")
    func depth() {
        expect([], match: nested(16, Self.leaf))
        expect(
            ["1️⃣ error: conditions nest deeper than 16 [condition-depth]"],
            match: nested(16, "1️⃣" + nested(1, Self.leaf)))
        expect(
            ["1️⃣ error: conditions nest deeper than 16 [condition-depth]"],
            match: nested(15, #"{ "all": ["# + Self.leaf + ", 1️⃣" + nested(5, Self.leaf) + "] }"))
    }

    @Test("a condition has exactly one form")
    func oneForm() {
        expect(
            [
                "1️⃣ error: the condition says nothing [condition-form]"
                    + " — a condition has one of 'all', 'any', 'not', 'attribute', 'cohort' or 'percentage'"
            ], match: "1️⃣{}")
        expect(
            ["1️⃣ error: a condition has one form, this one has 'all' and 'cohort' [condition-form]"],
            match: #"1️⃣{ "all": [{ "cohort": "a" }], "cohort": "b" }"#)
        expect(
            ["1️⃣ error: a condition has one form, this one has 'attribute' and 'percentage' [condition-form]"],
            match: #"1️⃣{ "attribute": "a", "operator": "exists", "percentage": 5, "salt": "s" }"#)
        expect(["1️⃣ error: expected a condition as an object, found a string [wrong-type]"], match: "1️⃣\"all\"")
    }

    @Test("a list of conditions has at least one")
    func emptyLists() {
        expect(
            [
                "1️⃣ error: the list of conditions is empty [empty-list]",
                "2️⃣ error: the list of conditions is empty [empty-list]",
            ], match: #"{ "any": [{ "all": 1️⃣[] }, { "any": 2️⃣[] }] }"#)
    }

    @Test("a sample has a percentage and a salt")
    func samples() {
        expect(
            [
                "1️⃣ error: percentage 101 is more than 100 [percentage-range]",
                "2️⃣ error: the text is empty [empty-text]",
            ], match: #"{ "percentage": 1️⃣101, "salt": 2️⃣"" }"#)
        expect(["1️⃣ error: member 'salt' is missing [missing-member]"], match: #"1️⃣{ "percentage": 10 }"#)
        expect(["1️⃣ error: member 'percentage' is missing [missing-member]"], match: #"1️⃣{ "salt": "s" }"#)
    }

    @Test("a misspelt member names the right one, together with what is missing")
    func unknownMember() {
        expect(
            [
                "1️⃣ error: member 'operator' is missing [missing-member]",
                "2️⃣ error: a condition has no member 'operater' [unknown-member] — did you mean 'operator'?",
            ], match: #"1️⃣{ "attribute": "a", 2️⃣"operater": "exists" }"#)
    }
}
