public import Communications
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Everything that the site tells of one commit.
public struct GatherSite: Sendable {
    /// The revision or date; HEAD where nothing is given.
    public var at: String?
    /// Where the site is served, an address of http or https; the address that channels.json has where nothing is given.
    public var base: String?

    /// Whether nothing else of this process reads the repository meanwhile.
    public var isAlone: Bool

    /// Names the commit.
    public init(at: String? = nil, base: String? = nil, isAlone: Bool = false) {
        self.at = at
        self.base = base
        self.isAlone = isAlone
    }

    /// Reads documents and history.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> SiteContent {
        let repository = try session.repository()
        let tip = try at.map { try repository.commitID(at: $0) } ?? repository.headCommit()
        let snapshot = try repository.snapshot(at: tip)
        _ = try snapshot.settings()
        let moment = Timestamp(unixSeconds: Int(try repository.git.commit(tip).committer.time))
        var content = SiteContent(commit: tip.hex, time: moment)
        content.base = try base.map(Self.checked) ?? snapshot.channels()?.site
        content.environments = try snapshot.environments()
        for environment in content.environments {
            content.cohorts[environment.key] = try snapshot.cohortKeys(in: environment.key)
                .compactMap { try snapshot.cohort($0, in: environment.key) }
                .sorted { ($0.releaseDelay?.seconds ?? 0, $0.key) < ($1.releaseDelay?.seconds ?? 0, $1.key) }
        }
        let history = try SiteHistory(session, endingWith: tip, isAlone: isAlone)
        content.entries = history.steps.map(\.entry).filter { !$0.changes.isEmpty }
        content.isCutOff = history.isCutOff
        content.genesis = history.isCutOff ? nil : history.oldest?.id.hex
        let flags = try SiteFlags(
            snapshot, content.environments, history, base: try Self.base(of: history, repository))
        content.flags = flags.flags
        content.formerPlaces = flags.former
        content.runs = try SiteRuns(snapshot, history, at: moment).runs(in: content.environments.map(\.key))
        content.messages = try SiteMessages(snapshot, at: moment).messages(of: content.runs)
        content.feedback = try snapshot.allFeedback()
        return content.withoutAddresses()
    }

    /// How things stood where a shallow clone ends.
    private static func base(of history: SiteHistory, _ repository: FlagRepository) throws -> SiteExposures.Base? {
        guard history.isCutOff, let oldest = history.oldest else { return nil }
        return SiteExposures.Base(
            snapshot: try repository.snapshot(at: oldest.id), commit: oldest.id.hex,
            time: Timestamp(unixSeconds: Int(oldest.committer.time)))
    }

    /// The address with a slash at its end.
    private static func checked(_ text: String) throws -> String {
        guard let folder = WebAddress.folder(text) else {
            throw Failure.usage(
                "'\(text)' is no address that a site can have", hint: "write it as https://flags.example.com/")
        }
        return folder
    }
}
