import Documents
import FlagModel
import FlagRepository
import Rollouts

/// What the metrics of a commit are asked with.
struct MetricQuestions {
    /// Why nothing can be asked.
    struct Unaskable: Error, Hashable {
        let why: String
    }

    /// The metrics, or why they cannot be read: guards that people report to and rungs go on without.
    private let catalog: Result<MetricsCatalog?, Unaskable>

    init(_ base: Snapshot) {
        do {
            catalog = .success(try base.metrics())
        } catch {
            let failure = Failure(error)
            catalog = .failure(Unaskable(why: failure.findings.first.map(\.text) ?? failure.message))
        }
    }

    /// What is asked for a test between two moments, or why it cannot be.
    func request(_ test: MetricTest, from: Timestamp, to: Timestamp) -> Result<MeasurementRequest, Unaskable> {
        do {
            return .success(try MeasurementRequest(test, from: from, to: to, in: catalog.get()))
        } catch {
            return .failure(Unaskable(why: Self.text(of: error)))
        }
    }

    private static func text(of error: any Error) -> String {
        switch error {
        case let error as Unaskable: error.why
        case let error as UnknownMetric: ".flagctl/metrics.json has no metric '\(error.metric)' with a source"
        case let error as MetricTemplate.MissingArgument: "the placeholder '\(error.name)' has no argument"
        default: "\(error)"
        }
    }
}
