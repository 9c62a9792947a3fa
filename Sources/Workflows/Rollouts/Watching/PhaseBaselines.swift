import FlagModel
import Rollouts

/// What was before a phase that is about to begin: what has to be asked, and what the answers come to.
///
/// Whatever cannot be asked or is not answered keeps the phase from beginning: a guard without a baseline never fires.
struct PhaseBaselines {
    private let phase: PhaseKey
    private let questions: [(subject: MetricSubject, request: Result<MeasurementRequest, MetricQuestions.Unaskable>)]

    /// The baselines of the phase in which a run is.
    init(of run: Rollout, in metrics: MetricQuestions, now: Timestamp) {
        phase = run.status.phase
        questions = run.baselineSubjects.compactMap { subject in
            run.judge(of: subject).map { (subject, Self.question($0.test, in: metrics, now)) }
        }
    }

    private static func question(
        _ test: MetricTest, in metrics: MetricQuestions, _ now: Timestamp
    ) -> Result<MeasurementRequest, MetricQuestions.Unaskable> {
        let request = metrics.request(test, from: now.advanced(by: -test.baselineWindow), to: now)
        guard case .success(let question) = request, question.isMomentary else { return request }
        return .failure(
            .init(
                why: "'\(test.metric)' is known for the moment only, and nothing can be compared with what was before"))
    }

    /// Everything that has to be asked.
    var all: Set<MeasurementRequest> {
        questions.reduce(into: []) { all, question in
            if case .success(let request) = question.request { all.insert(request) }
        }
    }

    /// What was before the phase, as far as sources answered; a metric that has no data has no value, and nothing
    /// compares with it.
    func known(from answers: [MeasurementRequest: Observation]) -> [Baseline] {
        questions.compactMap { subject, question in
            guard case .success(let request) = question, let answer = answers[request] else { return nil }
            var values: [Double] = []
            switch answer {
            case .failed: return nil
            case .noData: break
            case .samples(let samples, _): values = samples.map(\.value).filter(\.isFinite)
            }
            return Baseline(
                phase: phase, subject: subject,
                value: values.isEmpty ? nil : values.reduce(0, +) / Double(values.count), samples: values.count,
                from: request.from, to: request.to)
        }
    }

    /// Why the phase cannot begin yet; nothing where all is known.
    func missing(in answers: [MeasurementRequest: Observation]) -> (subject: MetricSubject, why: String)? {
        for (subject, question) in questions {
            switch question {
            case .failure(let unaskable): return (subject, unaskable.why)
            case .success(let request):
                if case .failed(let why) = answers[request] ?? .failed("nobody asked") { return (subject, why) }
            }
        }
        return nil
    }
}
