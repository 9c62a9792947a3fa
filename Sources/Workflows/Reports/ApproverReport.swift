public import Documents
public import Governance

/// Somebody who approved, and what shows it.
public struct ApproverReport: Report {
    /// The name.
    public let name: String
    /// The e-mail; empty where none is given.
    public let email: String
    /// What shows it; never printed as more than it is.
    public let level: EvidenceLevel

    init(_ name: String, _ email: String, level: EvidenceLevel) {
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
        EvidenceLevel.allCases.reversed().compactMap { level in
            let names = filter { $0.level == level }.map(name)
            return names.isEmpty ? nil : "\(names.joined(separator: ", ")) (\(level.rawValue))"
        }.joined(separator: ", ")
    }
}
