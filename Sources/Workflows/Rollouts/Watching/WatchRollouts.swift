public import Connectors
public import FlagModel
import FlagRepository
import Git

/// Looks at every active run once: measures, decides, commits each decision, publishes.
public struct WatchRollouts: Sendable {
    /// The environments that are looked at, as typed; all where none is named.
    public var environments: [String]
    /// How often it looks, in seconds, for the heartbeat; nothing for a single look.
    public var interval: Int?
    /// Whether to take over what others published, and to publish decisions.
    public var push: Bool
    /// The commit that is trusted from now on; what was verified before is forgotten then.
    public var root: String?
    /// Where measurements come from.
    public var gathering: any MeasurementGathering
    /// What sends the messages of plans; nothing where they are left to others.
    public var sender: (any MessageSending)?
    /// The time of claims and receipts; that of the look where nothing is given.
    public var clock: (@Sendable () -> Timestamp)?

    /// Says what is looked at.
    public init(
        environments: [String] = [], interval: Int? = nil, push: Bool = false, root: String? = nil,
        gathering: any MeasurementGathering
    ) {
        self.root = root
        self.environments = environments
        self.interval = interval
        self.push = push
        self.gathering = gathering
    }

    /// Looks once, at a moment.
    ///
    /// - Throws: a failure where nothing at all can be looked at; what is wrong with single runs is in the report.
    public func look(_ session: Session, now: Timestamp) async throws -> WatchReport {
        let session = session.at(now)
        let steps = try RunSteps(session, EditOptions(push: false))
        let sync = push ? try RemoteSync(steps.editing) : nil
        var report = WatchReport(time: now)
        let isReached = try await reach(sync, &report)
        let history = WatchedHistory(repository: steps.editing.repository, session: session, root: root)
        report.doubt = await history.doubt()
        let runs = try active(steps.editing.repository.head(), &report)
        report.runs = runs.count
        var rounds = RunRounds(
            steps: steps, sync: isReached ? sync : nil, history: history, gathering: gathering, onlyGuards: !isReached)
        try await rounds.decide(runs, &report)
        let reached = rounds.sync
        try await beat(now, steps.editing.repository, reached, &report)
        // What guards do comes first; whoever cannot be reached cannot be told who sends.
        if sync == nil || reached != nil { try await tell(session, steps.editing, reached, &report) }
        return report
    }

    /// Takes over what others published, and publishes decisions that an earlier look could not.
    ///
    /// - Returns: false where the remote does not answer. Guards stay on duty then, and nothing goes up: somebody may have
    ///   ended the run meanwhile.
    private func reach(_ sync: RemoteSync?, _ report: inout WatchReport) async throws -> Bool {
        guard let sync else { return true }
        do {
            if try await sync.pull(), try await !sync.push() { try await sync.pull() }
            return true
        } catch GitError.remoteFailed(let complaint) {
            report.add(.init(run: sync.remote, failure: Failure(GitError.remoteFailed(complaint))))
            return false
        }
    }

    /// The environments that are looked at.
    func places(_ base: Snapshot) throws -> [EnvironmentKey] {
        try environments.isEmpty ? base.environmentKeys() : environments.map { try base.environmentKey($0) }
    }

    /// The runs that can move, in a stable order.
    private func active(_ base: Snapshot, _ report: inout WatchReport) throws -> [RunReference] {
        _ = try base.settings()
        return try places(base).flatMap { environment -> [RunReference] in
            try base.planKeys(in: environment).compactMap { plan in
                let reference = RunReference(environment: environment, plan: plan)
                do {
                    let status = try base.status(of: plan, in: environment)
                    return status?.state.isActive == true ? reference : nil
                } catch {
                    report.add(.init(run: reference.text, failure: Failure(error)))
                    return nil
                }
            }
        }
    }
}
