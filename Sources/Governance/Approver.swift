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
        let known = people?.people ?? []
        if let person = known.first(where: { $0.key.text == text }) {
            self.init(name: person.name, email: person.emails.first ?? "", person: person)
            return
        }
        guard let open = text.firstIndex(of: "<"), text.last == ">", !text.contains(where: \.isNewline) else {
            throw .unknown(text)
        }
        let name = text[..<open].split(separator: " ").joined(separator: " ")
        let email = String(text[text.index(after: open)...].dropLast())
        guard !name.isEmpty, email.contains("@"), !email.contains(" "), !email.contains("<") else {
            throw .unknown(text)
        }
        let person = known.first { $0.emails.contains { $0.lowercased() == email.lowercased() } }
        self.init(name: name, email: email, person: person)
    }

    /// Names an approver.
    public init(name: String, email: String, person: Person?) {
        self.name = name
        self.email = email
        self.person = person
    }

    /// `Name <email>`, as the trailer says it.
    public var text: String { "\(name) <\(email)>" }
}
