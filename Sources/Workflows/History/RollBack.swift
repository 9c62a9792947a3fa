import Evaluation
import FlagModel
import FlagRepository
import Git

/// Restores what flags did in an environment before their last change, or at another time, in one commit.
public struct RollBack: Sendable {
    /// Which flags.
    public var selection: Selection
    /// Where.
    public var environment: String
    /// The revision or date to go back to; each flag's last change where nothing is given.
    public var to: String?

    /// Names flags and environment.
    public init(_ selection: Selection, in environment: String, to: String? = nil) {
        self.selection = selection
        self.environment = environment
        self.to = to
    }

    /// Commits the restored states.
    ///
    /// Of a group or of all flags, those whose earlier state would raise exposure stay as they are and are named:
    /// their last change was an undo already.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let editing = try Editing(session: session, options: options)
        let repository = editing.repository
        return try await editing.run { draft in
            let environment = try draft.base.environmentKey(environment)
            let flags = try selection.flags(in: environment, of: draft.base)
            var lowered: [ObjectID: [FlagKey]] = [:]
            var unchanged: [FlagKey] = []
            var restored: [FlagKey] = []
            let sources = try sources(flags, environment, draft.base, repository)
            for flag in flags {
                guard let source = sources[flag] else {
                    unchanged.append(flag)
                    continue
                }
                let (step, snapshot) = source
                if selection.isCollective, to == nil, try raises(flag, environment, draft.base, snapshot) {
                    if let step { lowered[step, default: []].append(flag) }
                    continue
                }
                try restore(flag, environment, snapshot, &draft)
                restored.append(flag)
            }
            let notes = Self.notes(lowered, unchanged)
            return Editing.Intent(
                subject: "Roll back \(selection.text(restored.isEmpty ? flags : restored)) in \(environment)",
                operation: "rollback", flags: restored, environment: environment, reason: reason, notes: notes)
        }
    }

    /// What stays as it is, and why; flags of one commit together.
    private static func notes(_ lowered: [ObjectID: [FlagKey]], _ unchanged: [FlagKey]) -> [String] {
        var notes = lowered.sorted { $0.value[0] < $1.value[0] }.map { commit, flags in
            "left as they are, because commit \(commit.abbreviated()) lowered their exposure: "
                + "\(flags.map(\.text).joined(separator: ", ")); undo that with: flagctl revert \(commit.abbreviated())"
        }
        if !unchanged.isEmpty {
            notes.append("not changed since created: \(unchanged.map(\.text).joined(separator: ", "))")
        }
        return notes
    }

    private var reason: String? { to.map { "Restores the state of \($0)." } }

    /// Where each flag's earlier state is; with the step that left it, where that was looked for.
    private func sources(
        _ flags: [FlagKey], _ environment: EnvironmentKey, _ base: Snapshot, _ repository: FlagRepository
    ) throws -> [FlagKey: (ObjectID?, Snapshot)] {
        if let to {
            let snapshot = try repository.snapshot(at: repository.commitID(at: to))
            return Dictionary(uniqueKeysWithValues: flags.map { ($0, (nil, snapshot)) })
        }
        guard let head = base.commit else { return [:] }
        let documents = flags.map { DocumentKind.state(environment, $0) }
        let steps = try Undo(in: repository).lastChanges(of: documents, upTo: head)
        var found: [FlagKey: (ObjectID?, Snapshot)] = [:]
        for flag in flags {
            guard let step = steps[.state(environment, flag)],
                try step.before.document(.state(environment, flag)) != nil
            else { continue }
            found[flag] = (step.commit.id, step.before)
        }
        return found
    }

    private func restore(
        _ flag: FlagKey, _ environment: EnvironmentKey, _ snapshot: Snapshot, _ draft: inout Draft
    ) throws {
        guard try snapshot.document(.state(environment, flag)) != nil else {
            throw Failure(
                "no-state-then", "flag '\(flag)' did not exist in \(environment) at '\(to ?? "")'",
                hint: "turn it off instead: flagctl disable \(flag) --env \(environment)")
        }
        try draft.restore(.state(environment, flag), from: snapshot)
    }

    private func raises(
        _ flag: FlagKey, _ environment: EnvironmentKey, _ base: Snapshot, _ earlier: Snapshot
    ) throws -> Bool {
        guard let definition = try base.flag(flag), let now = try base.state(flag, in: environment),
            let then = try earlier.state(flag, in: environment)
        else { return false }
        let impact = Impact(
            from: FlagVersion(definition: definition, state: now), to: FlagVersion(definition: definition, state: then),
            population: Population(people: nil, shares: [:]))
        return impact.classification == .raising
    }
}
