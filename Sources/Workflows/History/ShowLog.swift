import FlagModel
import FlagRepository
import Git
import Governance

/// The audit trail of the branch, or of some flags, or of an environment.
public struct ShowLog: Sendable {
    /// Only these flags; all if empty.
    public var flags: [String]
    /// Only this environment.
    public var environment: String?
    /// At most this many commits.
    public var limit: Int?
    /// Only what came after this revision, or from this date on; a day counts from its beginning, in UTC.
    public var since: String?

    /// Names what to show.
    public init(_ flags: [String] = [], in environment: String? = nil, limit: Int? = nil, since: String? = nil) {
        self.flags = flags
        self.environment = environment
        self.limit = limit
        self.since = since
    }

    /// Reads it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) async throws -> LogReport {
        let repository = try session.repository()
        let tip = try repository.headCommit()
        let snapshot = try repository.snapshot(at: tip)
        let filter = try filter(snapshot)
        let beginning = try since.map { try Beginning($0, repository.git) }
        var steps: [(commit: Commit, changes: [ChangeReport])] = []
        var isCut = false
        try History(of: repository, endingWith: tip).forEach { step in
            if try beginning?.excludes(step.commit, repository.git) == true || step.isCutOff { return false }
            let changes = try step.changes(filter)
            guard !changes.isEmpty else { return true }
            if let limit, steps.count == limit {
                isCut = true
                return false
            }
            steps.append((step.commit, changes.filter(\.isTold).map(ChangeReport.init)))
            return true
        }
        if steps.isEmpty, since == nil, environment == nil { try flags.forEach { _ = try snapshot.flagKey($0) } }
        let proven = try await ProvenApprovals.of(steps.map(\.commit), in: repository, location: session.location)
        let reports = steps.map { step in
            LogReport.Step(
                commit: CommitReport(step.commit, proven: proven[step.commit.id] ?? []), changes: step.changes)
        }
        return LogReport(steps: reports, isCut: isCut, isShallow: repository.git.isShallow)
    }

    /// A flag that is gone still has a history; only a word that was never a key is refused.
    private func filter(_ snapshot: Snapshot) throws -> History.Filter {
        let keys = try flags.map { text in
            guard let key = FlagKey(text) else { return try snapshot.flagKey(text) }
            return key
        }
        return History.Filter(flags: Set(keys), environment: try environment.map { try snapshot.environmentKey($0) })
    }
}

/// Where the audit trail begins.
private enum Beginning {
    case moment(Timestamp)
    case after(ObjectID)

    init(_ text: String, _ git: Repository) throws {
        if let moment = CalendarDate(text).flatMap({ Timestamp("\($0)T00:00:00Z") }) ?? Timestamp(text) {
            self = .moment(moment)
        } else {
            self = .after(try git.commitID(of: text))
        }
    }

    /// Whether a commit is too old.
    func excludes(_ commit: Commit, _ git: Repository) throws -> Bool {
        switch self {
        case .moment(let moment): commit.committer.time < moment.unixSeconds
        case .after(let id): try commit.id == id || git.isAncestor(commit.id, of: id)
        }
    }
}
