import Communications
import FlagModel
import Rollouts

extension MeasurementRequest {
    /// Asks for the newest value of a metric: a live source for that of now, an export for what it has since a moment,
    /// because nobody exports every few minutes.
    ///
    /// Nothing where people report the metric, or where it needs an argument that the catalogue does not give.
    static func newest(
        of metric: MetricKey, now: Timestamp, exportedSince since: Timestamp, in catalog: MetricsCatalog?
    ) -> MeasurementRequest? {
        let test = MetricTest(metric: metric)
        let request: MeasurementRequest
        do {
            request = try MeasurementRequest(test, from: now.advanced(by: -2 * test.window), to: now, in: catalog)
        } catch {
            return nil
        }
        switch request.query {
        case .prometheus, .http: return request
        case .file:
            return MeasurementRequest(
                source: request.source, query: request.query, from: since, to: now, step: request.step,
                probes: request.probes)
        case .manual: return nil
        }
    }
}

extension PlanMessages {
    /// How far back exports are looked at while no run has begun, in seconds: 30 days.
    private static let lookBack = 30 * 86400

    /// Since when what exports say is about the plan: since its run was started, before a start in the last 30 days.
    func exportedSince(_ now: Timestamp) -> Timestamp {
        guard let started, !schedule.isBeforeStart else { return now.advanced(by: -Self.lookBack) }
        return started
    }

    /// When the newest run was started.
    var started: Timestamp? { status.map { $0.decisions.first?.at ?? $0.since } }
}
