extension JSONNode {
    /// The byte ranges of a list's elements or an object's members (name to value); `nil` for a scalar.
    var items: [Range<Int>]? {
        switch content {
        case .array(let elements): elements.map(\.range)
        case .object(let members): members.map { $0.nameRange.lowerBound..<$0.value.range.upperBound }
        case .null, .bool, .number, .string: nil
        }
    }

    /// Where among the items a step leads; `nil` if it leads nowhere.
    func itemIndex(of step: JSONPathElement) -> Int? {
        switch (step, content) {
        case (.index(let index), .array(let elements)): elements.indices.contains(index) ? index : nil
        case (.member(let name), .object(let members)): members.firstIndex { $0.name.hasSameBytes(as: name) }
        default: nil
        }
    }
}

extension JSONDocument {
    /// Follows a path as far as it exists; returns how many steps that are and where they lead.
    func deepestNode(on path: JSONPath) -> (depth: Int, node: JSONNode) {
        var node = root
        for (depth, step) in path.enumerated() {
            guard let next = node[step] else { return (depth, node) }
            node = next
        }
        return (path.count, node)
    }
}

extension JSONValue {
    /// Puts the value into new objects (and one-element lists, for index 0) for the rest of a path.
    func wrapped(in steps: ArraySlice<JSONPathElement>, of path: JSONPath) throws(JSONEditError) -> JSONValue {
        var value = self
        for step in steps.reversed() {
            switch step {
            case .member(let name): value = .object(JSONObject([(name, value)]))
            case .index(0): value = .array([value])
            case .index: throw .noSuchPath(path)
            }
        }
        return value
    }
}

extension [String] {
    /// Where a new name belongs among these: after the last one that `order` puts before it, else before the first one
    /// that it puts after it, else at the end.
    func insertionIndex(of name: String, order: [String]) -> Int {
        func rank(_ name: String) -> Int? { order.firstIndex { $0.hasSameBytes(as: name) } }
        guard let own = rank(name) else { return count }
        let ranks = map(rank)
        if let before = ranks.lastIndex(where: { ($0 ?? .max) < own }) { return before + 1 }
        return ranks.firstIndex { ($0 ?? -1) > own } ?? count
    }
}
