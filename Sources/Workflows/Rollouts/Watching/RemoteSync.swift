import FlagModel
import FlagRepository
import Git

/// Keeps a watcher's branch and the remote's together.
struct RemoteSync {
    let repository: FlagRepository
    let remote: String
    let session: Session

    private let editing: Editing

    private var git: Repository { repository.git }

    init(_ editing: Editing) throws {
        self.editing = editing
        repository = editing.repository
        session = editing.session
        remote = try Publication(editing: editing).remote()
    }

    /// Takes over what others published.
    ///
    /// A watcher's own commits that nobody has yet give way to the remote's: their decisions are made again, on what is
    /// there now. What was said of messages is said again on top of theirs. Commits of people are never moved.
    ///
    /// - Returns: whether commits of flagctl's own are here and not there: an earlier look's, or what was said again.
    /// - Throws: a ``Failure`` where the branches went apart otherwise.
    @discardableResult
    func pull() async throws -> Bool {
        var said: Set<Delivery.Slot> = []
        return try await pull(saying: &said)
    }

    /// The same, naming the deliveries whose records were said again because others had none.
    func pull(saying said: inout Set<Delivery.Slot>) async throws -> Bool {
        let (branch, head) = try repository.currentBranch()
        guard let tip = try await git.fetch(remote: remote, branch: branch), tip != head else { return false }
        if try git.isAncestor(tip, of: head) { return try ownCommits(head, notIn: tip) != nil }
        let isBehind = try git.isAncestor(head, of: tip)
        let own = try isBehind ? [] : ownCommits(head, notIn: tip)
        guard let own else {
            throw Failure(
                "diverged", "'\(branch.name)' and that of '\(remote)' went apart",
                hint: "bring them together: git pull --rebase \(remote) \(branch)", status: .conflict)
        }
        let kept = try kept(own, at: head, since: tip)
        try take(tip, from: head, on: branch)
        if !kept.isEmpty {
            var slots: Set<Delivery.Slot> = []
            _ = try await editing.commit(
                { try kept.apply(to: &$0, said: &slots) }, changeID: session.changeID(), replacing: nil)
            said = slots
        }
        return !said.isEmpty
    }

    /// What own commits say of messages.
    private func kept(_ paths: Set<String>, at head: ObjectID, since tip: ObjectID) throws -> KeptDeliveries {
        // A branch that shares nothing with the remote's is refused before.
        let base = try git.mergeBase(head, tip) ?? head
        return try KeptDeliveries(paths, at: repository.snapshot(at: head), since: repository.snapshot(at: base))
    }

    private func take(_ tip: ObjectID, from head: ObjectID, on branch: BranchName) throws {
        let lock = try git.lock()
        defer { withExtendedLifetime(lock) {} }
        let paths = try git.changes(from: git.commit(head).tree, to: git.commit(tip).tree).map(\.path)
        try git.publish(
            commit: tip, on: branch, from: head, paths: paths, message: "flagctl: watch takes over \(remote)",
            by: git.author(now: session.moment), lock: lock)
    }

    /// Publishes the branch; false where others published first.
    func push() async throws -> Bool {
        let (branch, head) = try repository.currentBranch()
        do {
            return try await git.push(remote: remote, branch: branch) != .nonFastForward
        } catch GitError.remoteFailed(let complaint) {
            // Who pushes at the same moment is told that a reference is locked, not that it has moved.
            guard let tip = try await git.fetch(remote: remote, branch: branch), try !git.isAncestor(tip, of: head)
            else {
                throw GitError.remoteFailed(complaint)
            }
            return false
        }
    }

    /// The files that commits about messages touch which the remote does not have; nothing where one of the commits that
    /// it lacks is a person's.
    ///
    /// A trailer is a claim: what a commit touches has to fit it.
    private func ownCommits(_ head: ObjectID, notIn tip: ObjectID) throws -> Set<String>? {
        var own: Set<String> = []
        for commit in try git.strictCommits(of: head, notIn: tip) {
            guard commit.parents.count == 1 else { return nil }
            let paths = try git.changes(from: git.commit(commit.parents[0]).tree, to: commit.tree).map(\.path)
            let operation = MessageDetails(message: commit.message).operation ?? ""
            if operation.hasPrefix(RunSteps.operation), paths.allSatisfy({ $0.hasPrefix("environments/") }) { continue }
            guard DeliveryCommit.Operation.ofSenders.contains(operation), KeptDeliveries.covers(paths) else {
                return nil
            }
            own.formUnion(paths)
        }
        return own
    }
}
