import Documents
import FlagModel
import FlagRepository
import Governance
import Rollouts

/// What has to be measured for one run now, and how the answers become evidence.
struct RunMeasurements {
    let run: Rollout
    let now: Timestamp
    private(set) var requests: [MetricSubject: MeasurementRequest] = [:]
    /// Requests for what was before the phase that is about to begin.
    private(set) var baselines: [MetricSubject: MeasurementRequest] = [:]
    /// What cannot be asked, and what people reported.
    private var known: [MetricEvidence] = []

    init(_ run: Rollout, _ base: Snapshot, in environment: EnvironmentKey, now: Timestamp) throws {
        self.run = run
        self.now = now
        guard !run.subjects.isEmpty || run.status.state == .waiting else { return }
        let (catalog, problem) = Self.catalog(base)
        for subject in run.subjects {
            guard let judge = run.judge(of: subject) else { continue }
            let from: Timestamp
            switch subject {
            case .guard: from = run.guardedSince(window: judge.test.window)
            case .criterion: from = run.measuredSince
            }
            if let problem {
                known.append(
                    MetricEvidence(subject: subject, metric: judge.test.metric, result: .error, why: problem))
            } else {
                add(subject, judge, from: from, catalog)
            }
        }
        if try isAboutToBegin(base, environment) { addBaselines(catalog) }
    }

    /// The metrics, or why there are none: guards that people report to and rungs go on without.
    private static func catalog(_ base: Snapshot) -> (MetricsCatalog?, String?) {
        do {
            return (try base.metrics(), nil)
        } catch {
            let failure = Failure(error)
            return (nil, failure.findings.first.map(\.text) ?? failure.message)
        }
    }

    /// Everything that has to be asked.
    var all: Set<MeasurementRequest> { Set(requests.values).union(baselines.values) }

    private mutating func add(
        _ subject: MetricSubject, _ judge: SeriesJudge, from: Timestamp, _ catalog: MetricsCatalog?
    ) {
        do {
            let request = try MeasurementRequest(judge.test, from: from, to: now, in: catalog)
            if request.query == .manual {
                let resumed = run.status.decisions.last { $0.kind == .resume }?.at
                let report = run.status.reports.last {
                    $0.metric == judge.test.metric && $0.act.at >= max(run.phaseEntered, resumed ?? run.phaseEntered)
                }
                let observation = report.map { Observation.samples([Sample(time: $0.act.at, value: $0.value)]) }
                known.append(
                    judge.evidence(
                        of: observation ?? .noData("nobody reported it in this phase"), for: subject, request: request))
            } else {
                requests[subject] = request
            }
        } catch {
            known.append(
                MetricEvidence(
                    subject: subject, metric: judge.test.metric, result: .error, why: Self.text(of: error)))
        }
    }

    private static func text(of error: any Error) -> String {
        switch error {
        case let error as UnknownMetric: ".flagctl/metrics.json has no metric '\(error.metric)' with a source"
        case let error as MetricTemplate.MissingArgument: "the placeholder '\(error.name)' has no argument"
        default: "\(error)"
        }
    }

    // MARK: Baselines

    /// Whether the phase begins now, so that what is before it has to be frozen.
    private func isAboutToBegin(_ base: Snapshot, _ environment: EnvironmentKey) throws -> Bool {
        guard run.status.state == .waiting else { return false }
        let outcome = run.next(try base.look(at: run, in: environment, now: now))
        guard case .move(let move) = outcome else { return false }
        return move.decision.kind == .begin
    }

    private mutating func addBaselines(_ catalog: MetricsCatalog?) {
        let criteria = (run.phase?.criteria ?? []).map { (MetricSubject.criterion($0.key), $0.test) }
        let guards = run.plan.guards.compactMap { found -> (MetricSubject, MetricTest)? in
            if case .metric(let test, _) = found.trigger { (.guard(found.key), test) } else { nil }
        }
        for (subject, test) in criteria + guards where test.comparison != .absolute {
            let request = try? MeasurementRequest(
                test, from: now.advanced(by: -test.baselineWindow), to: now, in: catalog)
            // A request that cannot be made is an error of the criterion itself, which says so.
            if let request, !request.isMomentary { baselines[subject] = request }
        }
    }

    /// What was before the phase; a metric that nobody could give has no value, and nothing compares with it.
    func baselines(from answers: [MeasurementRequest: Observation]) -> [Baseline] {
        baselines.sorted { $0.key < $1.key }.map { subject, request in
            var values: [Double] = []
            if case .samples(let samples, _) = answers[request] { values = samples.map(\.value).filter(\.isFinite) }
            return Baseline(
                phase: run.status.phase, subject: subject,
                value: values.isEmpty ? nil : values.reduce(0, +) / Double(values.count), samples: values.count,
                from: request.from, to: request.to)
        }
    }

    /// Why a phase cannot begin yet: a source that does not answer could not be compared with later.
    func missingBaseline(in answers: [MeasurementRequest: Observation]) -> (subject: MetricSubject, why: String)? {
        for (subject, request) in baselines.sorted(by: { $0.key < $1.key }) {
            if case .failed(let why) = answers[request] { return (subject, why) }
        }
        return nil
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
