import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// Whether what came into the branch since the watcher looked last may stand.
///
/// A watcher trusts the head that it first saw, unless it is given a root, and keeps what it verified in git's own folder.
/// On a history that may not stand nothing is raised; guards go on.
struct WatchedHistory {
    let repository: FlagRepository
    let session: Session
    /// The commit to trust from now on, as typed; what was kept is forgotten then.
    let root: String?

    private static let file = "watch-verified.json"

    /// Why nothing may be raised; nothing where every step may stand.
    ///
    /// What cannot be verified is doubted: guards go on.
    func doubt() async -> String? {
        do {
            return try await found()
        } catch {
            return "history cannot be verified: \(Failure(error).message)"
        }
    }

    private func found() async throws -> String? {
        let head = try repository.headCommit()
        let kept = root == nil ? try checkpoint() : nil
        guard try kept != nil || root != nil || isProtected(repository.snapshot(at: head)) else { return nil }
        guard kept?.commit != head else { return nil }
        let trusted = try root.map { try repository.commitID(at: $0) } ?? head
        let request = Verifier.Request(
            tip: head, root: kept == nil ? trusted : nil, checkpoint: kept, now: session.now)
        let found = try await Verifier(repository, request, location: session.location).run()
        let violations = found.violations.filter { $0.kind != .notRatified }
        guard let first = violations.first else {
            if let checkpoint = found.checkpoint { try keep(checkpoint) }
            return nil
        }
        let more = violations.count > 1 ? ", and \(violations.count - 1) more" : ""
        return "history does not verify: \(first.kind.name) \(first.commit.abbreviated()) \(first.message)\(more)"
    }

    /// Whether any policy is there to be broken.
    private func isProtected(_ base: Snapshot) throws -> Bool {
        try base.environmentKeys().contains { key in
            do {
                return try base.environment(key)?.policy != nil
            } catch RepositoryError.invalid {
                return true
            }
        }
    }

    private func checkpoint() throws -> Checkpoint? {
        guard let bytes = try repository.git.derivedFile(Self.file) else { return nil }
        do throws(JSONSyntaxError) {
            return Checkpoint(try JSONDocument(parsing: bytes, limits: JSONLimits(bytes: 64 << 20)).value)
        } catch {
            throw Failure(
                "bad-checkpoint", "what the watcher verified cannot be read: \(error.message)",
                hint: "name the commit to trust: flagctl watch --once --verify-root COMMIT")
        }
    }

    private func keep(_ checkpoint: Checkpoint) throws {
        try repository.git.replaceDerivedFile(Self.file, with: CanonicalJSON.bytes(of: checkpoint.json))
    }
}
