import Connectors
import Workflows

/// Where commands get measurements from.
enum Measuring {
    /// Sources as the repository names them, with secrets from this run's environment.
    static func measurements(_ surroundings: Surroundings) throws -> LiveMeasurements {
        LiveMeasurements(variables: surroundings.environment, root: try surroundings.session.workFolder())
    }
}
