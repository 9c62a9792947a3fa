public import Documents

/// Somebody who approved, and what shows it.
public struct ApproverReport: Report {
    /// What shows an approval, weakest first; never printed as more than it is.
    public enum Level: String, Sendable, Hashable, CaseIterable {
        /// The commit's trailers say so.
        case claimed
        /// A forge's reviews say so, attested by its own key.
        case forge
        /// A signed statement says so.
        case signed
    }

    /// The name.
    public let name: String
    /// The e-mail; empty where none is given.
    public let email: String
    /// What shows it.
    public let level: Level

    init(_ name: String, _ email: String, level: Level) {
        self.name = name
        self.email = email
        self.level = level
    }

    /// `Name <email>`, or the name alone.
    public var text: String { PersonReport(name: name, email: email).text }

    /// `{"name", "email", "level"}`.
    public var json: JSONValue {
        ["name": .string(name), "email": .string(email), "level": .string(level.rawValue)]
    }
}

extension [ApproverReport] {
    /// `Priya N <priya@example.com> (claimed)`, people of one level together, the strongest level first.
    public func text(_ name: (ApproverReport) -> String = \.text) -> String {
        ApproverReport.Level.allCases.reversed().compactMap { level in
            let names = filter { $0.level == level }.map(name)
            return names.isEmpty ? nil : "\(names.joined(separator: ", ")) (\(level.rawValue))"
        }.joined(separator: ", ")
    }
}
