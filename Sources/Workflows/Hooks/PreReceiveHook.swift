import FlagModel
import FlagRepository
import Git
import Governance

/// git's `pre-receive`: what is pushed to the protected branch may stand, as `flagctl verify` sees it.
///
/// It reads the objects that git keeps apart until it agrees, and writes nothing.
public struct PreReceiveHook: Sendable {
    /// The lines that git gives: old id, new id, ref.
    public var updates: String

    /// Takes git's lines.
    public init(updates: String) { self.updates = updates }

    /// Checks the updates of the protected branch; gives nothing where all may stand.
    ///
    /// - Throws: a ``Failure`` where the push is to be refused, or a line or an object cannot be read.
    public func run(_ session: Session) async throws {
        let repository = try session.repository()
        for line in updates.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count == 3 else {
                throw Failure("usage", "git gave '\(line)', which is no update of a ref", status: .usage)
            }
            let (old, new) = (Self.id(words[0]), Self.id(words[1]))
            guard words[2] == "refs/heads/\(try protectedBranch(repository, old, new))" else { continue }
            guard let new else {
                throw Failure("protected-branch", "the protected branch is not deleted")
            }
            try await check(new, after: old, repository, session)
        }
    }

    /// What the branch itself says; before its first commit, what that one says.
    private func protectedBranch(_ repository: FlagRepository, _ old: ObjectID?, _ new: ObjectID?) throws -> String {
        let main = try repository.git.settledBranch()
        guard let commit = main ?? old ?? new else { return "main" }
        return try Rulebook(repository.snapshot(at: commit)).protectedBranch
    }

    private func check(
        _ new: ObjectID, after old: ObjectID?, _ repository: FlagRepository, _ session: Session
    ) async throws {
        let request = Verifier.Request(tip: new, root: old, now: session.now, keepsResults: false)
        let report = VerificationReport(
            try await Verifier(repository, request, location: session.location).run())
        let violations = report.violations.filter { $0.code != "not-ratified" }
        guard let first = violations.first else { return }
        let lines = violations.flatMap { violation in
            ["\(violation.code) \(violation.commit.prefix(8)) \(violation.scope ?? ""): \(violation.message)"]
                + violation.rejections.map { "  \($0.text)" }
        }
        let isRewritten = first.code == "history-rewritten"
        throw Failure(
            first.code, "the push is refused\n  " + lines.joined(separator: "\n  "),
            hint: isRewritten
                ? "bring in what is there first: git pull --rebase"
                : "propose it on a branch, have it approved, and land it: flagctl land BRANCH")
    }

    private static func id(_ text: String) -> ObjectID? {
        text.allSatisfy { $0 == "0" } ? nil : ObjectID(hex: text)
    }
}

extension Repository {
    /// The commit that HEAD's branch is at; nothing where it has none.
    fileprivate func settledBranch() throws(GitError) -> ObjectID? {
        switch try head() {
        case .branch(_, let commit), .detached(let commit): commit
        case .unborn: nil
        }
    }
}
