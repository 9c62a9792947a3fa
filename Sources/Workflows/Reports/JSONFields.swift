public import Documents

/// What a workflow found out, as the JSON document that scripts rely on (docs/reference/json.md).
public protocol Report: Sendable {
    /// The document; members may be added, never renamed.
    var json: JSONValue { get }
}

extension Report {
    /// The JSON document as text, indented, with a newline at the end.
    public var jsonText: String { CanonicalJSON.pretty(json) }
}

/// Builds an object member by member, leaving out what has no value.
struct JSONFields {
    private var members: [(name: String, value: JSONValue)] = []

    mutating func add(_ name: String, _ value: JSONValue?) {
        if let value { members.append((name, value)) }
    }

    mutating func add(_ name: String, _ text: String?) { add(name, text.map { .string($0) }) }
    mutating func add(_ name: String, _ number: Int?) { add(name, number.map { .number(JSONNumber($0)) }) }
    mutating func add(_ name: String, _ truth: Bool?) { add(name, truth.map { .bool($0) }) }

    /// What is wrong: `code`, `why` and, where there are any, `hint` and `findings`.
    mutating func add(_ failure: Failure) {
        add("code", failure.code)
        add("why", failure.message)
        add("hint", failure.hint)
        if !failure.findings.isEmpty { add("findings", .array(failure.findings.map(\.json))) }
    }

    var value: JSONValue { .object(JSONObject(members)) }

    static func build(_ body: (inout JSONFields) -> Void) -> JSONValue {
        var fields = JSONFields()
        body(&fields)
        return fields.value
    }
}

/// A number in thousandths of a percent.
public struct Percentage: Sendable, Hashable, Comparable {
    /// Thousandths of a percent, 0 to 100,000.
    public let thousandths: Int

    /// Wraps thousandths of a percent.
    public init(thousandths: Int) { self.thousandths = thousandths }

    /// As short as it can be, such as `25` or `12.5`.
    public var short: String {
        let fraction = thousandths % 1000
        guard fraction != 0 else { return "\(thousandths / 1000)" }
        var digits = "\(1000 + fraction)".dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(thousandths / 1000).\(digits)"
    }

    /// With three decimals, such as `25.000`.
    public var long: String { "\(thousandths / 1000).\("\(1000 + thousandths % 1000)".dropFirst())" }

    var json: JSONValue { JSONNumber(literal: short).map { .number($0) } ?? .null }

    /// Orders by value.
    public static func < (a: Percentage, b: Percentage) -> Bool { a.thousandths < b.thousandths }
}
