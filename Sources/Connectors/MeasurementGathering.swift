public import Rollouts

/// Asks sources for what rollouts have to know.
public protocol MeasurementGathering: Sendable {
    /// Asks for everything at once and answers each request, also where its source is dead.
    func observe(_ requests: Set<MeasurementRequest>) async -> [MeasurementRequest: Observation]
}
