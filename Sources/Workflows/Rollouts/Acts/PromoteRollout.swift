public import Connectors
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Says go for every role of the gate that the person holds, and passes the gate where nothing else is missing.
public struct PromoteRollout: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// Where measurements come from.
    public var gathering: any MeasurementGathering

    /// Names the plan.
    public init(_ plan: String, in environment: String, gathering: any MeasurementGathering) {
        self.plan = plan
        self.environment = environment
        self.gathering = gathering
    }

    /// Commits the person's word, where a role is asked, and what the run does next.
    ///
    /// - Returns: what was committed, in order.
    /// - Throws: a failure that ``Failure/init(_:)`` describes: `not-gated` where the run is not at a gate, `no-watcher` where
    ///   nobody has looked at the run for longer than the plan allows, `gate-closed` where something is missing.
    public func run(_ session: Session, _ options: EditOptions) async throws -> [EditReport] {
        let acting = try RunEditing(plan, in: environment, session, options)
        var reports: [EditReport] = []
        let base = try acting.editing.repository.head()
        let place = try base.environmentKey(environment)
        let run = try base.requireRun(of: base.planKey(plan, in: place), in: place)
        guard run.status.state == .gated else { throw notGated(run) }
        try acting.require(run.plan.roles.promote, to: "promote '\(plan)'", base)
        try requireWatcher(acting, run, place, session.now)
        let roles = run.phase?.gate.roles ?? []
        let open = roles.filter { run.attestation(of: $0)?.verdict != .go }
        let held = try acting.roles(base)
        if !open.isEmpty, open.contains(where: held.contains) || open.count == roles.count {
            let word = AttestRollout(plan, in: environment, role: nil, .go)
            reports.append(try await word.run(session, options))
        }
        if options.dryRun || options.propose { return reports }
        let steps = try RunSteps(session, EditOptions(push: options.push))
        let (knowledge, waits) = try await look(steps, place, session.now)
        guard waits.isEmpty else { throw closed(waits, isRecorded: !reports.isEmpty) }
        let author = acting.author.text
        if let made = try await steps.next(plan, in: environment, by: author, knowing: knowledge) {
            reports.append(made)
        }
        return reports
    }

    /// What is known of the run now, and what it still waits for.
    private func look(
        _ steps: RunSteps, _ place: EnvironmentKey, _ now: Timestamp
    ) async throws -> (RunSteps.Knowledge, [Waiting]) {
        let base = try steps.editing.repository.head()
        let run = try base.requireRun(of: base.planKey(plan, in: place), in: place)
        let measurements = try RunMeasurements(run, base, in: place, now: now)
        let answers = await gathering.observe(measurements.all)
        let knowledge = RunSteps.Knowledge(
            evidence: measurements.evidence(from: answers), baselines: [], status: run.status)
        let look = try base.look(at: run, in: place, now: now, evidence: knowledge.evidence)
        if case .wait(let waits) = run.next(look) { return (knowledge, waits) }
        return (knowledge, [])
    }

    private func requireWatcher(
        _ acting: RunEditing, _ run: Rollout, _ place: EnvironmentKey, _ now: Timestamp
    ) throws {
        let heartbeat = try Heartbeat.read(acting.editing.repository.git)
        let start = "start one: flagctl watch --interval 30s, or look once: flagctl watch --once"
        guard let heartbeat, heartbeat.covers(place) else {
            throw Failure(
                "no-watcher", "no watcher has ever looked at \(place), so that nobody would roll '\(plan)' back",
                hint: start)
        }
        let age = now.unixSeconds - heartbeat.time.unixSeconds
        guard age <= run.plan.maxAge, age > -WatchRollouts.beatEvery else {
            throw Failure(
                "no-watcher",
                "the watcher's last look is \(ISODuration(seconds: age).text) old, the plan allows "
                    + ISODuration(seconds: run.plan.maxAge).text,
                hint: start)
        }
    }

    private func notGated(_ run: Rollout) -> Failure {
        Failure(
            "not-gated", "the run of '\(plan)' is not at a gate: \(run.status.state.text)",
            hint: "see what it waits for: flagctl rollout status \(plan) --env \(environment)")
    }

    private func closed(_ waits: [Waiting], isRecorded: Bool) -> Failure {
        Failure(
            "gate-closed",
            (isRecorded ? "your word is recorded; " : "") + "the gate stays closed:\n"
                + waits.map { "  \($0.text)" }.joined(separator: "\n"),
            hint: "see it: flagctl rollout status \(plan) --env \(environment)")
    }
}
