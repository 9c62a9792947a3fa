import Documents
import FlagModel
import FlagRepository
import Git

/// Adds a person, or addresses, roles and keys to one; or takes them away.
public struct EditPerson: Sendable {
    /// What is done.
    public enum Action: Sendable {
        /// Added, the person too where there is none of the key.
        case add
        /// Removed: what is named, or the person where nothing is.
        case remove
    }

    /// What is added or removed.
    public struct Traits: Sendable {
        /// The person's name.
        public var name: String?
        /// E-mail addresses.
        public var emails: [String] = []
        /// Roles.
        public var roles: [String] = []
        /// Public keys: to add, texts of lines, each with what it is called in messages; to remove, lines or fingerprints.
        public var keys: [(name: String, text: String)] = []

        /// Nothing.
        public init() {}

        var isEmpty: Bool { name == nil && emails.isEmpty && roles.isEmpty && keys.isEmpty }
    }

    /// The person's key.
    public var key: String
    /// What is done.
    public var action: Action
    /// What is added or removed.
    public var traits: Traits

    /// Names the person and what is done.
    public init(_ key: String, _ action: Action, _ traits: Traits = Traits()) {
        self.key = key
        self.action = action
        self.traits = traits
    }

    /// Commits the change.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        guard let key = PersonKey(key) else {
            throw RepositoryError.invalidKey(self.key, why: PersonKey.problem(with: self.key) ?? "it is malformed")
        }
        let newKeys = action == .add ? try KeyArguments.keys(of: traits.keys) : []
        return try await Editing(session: session, options: options).run { draft in
            let people = try draft.base.people() ?? People()
            switch action {
            case .add: return try add(key, newKeys, people, &draft)
            case .remove: return try remove(key, people, &draft)
            }
        }
    }

    private func add(
        _ key: PersonKey, _ keys: [SSHPublicKey], _ people: People, _ draft: inout Draft
    ) throws -> Editing.Intent {
        try KeyArguments.refuseTaken(keys, by: people, for: key)
        guard var person = people.person(key) else {
            guard let name = traits.name, !traits.emails.isEmpty else {
                throw Failure(
                    "usage", "there is no person '\(key)' yet, and a new one needs a name and an e-mail address",
                    hint: nearest(key.text, among: people.people.map(\.key.text)).map { "did you mean '\($0)'?" }
                        ?? "add them: --name 'Maya R' --email maya@example.com", status: .usage)
            }
            let person = Person(
                key: key, name: name, emails: traits.emails, roles: traits.roles, keys: keys.map(\.line))
            if try draft.base.document(.people) == nil { try draft.create(.people, People().json) }
            try draft.edit(.people) { editor in
                try editor.insert(person.json, at: people.people.count, in: ["people"])
            }
            return Editing.Intent(subject: "Add \(name) (\(key)) to the people", operation: "people add")
        }
        person.name = traits.name ?? person.name
        person.emails += traits.emails.filter { email in
            !person.emails.contains { $0.lowercased() == email.lowercased() }
        }
        person.roles += traits.roles.filter { !person.roles.contains($0) }
        let known = Set(person.usableKeys.map(\.key.blob))
        person.keys += keys.filter { !known.contains($0.blob) }.map(\.line)
        try write(person, of: people, &draft)
        return Editing.Intent(subject: "Add to \(person.name) (\(key))\(what)", operation: "people add")
    }

    private func remove(_ key: PersonKey, _ people: People, _ draft: inout Draft) throws -> Editing.Intent {
        guard var person = people.person(key), let index = people.people.firstIndex(of: person) else {
            throw Failure(
                "unknown-person", "there is no person '\(key)'",
                hint: nearest(key.text, among: people.people.map(\.key.text)).map { "did you mean '\($0)'?" }
                    ?? "see them: flagctl people list")
        }
        guard traits.isEmpty else {
            try refuseUnheld(person)
            person.emails.removeAll { email in traits.emails.contains { $0.lowercased() == email.lowercased() } }
            person.roles.removeAll { traits.roles.contains($0) }
            for named in traits.keys { person.keys.remove(at: try KeyArguments.index(of: named.text, among: person)) }
            try write(person, of: people, &draft)
            return Editing.Intent(subject: "Take from \(person.name) (\(key))\(what)", operation: "people remove")
        }
        var notes: [String] = []
        try draft.edit(.people) { editor in
            for (place, group) in people.groups.enumerated() {
                guard let member = group.members.firstIndex(of: key) else { continue }
                try editor.remove(at: ["groups", .index(place), "members", .index(member)])
                notes.append("no longer in the group \(group.key)")
            }
            try editor.remove(at: ["people", .index(index)])
        }
        return Editing.Intent(
            subject: "Remove \(person.name) (\(key)) from the people", operation: "people remove", notes: notes)
    }

    /// What is not there cannot go, and somebody would believe that it is gone.
    private func refuseUnheld(_ person: Person) throws {
        let emails = person.emails.map { $0.lowercased() }
        if let role = traits.roles.first(where: { !person.roles.contains($0) }) {
            throw Failure(
                "not-held", "'\(person.key)' does not hold the role '\(role)'",
                hint: nearest(role, among: person.roles).map { "did you mean '\($0)'?" } ?? "flagctl people list")
        }
        if let email = traits.emails.first(where: { !emails.contains($0.lowercased()) }) {
            throw Failure(
                "not-held", "'\(person.key)' does not have the address '\(email)'", hint: "flagctl people list")
        }
    }

    private func write(_ person: Person, of people: People, _ draft: inout Draft) throws {
        guard let index = people.people.firstIndex(where: { $0.key == person.key }) else { return }
        let before = people.people[index]
        try draft.edit(.people) { editor in
            func set(_ name: String, _ value: JSONValue) throws {
                try editor.set(value, at: ["people", .index(index), .member(name)], order: Person.memberOrder)
            }
            func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
            if person.name != before.name { try set("name", .string(person.name)) }
            if person.emails != before.emails { try set("emails", texts(person.emails)) }
            if person.roles != before.roles { try set("roles", texts(person.roles)) }
            if person.keys != before.keys { try set("keys", texts(person.keys)) }
        }
    }

    /// What is added or taken, for the commit's first line.
    private var what: String {
        var parts = traits.roles.map { "role \($0)" } + traits.emails
        if !traits.keys.isEmpty { parts.append("ssh keys") }
        if traits.name != nil, action == .add { parts.append("a name") }
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }
}
