import FlagModel
import FlagRepository
import Governance
import Rollouts

/// What has to be measured for one run now, and how the answers become evidence.
struct RunMeasurements {
    let run: Rollout
    let now: Timestamp
    private(set) var requests: [MetricSubject: MeasurementRequest] = [:]
    /// What was before the phase; nothing where none is about to begin.
    private(set) var baselines: PhaseBaselines?
    /// What cannot be asked, and what people reported.
    private var known: [MetricEvidence] = []

    init(_ run: Rollout, _ base: Snapshot, in environment: EnvironmentKey, now: Timestamp) throws {
        self.run = run
        self.now = now
        guard !run.subjects.isEmpty || run.status.state == .waiting else { return }
        let metrics = MetricQuestions(base)
        for subject in run.subjects {
            guard let judge = run.judge(of: subject) else { continue }
            let from: Timestamp
            switch subject {
            case .guard: from = run.guardedSince(window: judge.test.window)
            case .criterion: from = run.measuredSince
            }
            add(subject, judge, metrics.request(judge.test, from: from, to: now))
        }
        if try isAboutToBegin(base, environment) { baselines = PhaseBaselines(of: run, in: metrics, now: now) }
    }

    /// Everything that has to be asked.
    var all: Set<MeasurementRequest> { Set(requests.values).union(baselines?.all ?? []) }

    private mutating func add(
        _ subject: MetricSubject, _ judge: SeriesJudge,
        _ question: Result<MeasurementRequest, MetricQuestions.Unaskable>
    ) {
        switch question {
        case .success(let request) where request.query == .manual:
            known.append(judge.evidence(of: reported(judge.test.metric), for: subject, request: request))
        case .success(let request): requests[subject] = request
        case .failure(let unaskable):
            known.append(
                MetricEvidence(subject: subject, metric: judge.test.metric, result: .error, why: unaskable.why))
        }
    }

    /// What people said of a metric in this phase.
    private func reported(_ metric: MetricKey) -> Observation {
        let resumed = run.status.decisions.last { $0.kind == .resume }?.at
        let report = run.status.reports.last {
            $0.metric == metric && $0.act.at >= max(run.phaseEntered, resumed ?? run.phaseEntered)
        }
        guard let report else { return .noData("nobody reported it in this phase") }
        return .samples([Sample(time: report.act.at, value: report.value)])
    }

    /// Whether the phase begins now, so that what is before it has to be frozen.
    private func isAboutToBegin(_ base: Snapshot, _ environment: EnvironmentKey) throws -> Bool {
        guard run.status.state == .waiting else { return false }
        let outcome = run.next(try base.look(at: run, in: environment, now: now))
        guard case .move(let move) = outcome else { return false }
        return move.decision.kind == .begin
    }

    /// What guards and criteria were measured to be, in the plan's order.
    func evidence(from answers: [MeasurementRequest: Observation]) -> [MetricEvidence] {
        run.subjects.compactMap { subject in
            if let found = known.first(where: { $0.subject == subject }) { return found }
            guard let request = requests[subject], let judge = run.judge(of: subject) else { return nil }
            return judge.evidence(
                of: answers[request] ?? .failed("nobody asked"), for: subject, request: request)
        }
    }
}
