public import Connectors
import Evaluation
public import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

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

    /// How many decisions one look makes of one run at most; the rest is for the next look.
    static let decisionLimit = 20

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
        let options = EditOptions(push: false)
        let steps = try RunSteps(session, options)
        let sync = push ? try RemoteSync(steps.editing) : nil
        var report = WatchReport(time: now)
        let isReached = try await reach(sync, &report)
        let history = WatchedHistory(repository: steps.editing.repository, session: session, root: root)
        report.doubt = await history.doubt()
        var runs = try active(steps.editing.repository.head(), &report)
        report.runs = runs.count
        var rounds = 0
        while !runs.isEmpty, rounds < Self.decisionLimit {
            rounds += 1
            let base = try steps.editing.repository.head()
            let measured = try runs.compactMap { reference in try measurements(of: reference, base, now, &report) }
            let answers = await gathering.observe(measured.reduce(into: []) { $0.formUnion($1.measurements.all) })
            var moved: [RunReference] = []
            for (reference, measurements) in measured {
                let knowledge = RunSteps.Knowledge(
                    evidence: measurements.evidence(from: answers),
                    baselines: measurements.baselines?.known(from: answers) ?? [],
                    status: measurements.run.status, mayRaise: report.doubt == nil, onlyGuards: !isReached)
                note(knowledge.evidence, reference, &report)
                if let (subject, why) = measurements.baselines?.missing(in: answers) {
                    report.note(
                        WatchReport.Gap(run: reference.text, subject: subject.text, metric: "baseline", why: why))
                }
                guard let made = await commit(reference, knowledge, steps, &report) else { continue }
                moved.append(reference)
                if let sync, isReached, try await !sync.push() {
                    // Others were first: this one gives way to theirs, and what is left is looked at again.
                    try await sync.pull()
                    report.doubt = await history.doubt()
                    report.overtaken += 1
                    moved = runs
                    break
                }
                report.decisions.append(WatchReport.Decision(reference.text, made))
            }
            runs = moved
        }
        try await beat(now, steps, isReached ? sync : nil, &report)
        // What guards do comes first; whoever cannot be reached cannot be told who sends.
        if isReached { try await tell(session, steps.editing, sync, &report) }
        return report
    }

    /// How long a receiver of messages may take, in seconds: guards wait for it.
    private static let longestAnswer = 10

    /// Sends the messages that are due, and notes those that are not sent any more.
    private func tell(
        _ session: Session, _ editing: Editing, _ sync: RemoteSync?, _ report: inout WatchReport
    ) async throws {
        guard let sender else { return }
        let now = session.now
        var delivering = DeliverMessages(
            editing: editing, sync: sync, sender: sender, composer: MessageComposer(session, gathering: gathering),
            clock: clock ?? { now }, by: Decision.automation)
        delivering.limit = Self.longestAnswer
        let base = try editing.repository.head()
        var sent = SendReport()
        do {
            try await delivering.deliverDue(in: places(base), of: nil, base, &sent)
        } catch let failure as Failure {
            report.add(.init(run: "messages", failure: failure))
        }
        report.messages += sent.rows
        report.waiting = sent.waiting
        for problem in sent.problems + sent.unread {
            let what = problem.message?.text ?? "messages"
            report.add(.init(run: "\(what) of \(problem.plan) in \(problem.environment)", failure: problem.failure))
        }
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

    /// A run's place.
    struct RunReference: Hashable {
        let environment: EnvironmentKey
        let plan: PlanKey
        var text: String { "\(plan) in \(environment)" }
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

    private func measurements(
        of reference: RunReference, _ base: Snapshot, _ now: Timestamp, _ report: inout WatchReport
    ) throws -> (reference: RunReference, measurements: RunMeasurements)? {
        do {
            let run = try base.requireRun(of: reference.plan, in: reference.environment, active: false)
            guard run.status.state.isActive else { return nil }
            return (reference, try RunMeasurements(run, base, in: reference.environment, now: now))
        } catch {
            report.add(.init(run: reference.text, failure: Failure(error)))
            return nil
        }
    }

    private func commit(
        _ reference: RunReference, _ knowledge: RunSteps.Knowledge, _ steps: RunSteps, _ report: inout WatchReport
    ) async -> Editing.Made? {
        do {
            return try await steps.commit(reference.plan, in: reference.environment, knowing: knowledge)
        } catch {
            report.add(.init(run: reference.text, failure: held(reference, Failure(error), steps)))
            return nil
        }
    }

    /// What is refused in words for a run, with the command that lets it go on.
    private func held(_ reference: RunReference, _ failure: Failure, _ steps: RunSteps) -> Failure {
        let resume = "flagctl rollout resume \(reference.plan) --env \(reference.environment)"
        switch failure.code {
        case "frozen":
            return Failure(
                failure.code, failure.message,
                hint: "it goes on by itself; or end it: flagctl rollout stop "
                    + "\(reference.plan) --env \(reference.environment)", status: failure.status)
        case "approval-needed", "signature-needed":
            return Failure(
                failure.code, failure.message, hint: "approve what is left of it: \(resume) --approved-by WHO",
                status: failure.status)
        default: return failure
        }
    }

    /// Metrics that could not be had are worth a line, once.
    private func note(_ evidence: [MetricEvidence], _ reference: RunReference, _ report: inout WatchReport) {
        for found in evidence where found.result == .error {
            let line = WatchReport.Gap(
                run: reference.text, subject: found.subject.text, metric: found.metric.text,
                why: found.why ?? "no answer")
            report.note(line)
        }
    }

    /// Says that a watcher looked, no more often than anybody has to know.
    private func beat(
        _ now: Timestamp, _ steps: RunSteps, _ sync: RemoteSync?, _ report: inout WatchReport
    ) async throws {
        let repository = steps.editing.repository
        let base = try repository.head()
        let places = environments.isEmpty ? nil : try environments.map { try base.environmentKey($0) }
        let heartbeat = Heartbeat(time: now, interval: interval, environments: places)
        let last = try Heartbeat.read(repository.git)
        if let last, last.interval == interval, last.environments == places,
            (0..<Self.beatEvery).contains(now.unixSeconds - last.time.unixSeconds)
        {
            return
        }
        try heartbeat.write(repository.git)
        do throws(GitError) {
            if let sync { try await repository.git.push(remote: sync.remote, reference: Heartbeat.reference) }
        } catch {
            report.add(.init(run: "heartbeat", failure: Failure(error)))
        }
    }

    /// How far apart heartbeats are at least, in seconds; a plan's `maxAge` is longer.
    static let beatEvery = 15
}
