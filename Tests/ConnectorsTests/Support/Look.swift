import FlagModel
import Rollouts
import Testing

@testable import Connectors

/// A source as metrics.json describes one.
func source(
    _ kind: MetricSource.Kind, _ url: String? = nil, timeout: Int = 60, token: String? = nil, user: String? = nil,
    password: String? = nil, caFile: String? = nil
) throws -> MetricSource {
    MetricSource(
        key: try #require(SourceKey(kind.rawValue)), kind: kind, url: url, timeout: timeout,
        bearerTokenVariable: token, userVariable: user, passwordVariable: password, caFile: caFile)
}

/// A moment, so many seconds after the beginning of what these tests ask about.
func second(_ count: Int, nanoseconds: Int = 0) -> Timestamp {
    Timestamp(unixSeconds: 1_700_000_000 + count, nanoseconds: nanoseconds)
}

extension MeasurementRequest {
    /// A request about five minutes.
    init(_ query: Query, of source: MetricSource, probes: Int = 1) {
        self.init(source: source, query: query, from: second(0), to: second(300), step: 75, probes: probes)
    }
}

extension Observation {
    /// The values of samples; nothing for anything else.
    var values: [Double]? {
        if case .samples(let samples, _) = self { samples.map(\.value) } else { nil }
    }

    /// Why there are no samples.
    var reason: String? {
        switch self {
        case .samples: nil
        case .noData(let reason), .failed(let reason): reason
        }
    }

    /// Whether the source failed for a reason with these words in it.
    func hasFailed(_ words: String) -> Bool {
        if case .failed(let reason) = self { reason.contains(words) } else { false }
    }
}

/// What a source answers one request.
func look(
    _ request: MeasurementRequest, variables: [String: String] = [:], root: String? = nil
) async -> Observation? {
    await LiveMeasurements(variables: variables, root: root).observe([request])[request]
}
