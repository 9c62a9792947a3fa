import Documents
import FlagModel
import FlagRepository
import Rollouts

/// Reports a value of a metric that people measure.
public struct ReportMeasurement: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// The metric.
    public var metric: String
    /// Its value, finite.
    public var value: Double

    /// Names the plan, the metric and its value.
    public init(_ metric: String, is value: Double, for plan: String, in environment: String) {
        self.metric = metric
        self.value = value
        self.plan = plan
        self.environment = environment
    }

    /// Commits the report; of what the plan measures success by also when the run is over.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        guard value.isFinite else { throw Failure.usage("a value is a finite number", hint: "write it as 0.02") }
        let acting = try RunEditing(plan, in: environment, session, options)
        return try await acting.edit(
            "rollout-report",
            whenOver: { plan in
                plan.measures.contains { $0.metric?.text == metric }
            }
        ) { scene in
            let manual = try scene.base.metrics()?.metrics.compactMap { metric -> (MetricDefinition, [String])? in
                if case .manual(let roles) = metric.query { (metric, roles) } else { nil }
            }
            guard let (found, roles) = manual?.first(where: { $0.0.key.text == metric }) else {
                let names = (manual ?? []).map(\.0.key.text)
                throw Failure(
                    "unknown-metric", "nobody reports a metric '\(metric)'",
                    hint: nearest(metric, among: names).map { "did you mean '\($0)'?" }
                        ?? (names.isEmpty
                            ? "add it to .flagctl/metrics.json with a source of type manual"
                            : "these are reported: \(names.joined(separator: ", "))"))
            }
            try acting.require(roles, to: "report '\(metric)'", scene.base)
            return scene.run.reporting(value, of: found.key, scene.act)
        }
    }
}
