/// The name of a field within a document, such as `enabled` or `rules/regular-users`.
public struct FieldPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The names from the document down.
    public let names: [String]

    /// Creates a path from names.
    public init(_ names: [String]) { self.names = names }

    /// The document as a whole: it is created or removed.
    public static let document = FieldPath([])

    /// The names joined by `/`, with `/` in a name written `~1` and `~` written `~0` (RFC 6901); `.` for the document.
    public var description: String {
        names.isEmpty ? "." : names.map(Self.escaped).joined(separator: "/")
    }

    /// Orders by names.
    public static func < (a: FieldPath, b: FieldPath) -> Bool { a.names.lexicographicallyPrecedes(b.names) }

    private static func escaped(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "~") }) else { return name }
        return name.reduce(into: "") { result, character in
            switch character {
            case "~": result += "~0"
            case "/": result += "~1"
            default: result.append(character)
            }
        }
    }
}
