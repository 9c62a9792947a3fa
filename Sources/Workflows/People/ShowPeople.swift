public import Documents
import FlagModel
import FlagRepository
import Git

/// The people of the repository, or one of them.
public struct ShowPeople: Sendable {
    /// The person; all where nothing is given.
    public var key: String?

    /// Names whom to show.
    public init(_ key: String? = nil) { self.key = key }

    /// Reads them.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> PeopleReport {
        let people = try session.snapshot(at: nil).people() ?? People()
        let shown = people.people.filter { key == nil || $0.key.text == key }
        if let key, shown.isEmpty {
            throw Failure(
                "unknown-person", "there is no person '\(key)'",
                hint: nearest(key, among: people.people.map(\.key.text)).map { "did you mean '\($0)'?" }
                    ?? "see them: flagctl people list")
        }
        return PeopleReport(
            people: shown.map { person in
                PeopleReport.Row(
                    key: person.key.text, name: person.name, emails: person.emails, roles: person.roles,
                    groups: people.groups.filter { $0.members.contains(person.key) }.map(\.key.text),
                    keys: person.usableKeys.map {
                        PeopleReport.Key(
                            type: $0.key.kind.rawValue, fingerprint: KeyFingerprint.text(of: $0.key.blob),
                            comment: $0.key.comment)
                    })
            })
    }
}

/// People.
public struct PeopleReport: Report {
    /// A public key.
    public struct Key: Sendable {
        /// Its type, such as `ssh-ed25519`.
        public let type: String
        /// What `ssh-keygen -l` calls it.
        public let fingerprint: String
        /// What stands behind it.
        public let comment: String
    }

    /// One person.
    public struct Row: Sendable {
        /// The key.
        public let key: String
        /// The name.
        public let name: String
        /// The addresses.
        public let emails: [String]
        /// What the person may approve as.
        public let roles: [String]
        /// The groups that the person is in.
        public let groups: [String]
        /// What the person signs with.
        public let keys: [Key]
    }

    /// In the order of the file.
    public let people: [Row]

    /// `{"people": [{"key", "name", "emails", "roles", "groups", "keys": [{"type", "fingerprint", "comment"}]}]}`.
    public var json: JSONValue { ["people": .array(people.map(\.json))] }
}

extension PeopleReport.Row {
    fileprivate var json: JSONValue {
        func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        return [
            "key": .string(key), "name": .string(name), "emails": texts(emails), "roles": texts(roles),
            "groups": texts(groups),
            "keys": .array(
                keys.map {
                    [
                        "type": .string($0.type), "fingerprint": .string($0.fingerprint),
                        "comment": .string($0.comment),
                    ]
                }),
        ]
    }
}
