/// The way from a document's root to a value.
public typealias JSONPath = [JSONPathElement]

/// One step of a path: a member of an object or an element of a list.
public enum JSONPathElement: Sendable {
    /// The member of this name.
    case member(String)
    /// The element at this index, from 0.
    case index(Int)
}

extension JSONPathElement: Hashable {
    /// Compares names by their bytes.
    public static func == (left: JSONPathElement, right: JSONPathElement) -> Bool {
        switch (left, right) {
        case (.member(let left), .member(let right)): left.hasSameBytes(as: right)
        case (.index(let left), .index(let right)): left == right
        case (.member, _), (.index, _): false
        }
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .member(let name): name.hashBytes(into: &hasher)
        case .index(let index): hasher.combine(index)
        }
    }
}

extension JSONPathElement: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// Makes the step to a member.
    public init(stringLiteral value: String) { self = .member(value) }

    /// Makes the step to an element.
    public init(integerLiteral value: Int) { self = .index(value) }
}

extension [JSONPathElement] {
    /// The path as people write it: `rules[0].serve`; names that are no plain words stand in quotes (`["a b"]`).
    public var text: String {
        var text = ""
        for element in self {
            switch element {
            case .index(let index): text += "[\(index)]"
            case .member(let name) where name.isPlainName: text += text.isEmpty ? name : ".\(name)"
            case .member(let name): text += "[\(CanonicalJSON.compact(.string(name)))]"
            }
        }
        return text
    }
}

extension String {
    fileprivate var isPlainName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "$"): true
                default: false
                }
            }
    }
}
