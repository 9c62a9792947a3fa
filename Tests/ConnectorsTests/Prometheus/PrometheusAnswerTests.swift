import FlagModel
import Rollouts
import Testing

@testable import Connectors

@Suite("Prometheus' answers")
struct PrometheusAnswerTests {
    private func read(_ body: String, status: String = "status 200 OK") -> Observation {
        PrometheusAnswer(status: status, isSuccess: status.hasPrefix("status 2"), quoted: { $0 })
            .observation(of: Array(body.utf8))
    }

    private func series(_ values: String, _ labels: String = "") -> String {
        #"{"metric": {\#(labels)}, "values": [\#(values)]}"#
    }

    private func matrix(_ series: String..., more: String = "") -> String {
        #"{"status": "success", "data": {"resultType": "matrix", "result": [\#(series.joined(separator: ","))]}\#(more)}"#
    }

    @Test("gives the samples of one series with milliseconds")
    func samples() {
        let body = matrix(series(#"[1700000000.781, "0.5"], [1700000075, "1e3"], [1700000150.5, "-2"]"#))
        #expect(
            read(body)
                == .samples([
                    Sample(time: second(0, nanoseconds: 781_000_000), value: 0.5),
                    Sample(time: second(75), value: 1000),
                    Sample(time: second(150, nanoseconds: 500_000_000), value: -2),
                ]))
    }

    @Test("reads times with exponents, with more decimals than nanoseconds, and before 1970")
    func times() throws {
        let body = matrix(series(#"[-0.5, "1"], [1.7e9, "2"], [1700000000.1234567891, "3"]"#))
        guard case .samples(let samples, _) = read(body) else {
            Issue.record("no samples")
            return
        }
        let times = samples.map(\.time)
        let last = second(0, nanoseconds: 123_456_789)
        #expect(times == [Timestamp(unixSeconds: -1, nanoseconds: 500_000_000), second(0), last])
    }

    @Test("has no data where no series is there, and says what was warned of")
    func empty() {
        #expect(read(matrix()) == .noData("the query has no series"))
        #expect(
            read(matrix(more: #", "warnings": ["a store is gone"]"#))
                == .noData("the query has no series; a store is gone"))
        #expect(read(matrix(series(""))) == .noData("the query has no series"))
    }

    @Test("passes on what is no number, and has no data where nothing else is there")
    func notNumbers() throws {
        let some = try #require(read(matrix(series(#"[1, "NaN"], [2, "+Inf"], [3, "-Inf"], [4, "7"]"#))).values)
        #expect(some[0].isNaN)
        #expect(Array(some[1...]) == [.infinity, -.infinity, 7])
        #expect(read(matrix(series(#"[1, "NaN"], [2, "NaN"]"#))) == .noData("only NaN in 2 samples"))
        #expect(read(matrix(series(#"[1, "NaN"]"#))) == .noData("only NaN in one sample"))
    }

    @Test("refuses several series and names the labels that differ")
    func severalSeries() {
        let first = series(#"[1, "1"]"#, #""job": "web", "instance": "a", "le": "1""#)
        let second = series(#"[1, "2"]"#, #""job": "web", "instance": "b""#)
        #expect(
            read(matrix(first, second))
                == .failed(
                    "the query has 2 series, which differ in instance, le: make one of them, as with sum(…)"))
    }

    @Test("hands on warnings and infos beside the samples")
    func warnings() {
        let body = matrix(
            series(#"[1, "1"]"#), more: #", "warnings": ["one store is gone"], "infos": ["not a counter"]"#)
        let sample = Sample(time: Timestamp(unixSeconds: 1), value: 1)
        #expect(read(body) == .samples([sample], warnings: ["one store is gone", "not a counter"]))
    }

    @Test(
        "fails with Prometheus' own words",
        arguments: [
            ("bad_data", "invalid parameter \"query\": 1:5: parse error", "status 400 Bad Request"),
            ("execution", "expanding series: context deadline exceeded", "status 422 Unprocessable Entity"),
            ("timeout", "query timed out in expression evaluation", "status 503 Service Unavailable"),
            ("internal", "with a status of success", "status 200 OK"),
        ])
    func errors(type: String, text: String, status: String) {
        let escaped = text.replacing("\"", with: "\\\"")
        let body = #"{"status": "error", "errorType": "\#(type)", "error": "\#(escaped)"}"#
        #expect(read(body, status: status) == .failed("\(type): \(text)"))
    }

    @Test("fails with the status where something else answers")
    func strangers() {
        #expect(read("<html>Bad gateway</html>", status: "status 502 Bad Gateway") == .failed("status 502 Bad Gateway"))
        #expect(read("", status: "status 401 Unauthorized") == .failed("status 401 Unauthorized"))
        #expect(read(#"{"message": "no"}"#, status: "status 403 Forbidden") == .failed("status 403 Forbidden"))
        #expect(read("<html>").hasFailed("the answer is no JSON"))
        #expect(read("").hasFailed("the answer is no JSON"))
        for body in [
            "{}", "[]", "1", #"{"status": "success"}"#, #"{"status": "success", "data": {"resultType": "matrix"}}"#,
        ] {
            #expect(read(body) == .failed("the answer is none of Prometheus' HTTP API"))
        }
    }

    @Test("takes a scalar and a vector of one, and refuses strings, histograms and damaged samples")
    func otherResults() {
        func data(_ type: String, _ result: String) -> Observation {
            read(#"{"status": "success", "data": {"resultType": "\#(type)", "result": \#(result)}}"#)
        }
        let one = Observation.samples([Sample(time: second(0), value: 3)])
        #expect(data("scalar", #"[1700000000, "3"]"#) == one)
        #expect(data("vector", #"[{"metric": {}, "value": [1700000000, "3"]}]"#) == one)
        #expect(data("string", #"[1700000000, "3"]"#).hasFailed("a string, not a number"))
        #expect(data("matrix", #"[{"metric": {}, "histograms": []}]"#).hasFailed("histogram_quantile"))
        #expect(data("streams", "[]").hasFailed("'streams'"))
        for sample in [#"[1]"#, #"[1, 2]"#, #"["1", "2"]"#, #"[1, "two"]"#, #"[1e30, "2"]"#, "{}"] {
            #expect(data("matrix", #"[{"metric": {}, "values": [\#(sample)]}]"#).hasFailed("not [time, \"number\"]"))
        }
    }
}
