import Documents
import FlagModel
import FlagRepository

/// Copies what flags serve from one environment to another.
public struct PromoteFlags: Sendable {
    /// Which flags.
    public var selection: Selection
    /// Where from.
    public var source: String
    /// Where to.
    public var target: String

    /// Names flags and both environments.
    public init(_ selection: Selection, from source: String, to target: String) {
        self.selection = selection
        self.source = source
        self.target = target
    }

    /// Commits the copies.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; one where a rule's cohort does not exist in the target.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await Editing(session: session, options: options).run { draft in
            let from = try draft.base.environmentKey(source)
            let to = try draft.base.environmentKey(target)
            guard from != to else {
                throw Failure("usage", "'\(from)' cannot be promoted to itself", status: .usage)
            }
            let flags = try selection.flags(in: from, of: draft.base)
            for flag in flags {
                _ = try draft.base.requireState(flag, in: from)
                try refuseMissingCohorts(of: flag, from, to, draft.base)
                try promote(flag, from, to, &draft)
            }
            return Editing.Intent(
                subject: "Promote \(selection.text(flags)) from \(from) to \(to)", operation: "promote",
                flags: flags, environment: to)
        }
    }

    /// Field by field where there is a state already, so that its bytes stay where nothing changes.
    private func promote(
        _ flag: FlagKey, _ from: EnvironmentKey, _ to: EnvironmentKey, _ draft: inout Draft
    ) throws {
        guard let theirs = try draft.base.document(.state(from, flag)) else { return }
        let ours = try draft.base.document(.state(to, flag))
        let merge = try FieldMerge(base: ours, ours: ours, theirs: theirs, kind: .state(to, flag))
        if merge.isChanged { try draft.set(.state(to, flag), to: merge.result) }
    }

    private func refuseMissingCohorts(
        of flag: FlagKey, _ from: EnvironmentKey, _ to: EnvironmentKey, _ base: Snapshot
    ) throws {
        let missing = try base.requireState(flag, in: from).rules.map(\.cohort).filter {
            try base.document(.cohort(to, $0)) == nil
        }
        guard let first = missing.first else { return }
        throw Failure(
            "undefined-cohort",
            "\(to) has no cohort \(missing.map { "'\($0)'" }.joined(separator: ", ")), which \(flag) targets in \(from)",
            hint: "create it first: flagctl cohort create \(first) --env \(to) --like \(from)")
    }
}
