import FlagModel
import Rollouts
import Testing

@testable import Connectors

@Suite("Asking Prometheus")
struct PrometheusRangeTests {
    private static let one =
        #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1700000010,"4"]]}]}}"#

    @Test("posts the query with its range, step and timeout")
    func parameters() async throws {
        try await LocalServer.with { _ in
            .answer(200, Self.one)
        } _: { server in
            let prometheus = try source(.prometheus, server.url + "/prefix/", timeout: 20)
            let request = MeasurementRequest(
                source: prometheus, query: .prometheus(#"sum(rate(x{a="ü&b=1"}[5m])) + 1"#),
                from: second(0), to: second(300, nanoseconds: 50_000_000), step: 75, probes: 1)
            #expect(await look(request) == .samples([Sample(time: second(10), value: 4)]))
            let asked = try #require(server.asked.first)
            #expect(asked.method == "POST")
            #expect(asked.path == "/prefix/api/v1/query_range")
            #expect(asked.fields["content-type"] == "application/x-www-form-urlencoded")
            #expect(asked.fields["authorization"] == nil)
            #expect(
                asked.body
                    == "query=sum%28rate%28x%7Ba%3D%22%C3%BC%26b%3D1%22%7D%5B5m%5D%29%29%20%2B%201"
                    + "&start=1700000000&end=1700000300.05&step=75&timeout=20s")
        }
    }

    @Test("reads with GET where only that is allowed")
    func readOnly() async throws {
        try await LocalServer.with {
            $0.method == "GET" ? .answer(200, Self.one) : .answer(405, "")
        } _: { server in
            let request = MeasurementRequest(.prometheus("up"), of: try source(.prometheus, server.url))
            #expect(await look(request)?.values == [4])
            let query = "query=up&start=1700000000&end=1700000300&step=75&timeout=60s"
            #expect(server.asked.last?.path == "/api/v1/query_range?\(query)")
        }
    }

    @Test("asks for each request once, and never for more at a time than it may")
    func concurrency() async throws {
        try await LocalServer.with { _ in
            .late(200, Self.one)
        } _: { server in
            let prometheus = try source(.prometheus, server.url)
            let requests = Set((0..<30).map { MeasurementRequest(.prometheus("up + \($0 % 15)"), of: prometheus) })
            let answers = await LiveMeasurements(variables: [:], root: nil, concurrency: 4).observe(requests)
            #expect(answers.count == 15)
            #expect(answers.values.allSatisfy { $0.values == [4] })
            #expect(server.asked.count == 15)
            #expect((2...4).contains(server.mostAtOnce))
        }
    }

    @Test("a silent server is waited for once, and not for each of its queries")
    func silentServer() async throws {
        try await LocalServer.with { server in
            let prometheus = try source(.prometheus, server.url, timeout: 1)
            let requests = Set((0..<8).map { MeasurementRequest(.prometheus("up + \($0)"), of: prometheus) })
            let answers = await LiveMeasurements(variables: [:], root: nil, concurrency: 2).observe(requests)
            #expect(server.asked.count <= 3)
            #expect(answers.values.allSatisfy { $0.hasFailed("gave no complete answer within 1 s") })
            #expect(answers.values.filter { $0.hasFailed("was not asked again") }.count >= 5)
        }
    }

    @Test("a slow query of a server that answers others is only its own failure")
    func slowQuery() async throws {
        try await LocalServer.with {
            $0.body.contains("query=slow") ? .silence : .answer(200, Self.one)
        } _: { server in
            let prometheus = try source(.prometheus, server.url, timeout: 10)
            let names = ["slow", "a", "b", "c"]
            let requests = Set(names.map { MeasurementRequest(.prometheus($0), of: prometheus) })
            let answers = await LiveMeasurements(variables: [:], root: nil, concurrency: 2).observe(requests)
            #expect(answers.values.filter { $0.values == [4] }.count == 3)
        }
    }

    @Test("does not repeat a secret that a server echoes")
    func echo() async throws {
        let echo = #"{"status":"error","errorType":"bad_data","error":"no right: Bearer s3cret\u0007 here"}"#
        try await LocalServer.with { _ in
            .answer(400, echo)
        } _: { server in
            let request = MeasurementRequest(
                .prometheus("up"), of: try source(.prometheus, server.url, token: "TOKEN"))
            let observation = await look(request, variables: ["TOKEN": "s3cret"])
            #expect(observation?.reason == "bad_data: no right: Bearer …  here")
            #expect(server.asked.first?.fields["authorization"] == "Bearer s3cret")
        }
    }

    @Test("people's reports are no matter of a source")
    func manual() async throws {
        #expect(await look(MeasurementRequest(.manual, of: try source(.manual))) == .noData("people report it"))
    }
}
