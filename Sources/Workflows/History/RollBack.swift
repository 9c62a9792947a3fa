import Documents
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
    /// Of a group or of all flags, those whose earlier state would raise exposure, or cannot be restored, stay as they are
    /// and are named: no single flag may hold the others up (docs/decisions/0003-rollback-and-revert.md).
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let editing = try Editing(session: session, options: options)
        let repository = editing.repository
        return try await editing.run { draft in
            let environment = try draft.base.environmentKey(environment)
            let flags = try selection.flags(in: environment, of: draft.base)
            let earlier = try earlier(flags, environment, draft.base, repository)
            var staying: [(why: String, flags: [FlagKey])] = []
            var unchanged: [FlagKey] = []
            var restored: [FlagKey] = []
            for flag in flags {
                guard let source = earlier[flag] else {
                    if !selection.isCollective { _ = try draft.base.requireState(flag, in: environment) }
                    unchanged.append(flag)
                    continue
                }
                if selection.isCollective, let why = try reasonToStay(flag, environment, draft.base, source) {
                    if let index = staying.firstIndex(where: { $0.why == why }) {
                        staying[index].flags.append(flag)
                    } else {
                        staying.append((why, [flag]))
                    }
                    continue
                }
                try restore(flag, environment, source, &draft)
                restored.append(flag)
            }
            return Editing.Intent(
                subject: "Roll back \(selection.text(restored.isEmpty ? flags : restored)) in \(environment)",
                operation: "rollback", flags: restored, environment: environment, reason: reason,
                notes: Self.notes(staying, unchanged))
        }
    }

    /// What stays as it is, and why; flags that stay for the same reason together.
    private static func notes(_ staying: [(why: String, flags: [FlagKey])], _ unchanged: [FlagKey]) -> [String] {
        var notes = staying.map { why, flags in
            "\(flags.map(\.text).listed) \(flags.count == 1 ? "stays" : "stay"): \(why)"
        }
        if !unchanged.isEmpty {
            notes.append("not changed since created: \(unchanged.map(\.text).joined(separator: ", "))")
        }
        return notes
    }

    private var reason: String? { to.map { "Restores the state of \($0)." } }

    /// Where a flag's earlier state is.
    private struct Earlier {
        let snapshot: Snapshot
        /// The step that left it, where that was looked for.
        let step: ObjectID?
    }

    private func earlier(
        _ flags: [FlagKey], _ environment: EnvironmentKey, _ base: Snapshot, _ repository: FlagRepository
    ) throws -> [FlagKey: Earlier] {
        if let to {
            let snapshot = try repository.snapshot(at: repository.commitID(at: to))
            return Dictionary(uniqueKeysWithValues: flags.map { ($0, Earlier(snapshot: snapshot, step: nil)) })
        }
        guard let head = base.commit else { return [:] }
        let documents = flags.map { DocumentKind.state(environment, $0) }
        let steps = try Undo(in: repository).lastChanges(of: documents, upTo: head)
        var found: [FlagKey: Earlier] = [:]
        for flag in flags {
            let kind = DocumentKind.state(environment, flag)
            guard let step = steps[kind], try step.before.bytes(at: kind.path) != nil else { continue }
            found[flag] = Earlier(snapshot: step.before, step: step.commit.id)
        }
        return found
    }

    private func restore(
        _ flag: FlagKey, _ environment: EnvironmentKey, _ earlier: Earlier, _ draft: inout Draft
    ) throws {
        guard try earlier.snapshot.document(.state(environment, flag)) != nil else {
            throw Failure(
                "no-state-then", "flag '\(flag)' did not exist in \(environment) at '\(to ?? "")'",
                hint: "turn it off instead: flagctl disable \(flag) --env \(environment)")
        }
        try draft.restore(.state(environment, flag), from: earlier.snapshot)
    }

    /// Why one of many flags is left as it is.
    private func reasonToStay(
        _ flag: FlagKey, _ environment: EnvironmentKey, _ base: Snapshot, _ earlier: Earlier
    ) throws -> String? {
        do {
            guard let then = try earlier.snapshot.state(flag, in: environment) else { return "not there then" }
            guard let definition = try base.flag(flag), let now = try base.state(flag, in: environment) else {
                return nil
            }
            let impact = Impact(
                from: FlagVersion(definition: definition, state: now),
                to: FlagVersion(definition: definition, state: then), population: Population(people: nil, shares: [:]))
            if impact.classification == .raising { return raisingText(flag, environment, earlier) }
            return try missing(then, definition, environment, base).map {
                "the earlier state needs \($0), which is gone"
            }
        } catch RepositoryError.invalid(let findings) {
            return "\(findings.first?.path ?? "a file") has errors; see them: flagctl validate"
        }
    }

    private func raisingText(_ flag: FlagKey, _ environment: EnvironmentKey, _ earlier: Earlier) -> String {
        if let step = earlier.step {
            return "the last change lowered exposure; take that back with: flagctl revert \(step.abbreviated())"
        }
        return "exposure was higher then; raise it with: "
            + "flagctl rollback \(flag) --env \(environment) --to \(shellQuoted(to ?? ""))"
    }

    /// What an earlier state names and is not there any more.
    private func missing(
        _ state: FlagState, _ definition: FeatureFlag, _ environment: EnvironmentKey, _ base: Snapshot
    ) throws -> String? {
        for rule in state.rules where try base.document(.cohort(environment, rule.cohort)) == nil {
            return "cohort '\(rule.cohort)'"
        }
        let known = Set(definition.variants.map(\.key))
        let served = state.rules.flatMap(\.serve.variants) + state.fallthrough.variants
        return served.first { !known.contains($0) }.map { "variant '\($0)'" }
    }
}
