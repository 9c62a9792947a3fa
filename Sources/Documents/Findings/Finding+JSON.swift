extension Finding {
    /// The form for scripts; `line`, `column` and `hint` are `null` where there is none.
    public var json: JSONValue {
        [
            "path": .string(path),
            "line": position.map { .number(JSONNumber($0.line)) } ?? .null,
            "column": position.map { .number(JSONNumber($0.column)) } ?? .null,
            "severity": .string(severity.rawValue),
            "rule": .string(rule),
            "message": .string(message),
            "hint": hint.map(JSONValue.string) ?? .null,
        ]
    }
}
