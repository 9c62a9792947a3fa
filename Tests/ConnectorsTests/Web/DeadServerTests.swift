import FlagModel
import Rollouts
import Testing

@testable import Connectors

@Suite("Servers that do not answer as they should")
struct DeadServerTests {
    /// What Prometheus and each probe of a web server come to.
    private func looks(at url: String, timeout: Int = 60) async throws -> [Observation?] {
        let server = try source(.http, url, timeout: timeout)
        let queries: [MeasurementRequest] = [
            MeasurementRequest(.prometheus("up"), of: try source(.prometheus, url, timeout: timeout)),
            MeasurementRequest(.http(path: "/x", .latency), of: server),
            MeasurementRequest(.http(path: "/x", .value(pointer: "/a")), of: server),
            MeasurementRequest(.http(path: "/x", .status), of: server),
        ]
        let answers = await LiveMeasurements(variables: [:], root: nil).observe(Set(queries))
        return queries.map { answers[$0] }
    }

    /// Everything but a status fails with a reason, and the status is 0 for the same one.
    private func expectDead(_ url: String, timeout: Int = 60, _ reason: String) async throws {
        let answers = try await looks(at: url, timeout: timeout)
        for answer in answers.dropLast() { #expect(answer == .failed(reason)) }
        #expect(answers.last == .samples([Sample(time: second(300), value: 0)], warnings: [reason]))
    }

    @Test("nothing listens")
    func refused() async throws {
        let port = try await LocalServer.deadPort()
        try await expectDead("http://localhost:\(port)", "localhost:\(port) refuses connections")
        try await expectDead("http://127.0.0.1:\(port)/path", "127.0.0.1:\(port) refuses connections")
    }

    @Test("no such host; its name is too long to be asked for")
    func unknownHost() async throws {
        let name = String(repeating: "x", count: 64) + ".invalid"
        try await expectDead("http://\(name)", "the host of \(name) is unknown")
    }

    @Test("a server that does not answer, or not to the end")
    func slow() async throws {
        for reply in [LocalServer.Reply.silence, .part("{")] {
            try await LocalServer.with { _ in
                reply
            } _: { server in
                let reason = "localhost:\(server.port) gave no complete answer within 1 s"
                try await expectDead(server.url, timeout: 1, reason)
            }
        }
    }

    @Test("a server that hangs up")
    func hangsUp() async throws {
        try await LocalServer.with { _ in
            .hangUp
        } _: { server in
            let reason = "localhost:\(server.port) closed the connection before its answer was complete"
            try await expectDead(server.url, reason)
        }
    }

    @Test("a server of another protocol")
    func notHTTP() async throws {
        try await LocalServer.with(raw: "220 mail.example.com ESMTP\r\n\r\n") { server in
            try await expectDead(
                server.url, "localhost:\(server.port) gave no answer of HTTP (HTTPParserError)")
        }
    }

    @Test("a server without TLS where TLS is expected")
    func noTLS() async throws {
        try await LocalServer.with(raw: "HTTP/1.1 400 Bad Request\r\n\r\n") { server in
            let answers = try await looks(at: "https://localhost:\(server.port)")
            #expect(answers[0]?.hasFailed("no TLS with localhost:\(server.port)") == true)
        }
    }

    @Test("an answer that is too long is not read; a status and the time need none of it")
    func tooLong() async throws {
        try await LocalServer.with { _ in
            .mebibytes(17)
        } _: { server in
            let answers = try await looks(at: server.url)
            let reason = "the answer of localhost:\(server.port) is longer than 16 MiB"
            #expect(answers[0] == .failed(reason))
            #expect(answers[1]?.values?.count == 1)
            #expect(answers[2] == .failed(reason))
            #expect(answers[3]?.values == [1])
        }
    }

    @Test("a redirect is not followed")
    func redirect() async throws {
        try await LocalServer.with { _ in
            .answer(302, "", ["Location": "http://localhost/elsewhere"])
        } _: { server in
            let answers = try await looks(at: server.url)
            #expect(answers[0] == .failed("status 302 Found"))
            #expect(answers[1] == .failed("/x has status 302 Found"))
            #expect(answers[3] == .samples([Sample(time: second(300), value: 0)], warnings: ["status 302 Found"]))
            #expect(server.asked.count == 4)
        }
    }

    @Test("one dead server takes nothing from the others")
    func oneOfTwo() async throws {
        let port = try await LocalServer.deadPort()
        try await LocalServer.with { _ in
            .answer(200, "{\"a\": 7}")
        } _: { server in
            let alive = MeasurementRequest(.http(path: "/x", .value(pointer: "/a")), of: try source(.http, server.url))
            let dead = MeasurementRequest(
                .http(path: "/x", .value(pointer: "/a")), of: try source(.http, "http://localhost:\(port)"))
            let answers = await LiveMeasurements(variables: [:], root: nil).observe([alive, dead])
            #expect(answers[alive]?.values == [7])
            #expect(answers[dead]?.hasFailed("refuses connections") == true)
        }
    }
}
