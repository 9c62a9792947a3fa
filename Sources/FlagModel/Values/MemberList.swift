import Documents

/// Collects the members of an object in order and leaves out the ones that have no value.
struct MemberList {
    private var members: [(name: String, value: JSONValue)] = []

    mutating func add(_ name: String, _ value: JSONValue?) {
        if let value { members.append((name: name, value: value)) }
    }

    mutating func add(_ name: String, text: String?) { add(name, text.map { JSONValue.string($0) }) }

    mutating func add(_ name: String, unlessEmpty list: [JSONValue]) {
        add(name, list.isEmpty ? nil : .array(list))
    }

    mutating func add(_ name: String, unlessEmpty object: JSONObject) {
        add(name, object.isEmpty ? nil : .object(object))
    }

    var json: JSONValue { .object(JSONObject(members)) }
}

extension JSONValue {
    /// A percentage of thousandths in minimal form, such as 12.5.
    static func percentage(_ thousandths: Int) -> JSONValue {
        // Thousandths.text writes digits and at most one point between digits, which is a JSON number.
        .number(JSONNumber(literal: Thousandths.text(thousandths))!)
    }

    /// An integer.
    static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

}
