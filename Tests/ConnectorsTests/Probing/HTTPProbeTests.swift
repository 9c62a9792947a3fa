import FlagModel
import Rollouts
import Testing

@testable import Connectors

@Suite("Probing a web server")
struct HTTPProbeTests {
    private func value(_ body: String, at pointer: String, status: Int = 200) async throws -> Observation? {
        try await LocalServer.with { _ in
            .answer(status, body)
        } _: { server in
            let source = try source(.http, server.url)
            return await look(MeasurementRequest(.http(path: "/stats", .value(pointer: pointer)), of: source))
        }
    }

    @Test("a status is 1 from 200 to 299, and else 0 with what it was", arguments: [200, 204, 301, 404, 500])
    func status(code: Int) async throws {
        try await LocalServer.with { _ in
            .answer(code, "")
        } _: { server in
            let request = MeasurementRequest(
                .http(path: "api/csf?x=1", .status), of: try source(.http, server.url + "/base"), probes: 3)
            let observation = await look(request)
            #expect(observation?.values == Array(repeating: code < 300 ? 1 : 0, count: 3))
            guard case .samples(let samples, let warnings) = observation else { return }
            #expect(samples.allSatisfy { $0.time == second(300) })
            #expect(warnings.count == (code < 300 ? 0 : 1))
            #expect(warnings.allSatisfy { $0.hasPrefix("status \(code)") })
            #expect(server.asked.map(\.path) == Array(repeating: "/base/api/csf?x=1", count: 3))
            #expect(server.asked.allSatisfy { $0.method == "GET" })
            #expect(server.mostAtOnce == 1)
        }
    }

    @Test("a latency is the milliseconds until the answer is complete")
    func latency() async throws {
        try await LocalServer.with { _ in
            .late(80, "{}")
        } _: { server in
            let source = try source(.http, server.url)
            let values = await look(MeasurementRequest(.http(path: "/", .latency), of: source, probes: 2))?.values
            let latencies = try #require(values)
            #expect(latencies.count == 2)
            #expect(latencies.allSatisfy { (79...30_000).contains($0) })
        }
    }

    @Test("an error that comes fast is no good latency")
    func errorLatency() async throws {
        try await LocalServer.with { _ in
            .answer(500, "")
        } _: { server in
            let request = MeasurementRequest(.http(path: "/x", .latency), of: try source(.http, server.url))
            #expect(await look(request) == .failed("/x has status 500 Internal Server Error"))
        }
    }

    @Test("a value is the number at a JSON pointer")
    func pointer() async throws {
        #expect(try await value(#"{"queue": {"depth": 12.5}}"#, at: "/queue/depth")?.values == [12.5])
        #expect(try await value(#"{"a/b": [1, {"m~n": -3e2}]}"#, at: "/a~1b/1/m~0n")?.values == [-300])
        #expect(try await value("7", at: "")?.values == [7])
    }

    @Test("a value that is not there, or no number, is named")
    func noValue() async throws {
        let body = #"{"queue": {"depth": "12", "list": [1]}, "big": 1e999}"#
        func reason(_ pointer: String) async throws -> String? {
            let observation = try await value(body, at: pointer)
            #expect(observation?.values == nil)
            return observation?.reason
        }
        #expect(try await reason("/queue/depth") == "'/queue/depth' in the answer of /stats is a string, not a number")
        #expect(
            try await reason("/queue/size")
                == "the answer of /stats has no '/queue/size': '/queue' is an object without the member 'size'")
        #expect(
            try await reason("/queue/list/1/x")
                == "the answer of /stats has no '/queue/list/1/x': '/queue/list' is a list of 1 without the element '1'"
        )
        #expect(
            try await reason("/queu")
                == "the answer of /stats has no '/queu': the answer is an object without the member 'queu'")
        #expect(try await reason("/big") == "'/big' in the answer of /stats is too large a number")
        #expect(try await reason("queue") == "'queue' is no JSON pointer: write it as /queue/depth")
    }

    @Test("an answer that is no JSON, or an error, has no value")
    func noJSON() async throws {
        #expect(try await value("<html>", at: "/a")?.hasFailed("the answer of /stats is no JSON: ") == true)
        #expect(
            try await value(#"{"a": 1}"#, at: "/a", status: 503) == .failed("/stats has status 503 Service Unavailable")
        )
    }

    @Test("a path with other characters than ASCII is refused and not guessed")
    func path() async throws {
        try await LocalServer.with { _ in
            .answer(200, "")
        } _: { server in
            for path in ["/a b", "/ä", "/a\r\nX: y"] {
                let request = MeasurementRequest(.http(path: path, .status), of: try source(.http, server.url))
                #expect(await look(request)?.hasFailed("is no path of a URL") == true)
            }
            #expect(server.asked.isEmpty)
        }
    }
}
