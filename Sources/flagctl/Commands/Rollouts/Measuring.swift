import Connectors
import Rollouts

/// Where commands get measurements from.
enum Measuring {
    /// Sources as the repository names them, with secrets from this run's environment.
    static func measurements(_ surroundings: Surroundings) -> any MeasurementGathering {
        NoMeasurements()
    }
}

/// Answers nothing.
struct NoMeasurements: MeasurementGathering {
    func observe(_ requests: Set<MeasurementRequest>) async -> [MeasurementRequest: Observation] {
        requests.reduce(into: [:]) { $0[$1] = .noData("measurements are not asked for") }
    }
}
