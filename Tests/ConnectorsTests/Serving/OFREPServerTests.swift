import Testing

@testable import Connectors

@Suite("Asking a server what it serves")
struct OFREPServerTests {
    private func ask(
        key: String? = nil, slash: Bool = false, _ reply: @escaping @Sendable (LocalServer.Asked) -> LocalServer.Reply
    ) async throws -> (answer: ServedAnswer?, why: String?, asked: [LocalServer.Asked]) {
        try await LocalServer.with(reply: reply) { server in
            let asking = OFREPServer(url: server.url + (slash ? "/" : ""), key: key)
            do {
                let answer = try await asking.ask("CSF", in: "staging", targetingKey: "user-1")
                return (answer, nil, server.asked)
            } catch let error as FlagNotServed {
                return (nil, error.why.replacing(server.url, with: "URL"), server.asked)
            }
        }
    }

    @Test("posts the context to OFREP and reads variant and reason", arguments: [false, true])
    func asks(slash: Bool) async throws {
        let found = try await ask(key: "secret", slash: slash) { _ in
            .answer(200, #"{ "key": "CSF", "value": true, "variant": "on", "reason": "STATIC" }"#)
        }
        #expect(found.answer == ServedAnswer(variant: "on", reason: "STATIC"))
        let asked = try #require(found.asked.first)
        #expect(asked.method == "POST" && asked.path == "/environments/staging/ofrep/v1/evaluate/flags/CSF")
        #expect(asked.fields["authorization"] == "Bearer secret")
        #expect(asked.body == #"{"context":{"targetingKey":"user-1"}}"#)
    }

    @Test("without a key it sends none")
    func noKey() async throws {
        let found = try await ask { _ in .answer(200, "{}") }
        #expect(found.answer == ServedAnswer(variant: nil, reason: nil))
        #expect(found.asked.first?.fields["authorization"] == nil)
    }

    @Test(
        "what is no answer has a reason, without the key",
        arguments: [
            (404, "{}", "URL answers 404 Not Found"), (401, "", "URL answers 401 Unauthorized"),
            (200, "<html>", "URL answers something else than OFREP"),
        ])
    func refusals(status: Int, body: String, why: String) async throws {
        let found = try await ask(key: "secret") { _ in .answer(status, body) }
        #expect(found.why == why)
    }

    @Test("a server that hangs up, and one that is not there")
    func unreachable() async throws {
        let hungUp = try await ask { _ in .hangUp }
        #expect(hungUp.why?.hasSuffix("closed the connection before its answer was complete") == true)
        let url = "http://localhost:\(try await LocalServer.deadPort())"
        do {
            _ = try await OFREPServer(url: url, key: nil).ask("CSF", in: "staging", targetingKey: "user-1")
            Issue.record("nobody answers there")
        } catch let error as FlagNotServed {
            #expect(error.why == "\(url.dropFirst("http://".count)) refuses connections")
        }
    }
}
