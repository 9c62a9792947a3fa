import Documents
import Evaluation
import FlagModel
import Testing

@Suite("Operators")
struct OperatorTests {
    /// An operator with its operand, the values that hold, and those that do not.
    struct Case: Sendable, CustomTestStringConvertible {
        let test: String
        let holds: [String]
        let fails: [String]
        var testDescription: String { test }

        init(_ name: String, _ operand: String? = nil, holds: [String], fails: [String]) {
            test = #""operator": "\#(name)""# + (operand.map { #", "value": \#($0)"# } ?? "")
            self.holds = holds
            self.fails = fails
        }
    }

    /// `-` stands for an attribute that is missing.
    static let cases = [
        Case("equals", #""a""#, holds: [#""a""#], fails: [#""A""#, "1", "null", "-", #"["a"]"#]),
        Case("equals", "5", holds: ["5", "5.0", "5e0"], fails: [#""5""#, "6", "true", "-"]),
        Case("equals", "true", holds: ["true"], fails: ["false", "1", #""true""#, "-"]),
        Case("notEquals", #""a""#, holds: [#""b""#, #""""#], fails: [#""a""#, "1", "null", "-"]),
        Case("in", #"["a", 1]"#, holds: [#""a""#, "1", "1.0"], fails: [#""b""#, "2", "true", "-"]),
        Case("notIn", #"["a", "b"]"#, holds: [#""c""#], fails: [#""a""#, "1", "-"]),
        Case("exists", holds: [#""""#, "0", "false", "[]", "{}"], fails: ["null", "-"]),
        Case("notExists", holds: ["null", "-"], fails: [#""""#, "0"]),
        Case("greaterThan", "5", holds: ["6", "5.1"], fails: ["5", "4", #""6""#, "null", "-"]),
        Case("greaterThanOrEquals", "5", holds: ["5", "5.0", "6"], fails: ["4.9", #""6""#, "-"]),
        Case("lessThan", "5", holds: ["4", "-1e9"], fails: ["5", "null", "-", "false"]),
        Case("lessThanOrEquals", "5.5", holds: ["5.5", "5"], fails: ["5.6", "-"]),
        Case(
            "greaterThan", "9007199254740992", holds: ["9007199254740993"], fails: ["9007199254740992"]),
        Case("contains", #""b""#, holds: [#""abc""#, #""b""#], fails: [#""B""#, #"["b"]"#, "-"]),
        Case("notContains", #""b""#, holds: [#""acd""#, #""""#], fails: [#""abc""#, "1", "-"]),
        Case("startsWith", #""é""#, holds: [#""été""#], fails: [#""ete""#, #""e\u0301te""#, "-"]),
        Case("endsWith", #""@example.com""#, holds: [#""a@example.com""#], fails: [#""example.com""#, "-"]),
        Case(
            "before", #""2026-01-01T00:00:00Z""#, holds: [#""2025-12-31T23:59:59Z""#, #""2026-01-01T00:30:00+01:00""#],
            fails: [#""2026-01-01T00:00:00Z""#, #""yesterday""#, "1", "-"]),
        Case(
            "after", #""2026-01-01T00:00:00Z""#, holds: [#""2026-01-01T00:00:01Z""#],
            fails: [#""2026-01-01T00:00:00Z""#, "-"]),
        Case("semverEquals", #""1.2.3""#, holds: [#""1.2.3""#, #""1.2.3+b""#], fails: [#""1.2.4""#, #""1.2""#, "-"]),
        Case("semverGreaterThan", #""1.2.3""#, holds: [#""1.10.0""#], fails: [#""1.2.3""#, #""1.2.3-rc.1""#, "-"]),
        Case("semverGreaterThanOrEquals", #""1.2.3""#, holds: [#""1.2.3""#], fails: [#""1.2.3-rc.1""#, "-"]),
        Case("semverLessThan", #""1.2.3""#, holds: [#""1.2.3-rc.1""#], fails: [#""1.2.3""#, #""1.x""#, "-"]),
        Case("semverLessThanOrEquals", #""1.2.3""#, holds: [#""1.2.3""#], fails: [#""1.2.4""#, "-"]),
        Case("includes", #""a""#, holds: [#"["b", "a"]"#], fails: [#"["A"]"#, "[]", #""a""#, "-"]),
        Case("notIncludes", #""a""#, holds: [#"["b"]"#, "[]"], fails: [#"["a"]"#, #""b""#, "-"]),
    ]

    @Test("every operator holds of what it should, and of nothing else", arguments: cases)
    func holds(of found: Case) throws {
        let flags = try environment(
            version(["c": .on], else: .off), cohorts: ["c": #"{ "attribute": "a.b", \#(found.test) }"#])
        for (values, expected) in [(found.holds, "on"), (found.fails, "off")] {
            for value in values {
                let text = value == "-" ? #"{ "a": {} }"# : #"{ "a": { "b": \#(value) } }"#
                let answer = flags.evaluate("CSF", for: try context(text)).answer?.variant.text
                #expect(answer == expected, "\(found.test) of \(value)")
            }
        }
    }

    @Test("every operator has a case")
    func complete() {
        for found in Operator.allCases {
            #expect(Self.cases.contains { $0.test.contains(#""\#(found.rawValue)""#) }, "\(found)")
        }
    }

    @Test("all, any, not, cohorts and samples are joined as they are written")
    func joins() throws {
        let flags = try environment(
            version(["top": .on], else: .off),
            cohorts: [
                "top": #"{ "all": [{ "cohort": "base" }, { "not": { "any": [\#(has("x")), \#(has("y"))] } }] }"#,
                "base": #"{ "any": [\#(has("a")), { "percentage": 100, "salt": "s" }] }"#,
            ])
        let expected = [
            (#"{ "a": 1 }"#, "on"), (#"{ "targetingKey": "u" }"#, "on"), ("{}", "off"), (#"{ "a": 1, "x": 1 }"#, "off"),
            (#"{ "a": 1, "y": 1 }"#, "off"),
        ]
        for (text, variant) in expected {
            #expect(flags.evaluate("CSF", for: try context(text)).answer?.variant.text == variant, "\(text)")
        }
    }

    private func has(_ name: String) -> String { #"{ "attribute": "\#(name)", "operator": "exists" }"# }
}
