public import FlagModel

/// Somebody who is said to have approved a change.
public struct Approver: Sendable, Hashable {
    /// Their name.
    public let name: String
    /// Their e-mail.
    public let email: String
    /// Who that is among the repository's people, where it is somebody.
    public let person: Person?

    /// Why a text names nobody.
    public enum Problem: Error, Sendable, Hashable {
        /// Neither a person's key nor `Name <email>`.
        case unknown(String)
    }

    /// Reads a person's key or `Name <email>`.
    ///
    /// - Throws: ``Problem/unknown(_:)``.
    public init(_ text: String, people: People?) throws(Problem) {
        if let person = PersonKey(text).flatMap({ people?.person($0) }) {
            self.init(name: person.name, email: person.emails.first ?? "", person: person)
            return
        }
        let scalars = text.unicodeScalars
        guard scalars.last == ">", let open = scalars.firstIndex(of: "<") else { throw .unknown(text) }
        let name = String(scalars[..<open]).split(separator: " ").joined(separator: " ")
        let email = String(scalars[scalars.index(after: open)...].dropLast())
        guard Self.isName(name), Self.isAddress(email) else { throw .unknown(text) }
        self.init(name: name, email: email, person: people?.person(email: email))
    }

    /// Names an approver.
    public init(name: String, email: String, person: Person?) {
        self.name = name
        self.email = email
        self.person = person
    }

    /// Whether there is an address, with a person and a host, by which they can be told from others.
    var hasAddress: Bool { Self.isAddress(email) }

    /// `Name <email>`, as the trailer says it.
    public var text: String { "\(name) <\(email)>" }

    /// Whether a text can stand before an address in one line of a message.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: false
                default: scalar != "<" && scalar != ">"
                }
            }
    }

    /// Whether a text is a person and a host, as people.json has them.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && isName(text)
            && !text.unicodeScalars.contains { $0.properties.isWhitespace }
    }
}
