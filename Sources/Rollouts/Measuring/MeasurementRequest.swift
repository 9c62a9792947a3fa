public import FlagModel

/// What a source is asked, with arguments in place.
public struct MeasurementRequest: Sendable, Hashable {
    /// A metric's query without placeholders.
    public enum Query: Sendable, Hashable {
        /// PromQL over a range of time.
        case prometheus(String)
        /// A path below the source's address, asked at the moment.
        case http(path: String, MetricDefinition.Probe)
        /// A file of measurements relative to the repository's root, and the series in it.
        case file(path: String, series: String?)
        /// Reports by people.
        case manual
    }

    /// Where it is asked.
    public let source: MetricSource
    /// What is asked.
    public let query: Query
    /// The beginning of the time that is asked about.
    public let from: Timestamp
    /// The end of it.
    public let to: Timestamp
    /// Seconds from one sample to the next, for a range.
    public let step: Int
    /// How often a source that only knows the moment is asked.
    public let probes: Int

    /// Makes a request.
    public init(source: MetricSource, query: Query, from: Timestamp, to: Timestamp, step: Int, probes: Int) {
        self.source = source
        self.query = query
        self.from = from
        self.to = to
        self.step = step
        self.probes = probes
    }

    /// The query as evidence keeps it.
    public var text: String {
        switch query {
        case .prometheus(let query): query
        case .http(let path, .status): "status of \(path)"
        case .http(let path, .latency): "latency of \(path)"
        case .http(let path, .value(let pointer)): "\(pointer) of \(path)"
        case .file(let path, let series): series.map { "\($0) in \(path)" } ?? path
        case .manual: "reports"
        }
    }
}

extension MeasurementRequest {
    /// The most samples of one request; Prometheus itself refuses more than 11,000 points.
    public static let sampleLimit = 10_000

    /// Asks for what a test needs between two moments.
    ///
    /// Samples are a quarter of a window apart, counted from `from`, so that a later look sees the same ones again. Where
    /// that were more than ``sampleLimit``, the oldest are left out.
    ///
    /// - Throws: ``MetricTemplate/MissingArgument``, and ``UnknownMetric`` where the catalogue has no such metric.
    public init(
        _ test: MetricTest, from: Timestamp, to: Timestamp, in catalog: MetricsCatalog?
    ) throws {
        guard let metric = catalog?.metric(test.metric), let source = catalog?.source(metric.source) else {
            throw UnknownMetric(metric: test.metric)
        }
        let arguments = metric.arguments.merging(test.arguments) { $1 }
        let step = test.sampleInterval
        let excess = max(0, (to.unixSeconds - from.unixSeconds) / step - Self.sampleLimit)
        let query = try Self.query(metric.query, arguments)
        // Elsewhere two tests that differ in their samples only ask the same.
        let probes = if case .http = query { test.minSamples } else { 1 }
        self.init(
            source: source, query: query,
            from: Timestamp(unixSeconds: from.unixSeconds + excess * step), to: to, step: step,
            probes: probes)
    }

    private static func query(_ query: MetricDefinition.Query, _ arguments: [String: String]) throws -> Query {
        switch query {
        case .prometheus(let text): .prometheus(try MetricTemplate(text).filled(arguments, for: .promQL))
        case .http(let path, let probe): .http(path: try MetricTemplate(path).filled(arguments, for: .path), probe)
        case .file(let path, let series):
            .file(path: path, series: try series.map { try MetricTemplate($0).filled(arguments, for: .plain) })
        case .manual: .manual
        }
    }
}

/// A metric that metrics.json does not know.
public struct UnknownMetric: Error, Sendable, Hashable {
    /// The metric.
    public let metric: MetricKey
}
