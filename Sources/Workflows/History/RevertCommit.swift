import FlagModel
import FlagRepository
import Git

/// Takes one step of history back, field by field; later edits to other fields stay.
public struct RevertCommit: Sendable {
    /// The commit.
    public var commit: String
    /// Only its changes of these flags; all if empty.
    public var flags: [String]
    /// Only its changes in this environment.
    public var environment: String?

    /// Names the commit.
    public init(_ commit: String, flags: [String] = [], environment: String? = nil) {
        self.commit = commit
        self.flags = flags
        self.environment = environment
    }

    /// Commits the inverse.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; a conflict names both commits.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let editing = try Editing(session: session, options: options)
        let repository = editing.repository
        let id = try repository.git.commitID(of: commit)
        return try await editing.run { draft in
            guard let head = draft.base.commit else { throw GitError.unbornBranch(name: "HEAD") }
            let step = try History(of: repository, endingWith: head)
                .step(id, branch: try repository.currentBranch().name)
            let filter = try filter(step, draft.base)
            let undone = try step.changes(filter).filter {
                filter.environment == nil || $0.document.environment == filter.environment
            }
            guard !undone.isEmpty else {
                throw nothing(in: id, try step.changes(History.Filter()))
            }
            try Undo(in: repository).revert(step, flags: filter.flags, environment: filter.environment, in: &draft)
            let subject = MessageDetails(message: step.commit.message).subject
            return Editing.Intent(
                subject: Self.subject(undoing: subject), operation: "revert", flags: undone.flags,
                environment: undone.environment, reverts: id,
                reason: "Takes back commit \(id.hex).")
        }
    }

    /// What the step is narrowed to; a flag or an environment that it removed is named as well.
    private func filter(_ step: History.Step, _ base: Snapshot) throws -> History.Filter {
        let keys = try flags.map { text in
            let touched = try step.changes().flags.first { $0.text == text }
            return try touched ?? base.flagKey(text)
        }
        let place = try environment.map { text in
            if let key = EnvironmentKey(text), try step.before.environmentKeys().contains(key) { return key }
            return try base.environmentKey(text)
        }
        return History.Filter(flags: Set(keys), environment: place)
    }
}

extension RevertCommit {
    /// `Revert "…"`, and as git has it `Reapply "…"` for the undo of an undo.
    private static func subject(undoing subject: String) -> String {
        guard subject.hasPrefix("Revert \""), subject.hasSuffix("\"") else { return "Revert \"\(subject)\"" }
        return "Reapply " + subject.dropFirst("Revert ".count)
    }

    private func nothing(in commit: ObjectID, _ all: [FlagChange]) -> Failure {
        let name = commit.abbreviated()
        guard !all.isEmpty else {
            return Failure(
                "nothing-to-revert", "commit \(name) changes nothing in the flag repository",
                hint: "see what it did: git show \(name)")
        }
        let what = flags.isEmpty ? "" : " of \(flags.listed)"
        let place = environment.map { " in \($0)" } ?? ""
        return Failure(
            "nothing-to-revert", "commit \(name) changes nothing\(what)\(place)",
            hint: "see what it changes: flagctl diff \(name)~1..\(name)")
    }
}

extension [FlagChange] {
    /// The flags that the changes are about, sorted.
    var flags: [FlagKey] {
        Set(
            compactMap { change in
                switch change.document {
                case .flag(let key), .state(_, let key): key
                default: nil
                }
            }
        ).sorted()
    }

    /// The environment that all changes are in, if it is one.
    var environment: EnvironmentKey? {
        let environments = Set(
            map { change -> EnvironmentKey? in
                switch change.document {
                case .state(let environment, _), .cohort(let environment, _), .environment(let environment): environment
                default: nil
                }
            })
        return environments.count == 1 ? environments.first ?? nil : nil
    }
}
