import Communications
import Documents
import FlagModel
import Synchronization
import Testing

@testable import Connectors

@Suite struct WebhookPostTests {
    private func send(
        _ reply: @escaping @Sendable (Int) -> LocalServer.Reply, secret: String? = nil, timeout: Int = 120
    ) async throws -> (outcome: SendOutcome, pauses: [Int], asked: [LocalServer.Asked]) {
        let count = Mutex(0)
        let numbered: @Sendable (LocalServer.Asked) -> LocalServer.Reply = { _ in
            reply(
                count.withLock { number in
                    number += 1
                    return number
                })
        }
        return try await LocalServer.with(reply: numbered) { server in
            let sending = Sending()
            let outcome = await sending.outcome(
                try message(isUrgent: true, link: "https://flags.example.com/p"),
                over: try channel(
                    .webhook, url: server.url + "/hook?a=1", secret: secret == nil ? nil : "PAGER_SECRET",
                    timeout: timeout),
                variables: secret.map { ["PAGER_SECRET": $0] } ?? [:])
            return (outcome, sending.pauses, server.asked)
        }
    }

    @Test func postsTheMessageInEveryForm() async throws {
        let sent = try await send { _ in .answer(202, "thanks") }
        #expect(sent.outcome == .sent(receipt: "202 Accepted"))
        let asked = try #require(sent.asked.first)
        #expect(asked.path == "/hook?a=1")
        #expect(asked.fields["idempotency-key"] == "\"production/portal/01K2/launch/1\"")
        #expect(asked.fields["webhook-timestamp"] == "\(second(60).unixSeconds)")
        #expect(asked.fields["webhook-signature"] == nil)
        let body = try JSONDocument(parsing: Array(asked.body.utf8)).root
        let texts = Dictionary(
            (body.object ?? []).compactMap { member in member.value.string.map { (member.name, $0) } }
        ) { $1 }
        #expect(
            texts == [
                "id": "production/portal/01K2/launch/1", "subject": "Portal: 25 % → 50 %",
                "text": "Hello you & <them>.\n\n- one\n- two",
                "html":
                    "<p>Hello <strong>you</strong> &amp; &lt;them&gt;.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
                "markdown": "Hello **you** \\& \\<them\\>.\n\n- one\n- two", "time": "2023-11-14T22:13:20Z",
                "plan": "portal", "environment": "production", "link": "https://flags.example.com/p",
            ])
        #expect(body[member: "urgent"]?.bool == true)
    }

    /// The example of the specification's own libraries.
    @Test func signsAsStandardWebhooksDoes() throws {
        let signature = try WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", variable: "S")
        #expect(
            signature.text(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body: "{\"test\": 2432232314}")
                == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func signsWithOtherSecretsToo() async throws {
        let sent = try await send({ _ in .answer(200, "") }, secret: "correct horse")
        let asked = try #require(sent.asked.first)
        let id = try #require(asked.fields["webhook-id"])
        #expect(!id.contains("."))
        let expected = try WebhookSignature(secret: "correct horse", variable: "S")
            .text(id: id, seconds: second(60).unixSeconds, body: asked.body)
        #expect(asked.fields["webhook-signature"] == expected)
        let broken = try await send({ _ in .answer(200, "") }, secret: "whsec_no base64!")
        #expect(broken.outcome == .unreachable("the environment variable PAGER_SECRET has no base64 after 'whsec_'"))
        #expect(broken.asked.isEmpty)
    }

    @Test func triesOnceMoreWithTheSameKey() async throws {
        let failures: [(LocalServer.Reply, Int)] = [
            (.hangUp, 120), (.answer(500, "oops"), 120), (.silence, 10), (.answer(409, "busy"), 120),
        ]
        for (failure, timeout) in failures {
            let sent = try await send({ $0 == 1 ? failure : .answer(200, "") }, secret: "s3cret", timeout: timeout)
            #expect(sent.outcome == .sent(receipt: "200 OK"))
            #expect(sent.pauses == [1])
            #expect(sent.asked.count == 2)
            #expect(sent.asked[0].fields == sent.asked[1].fields)
            #expect(sent.asked[0].body == sent.asked[1].body)
        }
    }

    @Test func aSecondFailureSaysNothingOfTheFirst() async throws {
        for second in [LocalServer.Reply.answer(400, "no"), .answer(429, ""), .hangUp, .answer(500, "")] {
            let sent = try await send { $0 == 1 ? .answer(502, "first") : second }
            #expect(sent.outcome.kind == "unknown")
            #expect(sent.outcome.text.contains("502 Bad Gateway: first"))
            #expect(sent.asked.count == 2)
        }
    }

    @Test(arguments: [
        (400, "refused"), (401, "refused"), (404, "refused"), (413, "refused"), (301, "refused"), (307, "refused"),
        (408, "unknown"), (409, "unknown"), (500, "unknown"), (502, "unknown"), (429, "later 90"), (503, "later 90"),
    ])
    func tellsStatuses(_ status: Int, _ kind: String) async throws {
        let sent = try await send { _ in
            .answer(status, "why", status == 429 || status == 503 ? ["Retry-After": "90"] : ["Location": "/other"])
        }
        #expect(sent.outcome.kind == kind)
        #expect(sent.asked.count == (kind == "unknown" ? 2 : 1))
        #expect(sent.asked.allSatisfy { $0.path == "/hook?a=1" })
    }

    @Test func neverNamesItsSecret() async throws {
        for reply in [
            LocalServer.Reply.answer(401, "bad: c29tZXNlY3JldA== and whsec_c29tZXNlY3JldA=="),
            .answer(500, "C29TZXNLY3JLDA=="),
        ] {
            let sent = try await send({ _ in reply }, secret: "whsec_c29tZXNlY3JldA==")
            #expect(!sent.outcome.text.lowercased().contains("c29tzxnl"))
            #expect(sent.outcome.text.contains("…"))
        }
        let long = try await send { _ in .answer(400, String(repeating: "long\nlines ", count: 500)) }
        #expect(long.outcome.text.count < 350)
        #expect(!long.outcome.text.contains("\n"))
    }
}
