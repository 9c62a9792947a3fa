import Documents

/// Writes JsonLogic (https://jsonlogic.com) with what is known beforehand worked out.
enum Logic {
    static func operation(_ name: String, _ arguments: JSONValue...) -> JSONValue {
        .object(JSONObject([(name, .array(arguments))]))
    }

    static func operation(_ name: String, list arguments: [JSONValue]) -> JSONValue {
        .object(JSONObject([(name, .array(arguments))]))
    }

    static func variable(_ path: String) -> JSONValue { .object(JSONObject([("var", .string(path))])) }

    static func same(_ left: JSONValue, _ right: JSONValue) -> JSONValue { operation("===", left, right) }

    static func differs(_ left: JSONValue, _ right: JSONValue) -> JSONValue { operation("!==", left, right) }

    static func not(_ condition: JSONValue) -> JSONValue {
        if let truth = condition.bool { return .bool(!truth) }
        return operation("!", condition)
    }

    static func all(_ conditions: [JSONValue]) -> JSONValue { join("and", conditions, neutral: true) }

    static func any(_ conditions: [JSONValue]) -> JSONValue { join("or", conditions, neutral: false) }

    private static func join(_ name: String, _ conditions: [JSONValue], neutral: Bool) -> JSONValue {
        if conditions.contains(where: { $0.bool == !neutral }) { return .bool(!neutral) }
        let open = conditions.filter { $0.bool == nil }
        switch open.count {
        case 0: return .bool(neutral)
        case 1: return open[0]
        default: return operation(name, list: open)
        }
    }
}
