import FlagModel
import Testing

@Suite struct ComparisonDecodingTests {
    private func expect(
        _ expected: [String], _ name: String, _ value: String?, at line: SourceLocation = #_sourceLocation
    ) {
        let member = value.map { ", \"value\": \($0)" } ?? ""
        let match = "9️⃣{ \"attribute\": \"a.b\", \"operator\": 8️⃣\"\(name)\"\(member) }"
        expectFindings(
            expected, in: ["environments/dev/cohorts/beta.json": Sample.cohort("beta", match: match)],
            isPartial: true, sourceLocation: line)
    }

    private static func valid(_ found: Operator) -> String? {
        switch found.operand {
        case .none: nil
        case .scalar: "true"
        case .scalars: #"["a", 1, false]"#
        case .number: "2.5"
        case .string: #""x""#
        case .timestamp: #""2026-01-01T00:00:00+01:00""#
        case .version: #""1.2.3-beta.1""#
        }
    }

    @Test("every operator takes a value of its kind", arguments: Operator.allCases)
    func accepts(_ found: Operator) {
        expect([], found.rawValue, Self.valid(found))
    }

    @Test("an operator that takes no value refuses one", arguments: [Operator.exists, .notExists])
    func needless(_ found: Operator) {
        expect(
            ["1️⃣ error: operator '\(found.rawValue)' takes no value [operator-value] — remove 'value'"],
            found.rawValue, "1️⃣true")
    }

    @Test("every other operator needs a value", arguments: Operator.allCases.filter { $0.operand != .none })
    func missing(_ found: Operator) {
        expect(["9️⃣ error: member 'value' is missing [missing-member]"], found.rawValue, nil)
    }

    @Test(
        "a value of another kind is refused with what is needed",
        arguments: [
            ("equals", "1️⃣[1]", "a string, a number, or true or false, not a list"),
            ("includes", "1️⃣{}", "a string, a number, or true or false, not an object"),
            ("notEquals", "1️⃣null", "a string, a number, or true or false, not null"),
            ("in", "1️⃣\"x\"", "a list of scalars, not a string"),
            ("notIn", "1️⃣[]", "a list with at least one scalar, not an empty one"),
            ("in", "[1, 1️⃣[2]]", "a list of scalars, not a list"),
            ("greaterThan", "1️⃣\"5\"", "a number, not a string"),
            ("startsWith", "1️⃣5", "a string, not a number"),
            ("before", "1️⃣5", "an RFC 3339 timestamp, not a number"),
            ("semverLessThan", "1️⃣1.2", "a semantic version as a string, not a number"),
        ])
    func refuses(_ name: String, _ value: String, _ why: String) {
        expect(["1️⃣ error: operator '\(name)' needs \(why) [operator-value]"], name, value)
    }

    @Test("malformed timestamps and versions are refused")
    func malformed() {
        expect(
            [
                "1️⃣ error: '2026-01-01' is no RFC 3339 timestamp [invalid-timestamp] — write 2026-01-01T00:00:00Z"
            ], "after", "1️⃣\"2026-01-01\"")
        expect(["1️⃣ error: 'v1.2.3' is no semantic version [invalid-version]"], "semverEquals", "1️⃣\"v1.2.3\"")
    }

    @Test("an unknown operator names the nearest")
    func unknownOperator() {
        expect(
            ["8️⃣ error: there is no operator 'equal' [unknown-operator] — did you mean 'equals'?"], "equal", "1")
    }
}
