import FlagModel
import FlagRepository
import Git

/// The audit trail of the branch, or of some flags, or of an environment.
public struct ShowLog: Sendable {
    /// Only these flags; all if empty.
    public var flags: [String]
    /// Only this environment.
    public var environment: String?
    /// At most this many commits.
    public var limit: Int?
    /// Only commits from this date or time on, or after this revision.
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
    public func run(_ session: Session) throws -> LogReport {
        let repository = try session.repository()
        let tip = try repository.headCommit()
        let snapshot = try repository.snapshot(at: tip)
        let filter = try filter(snapshot)
        let oldest = since.flatMap { Self.start(of: $0) }
        let stop = try oldest == nil ? since.map { try repository.git.commitID(of: $0) } : nil
        var steps: [LogReport.Step] = []
        var isCut = false
        try History(of: repository, endingWith: tip).forEach { step in
            if step.commit.id == stop { return false }
            if let oldest, step.commit.committer.time < oldest { return true }
            let changes = try step.changes(filter)
            guard !changes.isEmpty else { return true }
            if let limit, steps.count == limit {
                isCut = true
                return false
            }
            steps.append(
                LogReport.Step(commit: CommitReport(step.commit), changes: changes.map(ChangeReport.init)))
            return true
        }
        if steps.isEmpty, since == nil, environment == nil { try flags.forEach { _ = try snapshot.flagKey($0) } }
        return LogReport(steps: steps, isCut: isCut, isShallow: repository.git.isShallow)
    }

    /// The moment that a date or time stands for: a date's first second, in UTC.
    private static func start(of text: String) -> Int64? {
        let moment = CalendarDate(text).map { Timestamp("\($0)T00:00:00Z") } ?? Timestamp(text)
        return moment.map { Int64($0.unixSeconds) }
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
