import Documents

extension Decoding {
    /// A leaf that compares an attribute, with a value that its operator can use.
    func comparison(_ object: ObjectReader) -> Condition? {
        let path = object.required("attribute", attributePath)
        let found: Operator? = object.required("operator") {
            word($0, rule: "unknown-operator", noun: "operator")
        }
        guard let found else { return nil }
        let value: JSONValue?
        if found.operand == .none {
            if let node = object["value"] { report(.needlessValue(found), at: node) }
            value = nil
        } else {
            value = object.required("value") { fits($0, found) ? $0.value : nil }
            guard value != nil else { return nil }
        }
        return path.map { .attribute(path: $0, operator: found, value: value) }
    }

    /// Whether the value is what the operator takes; reports it where it is not.
    private func fits(_ node: JSONNode, _ found: Operator) -> Bool {
        switch found.operand {
        case .none: return true
        case .scalar: return isScalar(node) || refuse(node, found, "a string, a number, or true or false")
        case .number: return node.number != nil || refuse(node, found, "a number")
        case .string: return node.string != nil || refuse(node, found, "a string")
        case .scalars:
            guard let elements = node.array else { return refuse(node, found, "a list of scalars") }
            guard !elements.isEmpty else { return refuse(node, found, "a list with at least one scalar") }
            return elements.filter { !isScalar($0) && !refuse($0, found, "a list of scalars") }.isEmpty
        case .timestamp:
            guard let text = node.string else { return refuse(node, found, "an RFC 3339 timestamp") }
            if Timestamp(text) != nil { return true }
            report(.invalidTimestamp(text), at: node)
            return false
        case .version:
            guard let text = node.string else { return refuse(node, found, "a semantic version as a string") }
            if SemanticVersion(text) != nil { return true }
            report(.invalidVersion(text), at: node)
            return false
        }
    }

    private func isScalar(_ node: JSONNode) -> Bool {
        switch node.content {
        case .bool, .number, .string: true
        case .null, .array, .object: false
        }
    }

    private func refuse(_ node: JSONNode, _ found: Operator, _ expected: String) -> Bool {
        report(.operatorValue(found, expected, node.array?.isEmpty == true ? "an empty one" : node.kindName), at: node)
        return false
    }
}

extension Problem {
    fileprivate static func needlessValue(_ found: Operator) -> Problem {
        Problem("operator-value", "operator '\(found.rawValue)' takes no value", hint: "remove 'value'")
    }

    fileprivate static func operatorValue(_ found: Operator, _ expected: String, _ kind: String) -> Problem {
        var hint: String?
        if kind == "null" { hint = "ask for a missing attribute with the operator 'notExists'" }
        if kind == "a list", found == .equals { hint = "use the operator 'in'" }
        if kind == "a list", found == .notEquals { hint = "use the operator 'notIn'" }
        return Problem("operator-value", "operator '\(found.rawValue)' needs \(expected), not \(kind)", hint: hint)
    }

    fileprivate static func invalidVersion(_ text: String) -> Problem {
        Problem("invalid-version", "'\(text)' is no semantic version", hint: "write it as 1.4.0 or 2.0.0-beta.1")
    }
}
