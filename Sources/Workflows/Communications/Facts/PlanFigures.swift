import Communications
import Connectors
import FlagModel
import Rollouts

/// What metrics of plans come to, each plan asked for once in a round of messages.
///
/// A claim is a commit, so that every message has a head of its own; sources do not have to answer as often.
struct PlanFigures {
    /// What was measured, each with its own time.
    struct Figures {
        /// What the plan's metrics are.
        var measured: [MetricKey: MessageFacts.Measured] = [:]
        /// What its run is judged by.
        var evidence: [MetricEvidence] = []
    }

    /// What the questions follow from: another run, plan or metric is asked about anew.
    private struct Subject: Equatable {
        let plan: RolloutPlan
        let status: RolloutStatus?
        let catalog: MetricsCatalog?
    }

    private let gathering: (any MeasurementGathering)?
    private var known: [RunReference: (subject: Subject, figures: Figures)] = [:]

    /// - Parameter gathering: where measurements come from; nothing where none are asked for.
    init(_ gathering: (any MeasurementGathering)?) { self.gathering = gathering }

    /// Asks for the plan's metrics as they are now, and for what its run is judged by, or says it again.
    mutating func figures(
        of messages: PlanMessages, in catalog: MetricsCatalog?, now: Timestamp
    ) async throws -> Figures {
        guard let gathering else { return Figures() }
        let place = RunReference(environment: messages.environment, plan: messages.plan.key)
        let subject = Subject(plan: messages.plan, status: messages.status, catalog: catalog)
        if let known = known[place], known.subject == subject { return known.figures }
        let figures = try await Self.measure(messages, catalog, now, gathering)
        known[place] = (subject, figures)
        return figures
    }

    private static func measure(
        _ messages: PlanMessages, _ catalog: MetricsCatalog?, _ now: Timestamp, _ gathering: any MeasurementGathering
    ) async throws -> Figures {
        let measures = messages.plan.measures.compactMap(\.metric)
        let criteria = messages.plan.phases.flatMap(\.criteria).map(\.test.metric)
        let run = messages.status.map { Rollout(plan: messages.plan, status: $0) }
        let judged = try run.flatMap { run in
            run.status.state.isActive
                ? try RunMeasurements(run, messages.base, in: messages.environment, now: now) : nil
        }
        let requests = Set(measures + criteria).reduce(into: [MetricKey: MeasurementRequest]()) { requests, metric in
            requests[metric] = .newest(
                of: metric, now: now, exportedSince: messages.exportedSince(now), in: catalog)
        }
        let answers = await gathering.observe(Set(requests.values).union(judged?.requests.values.map { $0 } ?? []))
        var figures = Figures()
        for (metric, request) in requests {
            guard case .samples(let samples, _) = answers[request],
                let newest = samples.last(where: { $0.value.isFinite })
            else { continue }
            figures.measured[metric] = MessageFacts.Measured(
                value: newest.value, time: newest.time, source: request.source.key.text)
        }
        if let judged { figures.evidence = judged.evidence(from: answers) }
        return figures
    }
}
