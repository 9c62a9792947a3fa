extension Finding {
    /// The form for scripts; `hint` is `null` where there is none.
    public var json: JSONValue {
        [
            "path": .string(path),
            "line": .number(JSONNumber(place.line)),
            "column": .number(JSONNumber(place.column)),
            "severity": .string(severity.rawValue),
            "rule": .string(rule),
            "message": .string(message),
            "hint": hint.map(JSONValue.string) ?? .null,
        ]
    }
}
