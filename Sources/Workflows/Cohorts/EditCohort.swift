import Documents
import FlagModel
import FlagRepository

/// Adds, changes or removes a cohort of an environment.
public struct EditCohort: Sendable {
    /// What is done.
    public enum Action: Sendable {
        /// A new cohort.
        case create
        /// An existing one changes.
        case edit
        /// It goes away.
        case remove
    }

    /// What a cohort is; what is not given stays or is left out.
    public struct Traits: Sendable {
        /// Its name for people.
        public var name: String?
        /// Who they are.
        public var description: String?
        /// The expected percentage of everybody, as typed.
        public var share: String?
        /// How long after the first release it follows, as ISO 8601.
        public var releaseDelay: String?
        /// The condition as JSON.
        public var match: String?
        /// An environment whose cohort of the same key is copied.
        public var like: String?

        /// Nothing given.
        public init() {}
    }

    /// The key.
    public var key: String
    /// Where.
    public var environment: String
    /// What is done.
    public var action: Action
    /// What it is.
    public var traits: Traits

    /// Names the cohort and what becomes of it.
    public init(_ key: String, in environment: String, _ action: Action, traits: Traits = Traits()) {
        self.key = key
        self.environment = environment
        self.action = action
        self.traits = traits
    }

    /// Commits the change.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await Editing(session: session, options: options).run { draft in
            let environment = try draft.base.environmentKey(environment)
            let verb: String
            switch action {
            case .create:
                try create(environment, &draft)
                verb = "Create"
            case .edit:
                try edit(environment, &draft)
                verb = "Edit"
            case .remove:
                try remove(environment, &draft)
                verb = "Remove"
            }
            return Editing.Intent(
                subject: "\(verb) cohort \(key) in \(environment)", operation: "cohort \(verb.lowercased())",
                environment: environment)
        }
    }

    private func create(_ environment: EnvironmentKey, _ draft: inout Draft) throws {
        guard let key = CohortKey(key) else {
            throw RepositoryError.invalidKey(self.key, why: CohortKey.problem(with: self.key) ?? "it is malformed")
        }
        if let like = traits.like {
            let source = try draft.base.environmentKey(like)
            guard let document = try draft.base.document(.cohort(source, key)) else {
                throw RepositoryError.unknownCohort(key.text, source, near: nil)
            }
            guard try draft.base.document(.cohort(environment, key)) == nil else {
                throw RepositoryError.exists(.cohort(environment, key))
            }
            try draft.set(.cohort(environment, key), to: document)
        } else {
            guard traits.match != nil else {
                throw Failure(
                    "usage", "a cohort needs a condition",
                    hint: #"write --match '{"attribute": "beta", "operator": "equals", "value": true}'"#, status: .usage
                )
            }
            let start: [(name: String, value: JSONValue)] = [
                ("$schema", "../../../.flagctl/schemas/cohort.schema.json"), ("key", .string(key.text)),
            ]
            return try draft.create(.cohort(environment, key), .object(JSONObject(start + values())))
        }
        try apply(.cohort(environment, key), &draft)
    }

    private func edit(_ environment: EnvironmentKey, _ draft: inout Draft) throws {
        try apply(.cohort(environment, try draft.base.cohortKey(key, in: environment)), &draft)
    }

    private func remove(_ environment: EnvironmentKey, _ draft: inout Draft) throws {
        let key = try draft.base.cohortKey(key, in: environment)
        let users = try draft.base.stateKeys(in: environment).filter {
            try draft.base.state($0, in: environment)?.rules.contains { $0.cohort == key } == true
        }
        if let user = users.first {
            throw Failure(
                "cohort-in-use", "cohort '\(key)' is targeted by \(users.map(\.text).joined(separator: ", "))",
                hint: "flagctl target \(user) --env \(environment) --cohort \(key) --remove")
        }
        let referring = try draft.base.cohortKeys(in: environment).filter {
            try draft.base.cohort($0, in: environment)?.match.cohortReferences.contains { $0.cohort == key } == true
        }
        if let other = referring.first {
            throw Failure(
                "cohort-in-use", "cohort '\(key)' is part of \(referring.map(\.text).joined(separator: ", "))",
                hint: "flagctl cohort edit \(other) --env \(environment) --match …")
        }
        try draft.remove(DocumentKind.cohort(environment, key).path)
    }

    private func apply(_ kind: DocumentKind, _ draft: inout Draft) throws {
        let values = try self.values()
        try draft.edit(kind) { editor in
            for (name, value) in values {
                try editor.set(value, at: [.member(name)], order: Cohort.memberOrder)
            }
        }
    }

    private func values() throws -> [(name: String, value: JSONValue)] {
        var values: [(name: String, value: JSONValue)] = []
        if let name = traits.name { values.append(("name", .string(name))) }
        if let description = traits.description { values.append(("description", .string(description))) }
        if let share = traits.share {
            guard let number = JSONNumber(literal: share) else {
                throw Failure("bad-percent", "'\(share)' is no percentage", status: .usage)
            }
            values.append(("share", .number(number)))
        }
        if let delay = traits.releaseDelay { values.append(("releaseDelay", .string(delay))) }
        if let match = traits.match {
            do throws(JSONSyntaxError) {
                values.append(("match", try JSONDocument(parsing: Array(match.utf8)).value))
            } catch {
                throw Failure(
                    error.rule, "--match, column \(error.position.column): \(error.message)", hint: error.hint,
                    status: .usage)
            }
        }
        return values
    }
}
