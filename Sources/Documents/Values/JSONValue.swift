/// A JSON value without its place in a file.
///
/// Numbers are equal by exact value, strings by their bytes, objects with the order of their members.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number.
    case number(JSONNumber)
    /// A string.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)
}

extension JSONValue: Hashable {
    /// Compares kinds and contents, strings by their bytes.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): value.hashBytes(into: &hasher)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}

extension JSONValue {
    /// Whether the value is `null`.
    public var isNull: Bool { if case .null = self { true } else { false } }

    /// The value of `true` or `false`; `nil` for anything else.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The number; `nil` for anything else.
    public var number: JSONNumber? { if case .number(let value) = self { value } else { nil } }

    /// The string; `nil` for anything else.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The list's elements; `nil` for anything else.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The object; `nil` for anything else.
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The value of an object's member; `nil` if there is none or this is no object.
    public subscript(_ member: String) -> JSONValue? { object?[member] }

    /// The element of a list; `nil` if there is none or this is no list.
    public subscript(_ index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The value at a path; `nil` if there is none.
    public subscript(path path: JSONPath) -> JSONValue? {
        var value = self
        for element in path {
            let next: JSONValue? =
                switch element {
                case .member(let name): value[name]
                case .index(let index): value[index]
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    /// Whether the value is a list or an object.
    var isContainer: Bool {
        switch self {
        case .array, .object: true
        case .null, .bool, .number, .string: false
        }
    }
}
