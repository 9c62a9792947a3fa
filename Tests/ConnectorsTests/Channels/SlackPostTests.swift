import Communications
import Documents
import FlagModel
import NIOHTTP1
import Synchronization
import Testing

@testable import Connectors

@Suite struct SlackPostTests {
    private let path = "/services/T012345/B0678/s3cretS3cretS3cret"

    private func send(
        _ server: LocalServer, timeout: Int = 120, message given: OutgoingMessage? = nil
    ) async throws -> (SendOutcome, [Int]) {
        let sending = Sending()
        let outcome = await sending.outcome(
            try given ?? message(), over: try channel(.slack, urlVariable: "SLACK_URL", timeout: timeout),
            variables: ["SLACK_URL": server.url + path])
        return (outcome, sending.pauses)
    }

    @Test func postsBlocksAndATextForNotifications() async throws {
        try await LocalServer.with(reply: { _ in .answer(200, "ok") }) { server in
            let (outcome, pauses) = try await send(
                server, message: try message("A <!channel> & *b*", link: "https://flags.example.com/p"))
            #expect(outcome == .sent(receipt: "ok"))
            #expect(pauses.isEmpty)
            let asked = try #require(server.asked.first)
            #expect(server.asked.count == 1)
            #expect(asked.method == "POST")
            #expect(asked.path == path)
            #expect(asked.fields["content-type"] == "application/json; charset=utf-8")
            #expect(asked.fields["user-agent"] == "flagctl")
            let body = try JSONDocument(parsing: Array(asked.body.utf8)).root
            #expect(body[member: "text"]?.string == "A &lt;!channel&gt; &amp; *b*")
            #expect(body[member: "mrkdwn"]?.bool == false)
            let blocks = try #require(body[member: "blocks"]?.array)
            #expect(blocks.compactMap { $0[member: "type"]?.string } == ["header", "rich_text"])
            #expect(blocks[0][member: "text"]?[member: "text"]?.string == "A <!channel> & *b*")
            #expect(asked.body.contains(#"{"type":"link","url":"https://flags.example.com/p","text":"Open the page"}"#))
        }
    }

    @Test(arguments: [
        (400, "invalid_payload", "refused"), (403, "action_prohibited", "refused"),
        (404, "channel_not_found", "refused"),
        (404, "no_service", "refused"), (410, "channel_is_archived", "refused"), (302, "", "refused"),
        (500, "rollup_error", "unknown"), (503, "", "unknown"), (408, "", "unknown"),
        (200, "<html>Log in</html>", "unknown"),
    ])
    func takesSlacksWord(_ status: Int, _ word: String, _ kind: String) async throws {
        try await LocalServer.with(reply: { _ in .answer(status, word, ["Location": "http://localhost:1/"]) }) {
            server in
            let (outcome, _) = try await send(server)
            #expect(outcome.kind == kind)
            #expect(server.asked.count == 1)
            if (400..<500).contains(status), !word.isEmpty { #expect(outcome.text.contains("Slack says '\(word)'")) }
        }
    }

    @Test func waitsWhenSlackSaysSo() async throws {
        let count = Mutex(0)
        let reply: @Sendable (LocalServer.Asked) -> LocalServer.Reply = { _ in
            let number = count.withLock { number in
                number += 1
                return number
            }
            return number == 1 ? .answer(429, "rate_limited", ["Retry-After": "7"]) : .answer(200, "ok")
        }
        try await LocalServer.with(reply: reply) { server in
            let (outcome, pauses) = try await send(server)
            #expect(outcome == .sent(receipt: "ok"))
            #expect(pauses == [7])
            #expect(server.asked.count == 2)
        }
    }

    @Test(arguments: [("31", 31), ("3600", 3600), ("soon", 60), ("999999999", 86400), ("-1", 60)])
    func comesAgainLater(_ field: String, _ seconds: Int) async throws {
        try await LocalServer.with(reply: { _ in .answer(429, "", ["Retry-After": field]) }) { server in
            let (outcome, pauses) = try await send(server)
            #expect(outcome.kind == "later \(seconds)")
            #expect(pauses.isEmpty)
            #expect(server.asked.count == 1)
        }
    }

    @Test func waitsOnlyOnce() async throws {
        try await LocalServer.with(reply: { _ in .answer(429, "", ["Retry-After": "2"]) }) { server in
            let (outcome, pauses) = try await send(server)
            #expect(outcome.kind == "later 2")
            #expect(pauses == [2])
            #expect(server.asked.count == 2)
        }
    }

    /// Answers that do not come, and the time in which a message has to be on its way.
    private static let cutOff: [(LocalServer.Reply, timeout: Int)] = [
        (.hangUp, 120), (.silence, 10), (.late(60_000, "ok"), 10),
    ]

    @Test(arguments: cutOff.indices)
    func doesNotKnowWhatWasCutOff(_ index: Int) async throws {
        let (reply, timeout) = Self.cutOff[index]
        try await LocalServer.with(reply: { _ in reply }) { server in
            let (outcome, _) = try await send(server, timeout: timeout)
            #expect(outcome.kind == "unknown")
            #expect(outcome.text.hasSuffix("after the message was on its way"))
            #expect(server.asked.count == 1)
        }
    }

    @Test func readsWhatCameBeforeTheAnswerStopped() async throws {
        try await LocalServer.with(reply: { _ in .part("ok") }) { server in
            let (outcome, _) = try await send(server, timeout: 10)
            // The status came, and the word.
            #expect(outcome == .sent(receipt: "ok"))
        }
    }

    @Test func doesNotKnowWhatNoAnswerMeans() async throws {
        try await LocalServer.with(raw: "SSH-2.0-x\r\n") { server in
            let (outcome, _) = try await send(server)
            #expect(outcome.kind == "unknown")
        }
        try await LocalServer.with(reply: { _ in .mebibytes(64) }) { server in
            let (outcome, _) = try await send(server)
            #expect(outcome.kind == "unknown")
        }
    }

    @Test func knowsThatNothingWasSent() async throws {
        let port = try await LocalServer.deadPort()
        for url in ["http://localhost:\(port)", "https://localhost:\(port)", "http://no-such-host.invalid"] {
            let outcome = await Sending().outcome(
                try message(), over: try channel(.slack, urlVariable: "SLACK_URL"), variables: ["SLACK_URL": url + path]
            )
            #expect(outcome.kind == "refused", "\(outcome)")
            #expect(outcome.text.contains("the address in SLACK_URL"))
        }
        // TLS with a certificate of nobody, and with a server that speaks none.
        let certificates = try await Certificates()
        try await LocalServer.with(tls: try certificates.server()) { server in
            let outcome = await Sending().outcome(
                try message(), over: try channel(.slack, urlVariable: "SLACK_URL"),
                variables: ["SLACK_URL": "https://localhost:\(server.port)" + path])
            #expect(outcome.kind == "refused")
            #expect(outcome.text.contains("no TLS with the address in SLACK_URL"))
            #expect(server.asked.isEmpty)
        }
        try await LocalServer.with(raw: "no TLS here") { server in
            let outcome = await Sending().outcome(
                try message(), over: try channel(.slack, urlVariable: "SLACK_URL"),
                variables: ["SLACK_URL": "https://localhost:\(server.port)" + path])
            #expect(outcome.kind == "refused")
        }
    }

    @Test func namesTheVariableThatIsMissing() async throws {
        let slack = try channel(.slack, urlVariable: "SLACK_URL")
        let missing = await Sending().outcome(try message(), over: slack)
        #expect(
            missing == .unreachable("the environment variable SLACK_URL is not set, which the channel 'slack' needs"))
        let empty = await Sending().outcome(try message(), over: slack, variables: ["SLACK_URL": ""])
        #expect(empty.text.contains("SLACK_URL is empty"))
        for value in ["s3cretS3cret", "ftp://s3cretS3cret/a", "https://s3cretS3cret /a"] {
            let other = await Sending().outcome(try message(), over: slack, variables: ["SLACK_URL": value])
            #expect(other.kind == "refused")
            #expect(other.text.hasPrefix("the environment variable SLACK_URL has no address"))
            #expect(!other.text.contains("s3cret"))
        }
    }

    @Test func namesItsVariableWhole() async throws {
        let outcome = await Sending().outcome(
            try message(), over: try channel(.slack, urlVariable: "SLACK_URL"),
            variables: ["SLACK_URL": "http://localhost:\(try await LocalServer.deadPort())/slack/s3cretS3cret"])
        #expect(outcome.text.contains("the address in SLACK_URL"))
    }

    @Test func neverNamesItsAddress() async throws {
        let echoes: [LocalServer.Reply] = [
            .answer(404, "not found: \(path)"), .answer(404, "T012345 B0678 S3CRETs3crets3cret"), .answer(500, path),
            .answer(302, "", ["Location": path]), .answer(429, path, ["Retry-After": "99"]), .hangUp,
            .answer(400, "{\"url\":\"http:\\/\\/localhost\\/services\\/T012345\\/B0678\\/s3cretS3cretS3cret\"}"),
        ]
        for (reply, timeout) in echoes.map({ ($0, 120) }) + [(.silence, 10)] {
            try await LocalServer.with(reply: { _ in reply }) { server in
                let (outcome, _) = try await send(server, timeout: timeout)
                #expect(outcome.kind != "sent")
                for part in ["T012345", "B0678", "s3cret", "\(server.port)", "services"] {
                    #expect(!outcome.text.lowercased().contains(part.lowercased()), "\(outcome)")
                }
            }
        }
    }
}
