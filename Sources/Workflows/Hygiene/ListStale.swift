import Connectors
import FlagModel
import FlagRepository
import Git

/// The flags that should go.
public struct ListStale: Sendable {
    /// Where evaluations are counted.
    public enum Metrics: Sendable {
        /// A server's page.
        case url(String)
        /// A page's text, and the file that it is of.
        case text(String, file: String)
    }

    /// The only environment that counts; all of them where nothing is given.
    public var environment: String?
    /// For how long a flag has to be constant (`30d`, `P30D`), or since which date or time.
    public var since: String
    /// Where evaluations are counted; nothing is said of those where nothing is given.
    public var metrics: Metrics?
    /// Where mentions are looked for, absolute; nowhere where nothing is given.
    public var folder: String?

    /// What ``since`` is where nobody says: shorter, and every flag that was just made would be among them.
    public static let defaultSpan = "30d"

    /// Says what to look at.
    public init(
        in environment: String? = nil, since: String = ListStale.defaultSpan, metrics: Metrics? = nil,
        folder: String? = nil
    ) {
        self.environment = environment
        self.since = since
        self.metrics = metrics
        self.folder = folder
    }

    /// Looks at the flags at HEAD and at the history behind it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) async throws -> StaleReport {
        let limit = try moment(session.now)
        let repository = try session.repository()
        let tip = try repository.headCommit()
        let snapshot = try repository.snapshot(at: tip)
        _ = try snapshot.settings()
        let place = try environment.map { try snapshot.environmentKey($0) }
        let evaluated = try await evaluations(in: place)
        let keys = try place.map { try snapshot.stateKeys(in: $0) } ?? snapshot.flagKeys()
        let flags = try keys.map { try snapshot.requireFlag($0) }
        let temporary = flags.filter { $0.lifecycle?.permanent != true }.map(\.key)
        let constant = try Constancy.since(of: temporary, in: place, of: repository, endingWith: tip)
        var report = StaleReport(
            commit: tip.hex, date: session.today?.text ?? "", environment: place?.text, since: limit.text)
        for flag in flags {
            let since = constant[flag.key]
            let isOld = since.map { Int($0.commit.committer.time) <= limit.unixSeconds } ?? false
            if let since, since.isAtLeast, !isOld { report.unknown.append(flag.key.text) }
            let stale = StaleReport.Flag(
                flag, today: session.today, constant: isOld ? since : nil, isEvaluated: evaluated?.says(flag))
            if let stale { report.flags.append(stale) }
        }
        if case .unknown(let why)? = evaluated { report.notes.append(why) }
        try await addMentions(to: &report, of: flags, session)
        return report
    }

    private func moment(_ now: Timestamp) throws -> Timestamp {
        if let date = CalendarDate(since), let moment = Timestamp("\(date)T23:59:59Z") { return moment }
        if let moment = Timestamp(since) { return moment }
        do {
            return Timestamp(unixSeconds: now.unixSeconds - (try DurationText.parse(since).seconds))
        } catch {
            throw Failure.usage(
                "'\(since)' is neither a span of time nor a date", hint: "write it as 30d, P30D or 2026-01-31")
        }
    }

    private func evaluations(in place: EnvironmentKey?) async throws -> EvaluatedFlags? {
        switch metrics {
        case nil: return nil
        case .text(let text, let file): return try EvaluatedFlags(text, in: place, called: file)
        case .url(let url):
            do {
                return try EvaluatedFlags(try await MetricsPage(url: url).text(), in: place, called: url)
            } catch let error as MetricsPage.Unread {
                throw Failure(
                    "no-metrics", error.why, hint: "is it running? its metrics are at http://HOST:PORT/metrics")
            }
        }
    }

    private func addMentions(to report: inout StaleReport, of flags: [FeatureFlag], _ session: Session) async throws {
        guard let folder else { return }
        let stale = Set(report.flags.map(\.key))
        let found = try await CodeMentions(
            of: flags.filter { stale.contains($0.key.text) }, in: folder, environment: session.location.environment)
        for place in report.flags.indices {
            report.flags[place].mentions = FlagKey(report.flags[place].key).map { found.report(of: $0) }
        }
        report.skipped = found.skipped.map { SkippedFile(path: $0.path, why: $0.why) }
    }
}

extension EvaluatedFlags {
    /// Whether a flag was evaluated; nil where it cannot be told.
    fileprivate func says(_ flag: FeatureFlag) -> Bool? {
        switch self {
        case .known(let keys): keys.contains(flag.key.text)
        case .unknown: nil
        }
    }
}
