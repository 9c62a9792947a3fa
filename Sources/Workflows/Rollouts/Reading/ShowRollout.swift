public import Connectors
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// The board of one plan: where its run stands, what it waits for and what comes next.
public struct ShowRollout: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// Where measurements come from; nothing to leave them out.
    public var gathering: (any MeasurementGathering)?

    /// Names the plan.
    public init(_ plan: String, in environment: String, gathering: (any MeasurementGathering)?) {
        self.plan = plan
        self.environment = environment
        self.gathering = gathering
    }

    /// How many decisions the board shows.
    static let decisionCount = 3

    /// Reads documents, measures, and asks the machine what it would do.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) async throws -> RolloutReport {
        let repository = try session.repository()
        let base = try repository.head()
        let place = try base.environmentKey(environment)
        let key = try base.planKey(plan, in: place)
        let plan = try base.requirePlan(key, in: place)
        let steps = NextSteps(
            plan: plan, environment: place, people: try base.people(), catalog: try base.metrics())
        guard let status = try base.status(of: key, in: place) else {
            var report = Self.report(plan, nil, nil, base, place, session.now)
            report.next = [steps.beginning(again: false)]
            return report
        }
        let run = Rollout(plan: plan, status: status)
        let approval = try base.approval(of: run, in: place, now: session.now)
        var report = Self.report(plan, run, approval, base, place, session.now)
        report.decisions = status.decisions.suffix(Self.decisionCount).reversed()
        let outlook = try RunOutlook(of: run, base, in: place)
        report.nextChange = outlook.change
        report.exposure = outlook.rows.map {
            RolloutReport.ExposureRow(
                flag: $0.flag, now: ExposureReport($0.now), next: $0.next.map { ExposureReport($0) })
        }
        guard status.state.isActive else {
            report.next = [steps.beginning(again: true)]
            return report
        }
        let (evidence, gap) = try await measure(run, base, place, session.now)
        let look = try base.look(at: run, in: place, now: session.now, evidence: evidence)
        report.isMeasured = gathering != nil
        report.add(run, look, steps)
        report.watcher = RolloutReport.Watcher(
            try Heartbeat.read(repository.git), of: plan, in: place, now: session.now)
        report.next =
            gap.map { [NextStep("the phase begins when what it is compared with is known; \($0)")] }
            ?? steps.steps(of: run, run.next(look), now: session.now, approvalProblem: approval.problem)
        return report
    }

    /// What guards and criteria are now, and what keeps the phase from beginning; where nobody is asked, what people
    /// reported.
    private func measure(
        _ run: Rollout, _ base: Snapshot, _ place: EnvironmentKey, _ now: Timestamp
    ) async throws -> (evidence: [MetricEvidence], gap: String?) {
        let measurements = try RunMeasurements(run, base, in: place, now: now)
        guard let gathering else {
            return (measurements.evidence(from: [:]).filter { measurements.requests[$0.subject] == nil }, nil)
        }
        let answers = await gathering.observe(measurements.all)
        let gap = measurements.baselines?.missing(in: answers).map { "\($0.subject.text): \($0.why)" }
        return (measurements.evidence(from: answers), gap)
    }

    private static func report(
        _ plan: RolloutPlan, _ run: Rollout?, _ approval: RolloutReport.Approval?, _ base: Snapshot,
        _ place: EnvironmentKey, _ now: Timestamp
    ) -> RolloutReport {
        RolloutReport(
            time: now, commit: base.commit?.hex ?? "", environment: place, plan: plan.key, name: plan.name,
            owner: plan.owner,
            run: run.flatMap { run in approval.map { RolloutReport.Run(run, approval: $0, now: now) } },
            phases: plan.phases.map { phase in
                RolloutReport.PhaseRow(
                    key: phase.key, name: phase.name, standing: run?.standing(of: phase.key) ?? .ahead,
                    steps: phase.steps.map(\.title), shortest: phase.shortest, roles: phase.gate.roles)
            })
    }
}
