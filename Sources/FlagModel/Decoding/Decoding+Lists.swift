import Documents

extension Decoding {
    /// Reads every element of a list; nil where the node is no list.
    func list<Element>(_ node: JSONNode, _ read: (JSONNode) -> Element?) -> [Element]? {
        guard let nodes = node.array else {
            report(.wrongType(node, expected: "a list"), at: node)
            return nil
        }
        return nodes.compactMap(read)
    }

    /// Reads a list in which nothing comes twice.
    func set<Element: Hashable>(_ node: JSONNode, _ read: (JSONNode) -> Element?) -> [Element]? {
        var seen: Set<Element> = []
        return list(node) { element in
            guard let value = read(element) else { return nil }
            if !seen.insert(value).inserted { report(.duplicateEntry("\(value)"), at: element) }
            return value
        }
    }

    func object(_ node: JSONNode) -> [JSONMember]? {
        if let members = node.object { return members }
        report(.wrongType(node, expected: "an object"), at: node)
        return nil
    }

    /// A free object, as it is.
    func freeObject(_ node: JSONNode) -> JSONObject? {
        object(node) == nil ? nil : node.value.object
    }

    /// An object of strings.
    func stringObject(_ node: JSONNode) -> JSONObject? {
        guard let members = object(node) else { return nil }
        return JSONObject(
            members.compactMap { member in
                string(member.value).map { (name: member.name, value: JSONValue.string($0)) }
            })
    }
}

extension Problem {
    static func duplicateEntry(_ text: String) -> Problem {
        Problem("duplicate-entry", "'\(text)' is in the list twice", hint: "remove one of them")
    }
}
