extension JSONReader {
    mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONNode {
        let start = offset
        if depth > limits.depth { throw tooDeep() }
        var members: [JSONMember] = []
        var names = NameSet()
        offset += 1
        skipWhitespace()
        if bytes.byte(at: offset) != UInt8(ascii: "}") {
            repeat {
                let member = try member(depth: depth, in: start)
                if !limits.allowsDuplicateMembers, let first = names.insert(member.name, after: members) {
                    throw duplicate(member, of: first)
                }
                members.append(member)
            } while try comma(in: start, closing: UInt8(ascii: "}"))
        }
        offset += 1
        return JSONNode(.object(members), start..<offset)
    }

    private mutating func member(depth: Int, in container: Int) throws(JSONSyntaxError) -> JSONMember {
        let start = offset
        guard bytes.byte(at: offset) == UInt8(ascii: "\"") else { throw notAName(in: container) }
        let name = try string()
        let end = offset
        skipWhitespace()
        guard bytes.byte(at: offset) == UInt8(ascii: ":") else { throw noColon(after: end, in: container) }
        offset += 1
        skipWhitespace()
        let value = try value(depth: depth, in: container)
        return JSONMember(name: name, nameRange: start..<end, value: value)
    }
}

/// The names of an object that is being read: compared one by one while few, then by their hashes.
private struct NameSet {
    private struct Name: Hashable {
        let text: String

        static func == (left: Name, right: Name) -> Bool { left.text.hasSameBytes(as: right.text) }

        func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
    }

    private static let few = 16
    private var indices: [Name: Int] = [:]

    /// Adds a name; returns the earlier member that has it.
    mutating func insert(_ name: String, after members: [JSONMember]) -> JSONMember? {
        if members.count < Self.few { return members.first { $0.name.hasSameBytes(as: name) } }
        if members.count == Self.few {
            for (index, member) in members.enumerated() { indices[Name(text: member.name)] = index }
        }
        return indices.updateValue(members.count, forKey: Name(text: name)).map { members[$0] }
    }
}
