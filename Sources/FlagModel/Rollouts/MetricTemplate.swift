/// A text with `{{name}}` where an argument stands.
public struct MetricTemplate: Sendable, Hashable {
    /// What the text is, which decides how an argument is written in it.
    public enum Language: Sendable, Hashable {
        /// PromQL: in a string literal an argument is escaped for that literal's quotes, elsewhere it stands as it is.
        case promQL
        /// A path of a URL: everything but unreserved characters is percent-encoded (RFC 3986).
        case path
        /// A text as it is.
        case plain
    }

    /// A placeholder that has no value.
    public struct MissingArgument: Error, Sendable, Hashable {
        /// The placeholder's name.
        public let name: String
    }

    private enum Part: Hashable {
        case text(String)
        case placeholder(String)
    }

    private let parts: [Part]

    /// Reads a template; a `{{` without a `}}` is text, and of three braces in a row the inner two count.
    public init(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let first = rest.firstDouble("{"), let close = rest[first...].firstDouble("}") {
            var open = first
            while let inner = rest[rest.index(after: open)..<close].firstDouble("{") { open = inner }
            parts.append(.text(String(rest[..<open])))
            let name = rest[rest.index(open, offsetBy: 2)..<close]
            parts.append(.placeholder(String(name.filter { !$0.isWhitespace })))
            rest = rest[rest.index(close, offsetBy: 2)...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts
    }

    /// The names of the placeholders, in order.
    public var placeholders: [String] {
        parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }

    /// The text with arguments in place.
    public func filled(_ arguments: [String: String], for language: Language) throws(MissingArgument) -> String {
        var text = ""
        var literal = PromQLLiteral()
        for part in parts {
            switch part {
            case .text(let plain):
                text += plain
                literal.pass(plain)
            case .placeholder(let name):
                guard let value = arguments[name] else { throw MissingArgument(name: name) }
                text += Self.escaped(value, for: language, in: literal)
            }
        }
        return text
    }

    private static func escaped(_ value: String, for language: Language, in literal: PromQLLiteral) -> String {
        switch language {
        case .plain: return value
        case .promQL: return literal.escaped(value)
        case .path:
            return value.utf8.reduce(into: "") { text, byte in
                let scalar = Unicode.Scalar(byte)
                let isUnreserved =
                    byte < 128
                    && (scalar.properties.isAlphabetic || (48...57).contains(byte) || "-._~".utf8.contains(byte))
                text +=
                    isUnreserved
                    ? String(Character(scalar))
                    : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}

extension Substring {
    /// Where a character stands twice in a row.
    fileprivate func firstDouble(_ character: Character) -> Index? {
        var index = startIndex
        while let found = self[index...].firstIndex(of: character) {
            let next = self.index(after: found)
            guard next < endIndex else { return nil }
            if self[next] == character { return found }
            index = next
        }
        return nil
    }
}
