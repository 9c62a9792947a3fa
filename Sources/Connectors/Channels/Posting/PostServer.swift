import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A request that carries a message.
struct PostRequest: Sendable {
    let url: String
    let fields: [(name: String, value: String)]
    let body: String
}

/// What a server answered to it.
struct PostAnswer: Sendable {
    let status: HTTPResponseStatus
    let fields: HTTPHeaders
    /// At most 64 KiB of the body; as much as came, where the connection broke.
    let body: String

    /// The status as outcomes name it: `503 Service Unavailable`.
    var statusText: String { "\(status.code) \(status.reasonPhrase)" }
}

/// Why there was no answer.
struct PostFailure: Error {
    /// Whether anything of the message had gone out, so that it may have arrived.
    let isBegun: Bool
    let reason: String
}

/// A server that messages are posted to.
struct PostServer {
    let client: HTTPClient
    let peer: WebPeer

    /// Posts once. Whoever began to answer has answered, also where the rest is missing.
    func post(_ post: PostRequest) async -> Result<PostAnswer, PostFailure> {
        let request: HTTPClient.Request
        do {
            var fields: HTTPHeaders = ["Content-Type": "application/json; charset=utf-8", "User-Agent": "flagctl"]
            for (name, value) in post.fields { fields.replaceOrAdd(name: name, value: value) }
            request = try HTTPClient.Request(
                url: post.url, method: .POST, headers: fields, body: .string(post.body))
        } catch {
            return .failure(PostFailure(isBegun: false, reason: "\(peer.name) is no address of HTTP"))
        }
        let collector = PostCollector()
        let task = client.execute(
            request: request, delegate: collector, deadline: .now() + .seconds(Int64(peer.timeout)))
        do {
            return .success(
                try await withTaskCancellationHandler {
                    try await task.get()
                } onCancel: {
                    task.cancel()
                })
        } catch {
            if let answer = collector.answer { return .success(answer) }
            return .failure(
                PostFailure(isBegun: collector.isBegun, reason: WebFailure(error, from: peer).reason))
        }
    }
}
