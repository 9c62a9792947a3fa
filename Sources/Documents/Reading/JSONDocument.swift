/// A JSON file: its bytes and what they say, every value with its place.
public struct JSONDocument: Sendable {
    /// The file's bytes.
    public let bytes: [UInt8]

    /// The outermost value.
    public let root: JSONNode

    /// The limits that edits of this document keep.
    let limits: JSONLimits

    /// Reads bytes by RFC 8259, strictly: UTF-8 without a byte order mark, no duplicate members, within the limits.
    ///
    /// - Throws: the first mistake, with its position.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        self.bytes = bytes
        self.limits = limits
        root = try bytes.withUnsafeBufferPointer { buffer throws(JSONSyntaxError) in
            var reader = JSONReader(bytes: buffer, limits: limits)
            return try reader.document()
        }
    }

    /// Writes a value in canonical style; it is nested at most ``JSONLimits/greatestDepth`` deep.
    public init(_ value: JSONValue) {
        let generous = JSONLimits(depth: JSONLimits.greatestDepth, bytes: .max, allowsDuplicateMembers: true)
        do {
            let document = try JSONDocument(parsing: CanonicalJSON.bytes(of: value), limits: generous)
            bytes = document.bytes
            root = document.root
            limits = .standard
        } catch {
            preconditionFailure("a value nested more than \(JSONLimits.greatestDepth) deep has no document")
        }
    }

    /// Finds the line and column of a byte; an offset past the end means the end.
    public func position(of offset: Int) -> SourcePosition {
        bytes.withUnsafeBufferPointer { SourcePosition(offset: offset, in: $0) }
    }

    /// Finds the node at a path; `nil` if there is none.
    public func node(at path: JSONPath) -> JSONNode? {
        var node = root
        for step in path {
            guard let next = node[step] else { return nil }
            node = next
        }
        return node
    }

    /// The whole document without positions.
    public var value: JSONValue { root.value }
}
