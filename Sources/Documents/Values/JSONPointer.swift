/// A way to a value of a document as RFC 6901 writes it: `/queue/0/depth`, with `~1` for a slash and `~0` for a tilde.
public struct JSONPointer: Sendable, Hashable {
    /// A step that leads nowhere.
    public struct Missing: Error, Sendable, Hashable {
        /// The pointer up to where it leads nowhere.
        public let pointer: String
        /// What is there instead, such as "an object without the member 'depth'".
        public let found: String
    }

    /// The pointer as written.
    public let text: String
    private let steps: [String]

    /// Reads a pointer; nil where the text is none. An empty one means the whole document.
    public init?(_ text: String) {
        self.text = text
        guard !text.isEmpty else {
            steps = []
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts[0].isEmpty else { return nil }
        var steps: [String] = []
        for part in parts.dropFirst() {
            guard let step = Self.unescaped(part) else { return nil }
            steps.append(step)
        }
        self.steps = steps
    }

    /// The value that the pointer leads to from a document's root.
    public func node(from root: JSONNode) throws(Missing) -> JSONNode {
        var node = root
        for (index, step) in steps.enumerated() {
            guard let next = Self.step(step, from: node) else {
                let passed = text.split(separator: "/", omittingEmptySubsequences: false).prefix(index + 1)
                throw Missing(pointer: passed.joined(separator: "/"), found: Self.found(node, without: step))
            }
            node = next
        }
        return node
    }

    private static func step(_ step: String, from node: JSONNode) -> JSONNode? {
        if let index = index(step), let element = node[index] { return element }
        return node[member: step]
    }

    /// Digits without leading zeros; `-` means the element after the last one, which is never there.
    private static func index(_ step: String) -> Int? {
        guard step == "0" || !step.hasPrefix("0"), step.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(step)
    }

    private static func found(_ node: JSONNode, without step: String) -> String {
        switch node.content {
        case .object: "an object without the member '\(step)'"
        case .array(let elements): "a list of \(elements.count) without the element '\(step)'"
        case .null, .bool, .number, .string: node.kindName
        }
    }

    private static func unescaped(_ part: Substring) -> String? {
        var text = ""
        var scalars = part.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "~" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "0": text.unicodeScalars.append("~")
            case "1": text.unicodeScalars.append("/")
            default: return nil
            }
        }
        return text
    }
}
