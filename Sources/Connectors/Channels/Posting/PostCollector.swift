import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Collects an answer up to a limit, and knows whether anything was sent.
final class PostCollector: HTTPClientResponseDelegate {
    /// The most that is read of an answer, in bytes.
    static let limit = 64 << 10

    private struct State {
        var isBegun = false
        var head: HTTPResponseHead?
        var body: [UInt8] = []
    }

    private let state = Mutex(State())

    /// Whether a byte of the request may have gone out.
    var isBegun: Bool { state.withLock { $0.isBegun } }

    /// The answer as far as it came; nothing before its status did.
    var answer: PostAnswer? {
        state.withLock { state in
            state.head.map {
                PostAnswer(
                    status: $0.status, fields: $0.headers, body: String(decoding: state.body, as: UTF8.self))
            }
        }
    }

    func didSendRequestHead(task: HTTPClient.Task<PostAnswer>, _ head: HTTPRequestHead) {
        state.withLock { $0.isBegun = true }
    }

    func didReceiveHead(task: HTTPClient.Task<PostAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { $0.head = head }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<PostAnswer>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let isFull = state.withLock { state in
            state.body += buffer.readableBytesView.prefix(Self.limit - state.body.count)
            return state.body.count == Self.limit
        }
        return isFull
            ? task.eventLoop.makeFailedFuture(AnswerCollector.TooLong()) : task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<PostAnswer>) throws -> PostAnswer {
        guard let answer else { throw HTTPClientError.remoteConnectionClosed }
        return answer
    }
}
