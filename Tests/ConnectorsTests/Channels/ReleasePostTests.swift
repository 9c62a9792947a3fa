import Communications
import Documents
import FlagModel
import Testing

@testable import Connectors

@Suite struct ReleasePostTests {
    private let token = "ghp_abcdefghijklmnop"

    private func send(
        _ reply: @escaping @Sendable (LocalServer.Asked) -> LocalServer.Reply, isDraft: Bool = false,
        markdown: String = "Hello @you"
    ) async throws -> (outcome: SendOutcome, asked: [LocalServer.Asked]) {
        try await LocalServer.with(reply: reply) { server in
            let outcome = await Sending().outcome(
                try message(markdown: markdown),
                over: try channel(.gitHubRelease, url: server.url + "/", isDraft: isDraft),
                variables: ["GITHUB_TOKEN": token])
            return (outcome, server.asked)
        }
    }

    @Test func makesARelease() async throws {
        let url = "https://github.com/acme/app/releases/tag/x"
        let sent = try await send { _ in .answer(201, "{\"id\":1,\"html_url\":\"\(url)\"}") }
        #expect(sent.outcome == .sent(receipt: url))
        let asked = try #require(sent.asked.first)
        #expect(asked.method == "POST")
        #expect(asked.path == "/repos/acme/app/releases")
        #expect(asked.fields["authorization"] == "Bearer \(token)")
        #expect(asked.fields["accept"] == "application/vnd.github+json")
        let body = try JSONDocument(parsing: Array(asked.body.utf8)).root
        #expect(body[member: "tag_name"]?.string?.hasPrefix("flagctl-production-portal-01K2-launch-1-") == true)
        #expect(body[member: "name"]?.string == "Portal: 25 % → 50 %")
        #expect(body[member: "body"]?.string == "Hello @\u{200B}you")
        #expect(body[member: "draft"]?.bool == false)
    }

    @Test func takesOneThatIsThereAsSent() async throws {
        let sent = try await send { _ in
            .answer(
                422,
                #"{"message":"Validation Failed","errors":[{"resource":"Release","code":"already_exists","field":"tag_name"}]}"#
            )
        }
        #expect(sent.outcome.kind == "sent")
        #expect(sent.outcome.text.hasSuffix("is there already"))
    }

    @Test func asksAgainUnlessItIsADraft() async throws {
        let reply: @Sendable (LocalServer.Asked) -> LocalServer.Reply = { _ in .hangUp }
        let sent = try await send(reply)
        #expect(sent.outcome.kind == "unknown")
        #expect(sent.asked.count == 2)
        let draft = try await send(reply, isDraft: true)
        #expect(draft.outcome.kind == "unknown")
        #expect(draft.asked.count == 1)
    }

    @Test(
        arguments: [
            (
                401, "{\"message\":\"Bad credentials\"}", [:], "refused",
                "401 Unauthorized: Bad credentials: the token is not valid"
            ),
            (404, "{\"message\":\"Not Found\"}", [:], "refused", "the token needs to write contents"),
            (403, "{\"message\":\"Resource not accessible\"}", [:], "refused", "Resource not accessible"),
            (403, "{\"message\":\"rate limit\"}", ["Retry-After": "77"], "later 77", "rate limit"),
            (403, "", ["X-RateLimit-Remaining": "0"], "later 60", "403"), (429, "", [:], "later 60", "429"),
            (
                422, "{\"message\":\"Validation Failed\",\"errors\":[{\"code\":\"custom\"}]}", [:], "refused",
                "Validation Failed"
            ),
            (301, "", ["Location": "/x"], "refused", "renamed"), (500, "<html>", [:], "unknown", "500"),
            (200, "{}", [:], "unknown", "200"),
        ] as [(Int, String, [String: String], String, String)])
    func tellsStatuses(
        _ status: Int, _ body: String, _ fields: [String: String], _ kind: String, _ text: String
    ) async throws {
        let sent = try await send { _ in .answer(status, body, fields) }
        #expect(sent.outcome.kind == kind)
        #expect(sent.outcome.text.contains(text))
    }

    @Test func cutsWhatGitHubDoesNotTake() async throws {
        let text = (0..<3000).map { "Paragraph \($0) " + String(repeating: "x", count: 50) }.joined(separator: "\n\n")
        let sent = try await send({ _ in .answer(201, "{}") }, markdown: text)
        let body = try JSONDocument(parsing: Array(try #require(sent.asked.first).body.utf8)).root
        let markdown = try #require(body[member: "body"]?.string)
        #expect(markdown.utf16.count <= 125_000)
        #expect(markdown.utf16.count > 120_000)
        #expect(markdown.hasSuffix("*The rest is longer than GitHub takes.*"))
    }

    @Test func neverNamesItsToken() async throws {
        let secret = token
        for status in [400, 401, 403, 404, 422, 429, 500] {
            let sent = try await send { _ in .answer(status, "{\"message\":\"Bearer \(secret) is bad\"}") }
            #expect(!sent.outcome.text.contains("abcdef"))
        }
        let release = try channel(.gitHubRelease, url: "http://localhost:1")
        let missing = await Sending().outcome(try message(), over: release)
        #expect(missing.text.hasPrefix("the environment variable GITHUB_TOKEN is not set"))
        let broken = await Sending().outcome(
            try message(), over: release, variables: ["GITHUB_TOKEN": "ghp_abcdef\r\nX-Other: 1"])
        #expect(broken.text == "the environment variable GITHUB_TOKEN holds no token: it has spaces or line ends")
    }
}
