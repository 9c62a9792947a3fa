import Documents

/// Reads the members of an object that has a known set of them.
struct ObjectReader {
    let node: JSONNode
    let members: [JSONMember]
    private let decoding: Decoding

    /// Takes an object and reports members that it should not have; nil where the node is no object.
    init?(_ node: JSONNode, _ noun: String, members known: [String], in decoding: Decoding) {
        guard let members = node.object else {
            decoding.report(.wrongType(node, expected: "\(noun) as an object"), at: node)
            return nil
        }
        self.node = node
        self.members = members
        self.decoding = decoding
        for member in members where !known.contains(member.name) && !member.name.hasPrefix("x-") {
            decoding.report(.unknownMember(member.name, noun, known: known), at: member.nameRange.lowerBound)
        }
    }

    subscript(name: String) -> JSONNode? {
        for member in members where member.name == name { return member.value }
        return nil
    }

    /// Reads a member that may be missing; nil where it is, or where it cannot be read.
    func optional<Value>(_ name: String, _ read: (JSONNode) -> Value?) -> Value? {
        guard let value = self[name] else { return nil }
        return read(value)
    }

    /// Reads a member and reports where it is missing, at the object's start.
    func required<Value>(_ name: String, _ read: (JSONNode) -> Value?) -> Value? {
        guard let value = self[name] else {
            decoding.report(.missingMember(name), at: node)
            return nil
        }
        return read(value)
    }
}

extension Problem {
    static func wrongType(_ node: JSONNode, expected: String) -> Problem {
        Problem("wrong-type", "expected \(expected), found \(node.kindName)")
    }

    static func unknownMember(_ name: String, _ noun: String, known: [String]) -> Problem {
        let near = nearest(name, among: known).map { "did you mean '\($0)'?" }
        return Problem(
            "unknown-member", "\(noun) has no member '\(name)'",
            hint: near ?? "remove it, or start its name with 'x-' to keep it as your own")
    }

    static func missingMember(_ name: String) -> Problem {
        Problem("missing-member", "member '\(name)' is missing", hint: "add \"\(name)\"")
    }
}
