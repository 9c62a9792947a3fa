/// Changes a document by splicing byte ranges: what a change does not concern stays byte for byte.
///
/// New text follows the file: its indentation, line ends, spacing, and containers that stand on one line stay there.
/// An edit that throws leaves the document as it was.
public struct JSONEditor: Sendable {
    /// The document with all edits so far.
    public private(set) var document: JSONDocument

    /// Starts editing a document.
    public init(_ document: JSONDocument) { self.document = document }

    /// Replaces the value at a path, or adds it.
    ///
    /// An equal value changes no byte, and of a list or object only the parts that differ are written. A missing member
    /// is added, with missing objects around it, where `order` (names in canonical order) wants it in the object that
    /// exists, else last. An index equal to a list's count appends.
    public mutating func set(
        _ value: JSONValue, at path: JSONPath, order: [String] = []
    ) throws(JSONEditError) {
        var copy = self
        let (depth, node) = document.deepestNode(on: path)
        if depth == path.count {
            try copy.update(path, to: value)
        } else {
            guard node.items != nil else { throw .notAContainer(Array(path[..<depth])) }
            let new = try value.wrapped(in: path[(depth + 1)...], of: path)
            let container = Array(path[..<depth])
            switch (path[depth], node.content) {
            case (.member(let name), .object(let members)):
                let index = members.map(\.name).insertionIndex(of: name, order: order)
                try copy.splice { $0.insertion(of: new, named: name, at: index, in: container) }
            case (.index(let index), .array(let elements)) where index == elements.count:
                try copy.splice { $0.insertion(of: new, named: nil, at: index, in: container) }
            default: throw .noSuchPath(path)
            }
        }
        self = copy
    }

    /// Inserts an element into the list at a path, before the one at `index`; the list's count appends.
    public mutating func insert(_ value: JSONValue, at index: Int, in path: JSONPath) throws(JSONEditError) {
        let elements = try list(at: path)
        guard (0...elements.count).contains(index) else { throw .noSuchPath(path + [.index(index)]) }
        try splice { $0.insertion(of: value, named: nil, at: index, in: path) }
    }

    /// Removes a member or an element with its comma and its line.
    ///
    /// - Throws: `noSuchPath` if there is none, so that a removal is never silently nothing.
    public mutating func remove(at path: JSONPath) throws(JSONEditError) {
        guard let last = path.last else { throw .rootNotRemovable }
        let container = Array(path.dropLast())
        guard let node = document.node(at: container), let index = node.itemIndex(of: last) else {
            throw .noSuchPath(path)
        }
        try splice { $0.removal(at: index, in: container) }
    }

    /// Moves an element of a list, or a member of an object, so that it ends up at the index `to`.
    public mutating func move(from: Int, to: Int, in path: JSONPath) throws(JSONEditError) {
        guard let node = document.node(at: path) else { throw .noSuchPath(path) }
        guard let items = node.items else { throw .notAContainer(path) }
        for index in [from, to] where !items.indices.contains(index) { throw .noSuchPath(path + [.index(index)]) }
        if from == to { return }
        try splice { $0.move(from: from, to: to, in: path) }
    }

    private func list(at path: JSONPath) throws(JSONEditError) -> [JSONNode] {
        guard let node = document.node(at: path) else { throw .noSuchPath(path) }
        switch node.content {
        case .array(let elements): return elements
        case .object: throw .notAList(path)
        case .null, .bool, .number, .string: throw .notAContainer(path)
        }
    }

    /// Carries out one splice and reads the result again.
    mutating func splice(_ make: (JSONDocument) -> JSONSplice) throws(JSONEditError) {
        let bytes = make(document).applied(to: document.bytes)
        do throws(JSONSyntaxError) {
            document = try JSONDocument(parsing: bytes, limits: document.limits)
        } catch {
            throw .refused(error)
        }
    }
}

/// A replacement of some bytes by others.
struct JSONSplice: Equatable {
    var range: Range<Int>
    var replacement: [UInt8]

    func applied(to bytes: [UInt8]) -> [UInt8] {
        bytes[..<range.lowerBound] + replacement + bytes[range.upperBound...]
    }
}
