/// A parsed value with its place in the document.
public struct JSONNode: Sendable {
    /// What a node is.
    public enum Content: Sendable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// A number.
        case number(JSONNumber)
        /// A string.
        case string(String)
        /// A list's elements.
        case array([JSONNode])
        /// An object's members.
        case object([JSONMember])
    }

    /// What the node is.
    public let content: Content

    /// The bytes of the document that the value takes, brackets and quotes included.
    public let range: Range<Int>

    init(_ content: Content, _ range: Range<Int>) {
        self.content = content
        self.range = range
    }

    /// The value without positions.
    public var value: JSONValue {
        switch content {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(JSONObject(members.map { (name: $0.name, value: $0.value.value) }))
        }
    }

    /// The kind of the value as a message names it, such as "an object".
    public var kindName: String {
        switch content {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSONNode {
    /// Whether the node is `null`.
    public var isNull: Bool { if case .null = content { true } else { false } }

    /// The string; `nil` for anything else.
    public var string: String? { if case .string(let value) = content { value } else { nil } }

    /// The value of `true` or `false`; `nil` for anything else.
    public var bool: Bool? { if case .bool(let value) = content { value } else { nil } }

    /// The number; `nil` for anything else.
    public var number: JSONNumber? { if case .number(let value) = content { value } else { nil } }

    /// The list's elements; `nil` for anything else.
    public var array: [JSONNode]? { if case .array(let elements) = content { elements } else { nil } }

    /// The object's members; `nil` for anything else.
    public var object: [JSONMember]? { if case .object(let members) = content { members } else { nil } }

    /// The value of an object's member; `nil` if there is none or this is no object.
    public subscript(member name: String) -> JSONNode? {
        object?.first { $0.name.hasSameBytes(as: name) }?.value
    }

    /// The element of a list; `nil` if there is none or this is no list.
    public subscript(index: Int) -> JSONNode? {
        guard case .array(let elements) = content, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The node one step further.
    subscript(step: JSONPathElement) -> JSONNode? {
        switch step {
        case .member(let name): self[member: name]
        case .index(let index): self[index]
        }
    }
}

/// A member of a parsed object.
public struct JSONMember: Sendable {
    /// The name, unescaped.
    public let name: String

    /// The bytes of the document that the name takes, quotes included.
    public let nameRange: Range<Int>

    /// The member's value.
    public let value: JSONNode
}
