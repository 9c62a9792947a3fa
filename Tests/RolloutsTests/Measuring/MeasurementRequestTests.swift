import FlagModel
import Testing

@testable import Rollouts

@Suite("Asking for measurements")
struct MeasurementRequestTests {
    private let from = Timestamp(unixSeconds: 1_000_000)

    private func catalog(_ kind: MetricSource.Kind, _ query: MetricDefinition.Query) throws -> MetricsCatalog {
        let source = MetricSource(key: try #require(SourceKey("s")), kind: kind, url: "http://localhost")
        let metric = MetricDefinition(
            key: try #require(MetricKey("m")), source: source.key, query: query, arguments: ["a": "own", "b": "own"])
        return MetricsCatalog(sources: [source], metrics: [metric])
    }

    private func request(
        _ catalog: MetricsCatalog?, window: Int = 300, minSamples: Int = 1, arguments: [String: String] = [:],
        seconds: Int = 600
    ) throws -> MeasurementRequest {
        let metric = try #require(MetricKey("m"))
        let test = MetricTest(metric: metric, arguments: arguments, window: window, minSamples: minSamples)
        let to = Timestamp(unixSeconds: from.unixSeconds + seconds)
        return try MeasurementRequest(test, from: from, to: to, in: catalog)
    }

    @Test("a test's arguments go before its metric's")
    func arguments() throws {
        let catalog = try catalog(.prometheus, .prometheus(#"x{a="{{a}}",b="{{b}}"}"#))
        #expect(try request(catalog, arguments: ["a": "te\"st"]).query == .prometheus(#"x{a="te\"st",b="own"}"#))
        let missing = try self.catalog(.file, .file(path: "m.csv", series: "{{c}}"))
        #expect(throws: MetricTemplate.MissingArgument.self) { try request(missing) }
        #expect(throws: UnknownMetric.self) { try request(nil) }
    }

    @Test("tests that differ in how many samples they need ask the same, where samples are not made by asking")
    func probes() throws {
        let range = try catalog(.prometheus, .prometheus("up"))
        #expect(try request(range, minSamples: 1) == request(range, minSamples: 4))
        let web = try catalog(.http, .http(path: "/", .status))
        #expect(try request(web, minSamples: 4).probes == 4)
    }

    @Test("samples are a quarter of a window apart, and where that are too many the oldest are left out")
    func steps() throws {
        let range = try catalog(.prometheus, .prometheus("up"))
        #expect(try request(range).step == 75)
        #expect(try request(range, window: 3).step == 1)
        let long = try request(range, window: 4, seconds: 25_000)
        #expect(long.from.unixSeconds == from.unixSeconds + 15_000)
        #expect(try request(range, window: 4, seconds: 10_000).from == from)
    }
}
