import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// What a web server answered.
struct WebAnswer: Sendable {
    /// The status, such as 200 OK.
    let status: HTTPResponseStatus
    /// The body; empty where it was not asked for.
    let body: [UInt8]
    /// The time until the answer was complete, connecting included.
    let milliseconds: Double

    /// Whether the status is 200 to 299.
    var isSuccess: Bool { (200...299).contains(status.code) }

    /// The status as a reason names it.
    var statusText: String { "status \(status.code) \(status.reasonPhrase)" }
}

/// Collects an answer up to a limit, and takes the time.
final class AnswerCollector: HTTPClientResponseDelegate {
    /// An answer that is longer than it may be.
    struct TooLong: Error {}

    private struct State {
        var status = HTTPResponseStatus.ok
        var body: [UInt8] = []
    }

    private let state = Mutex(State())
    private let keepsBody: Bool
    private let limit: Int
    private let start = NIODeadline.now()

    /// Begins to take the time; a body that is not kept may be of any length.
    init(keepsBody: Bool, limit: Int) {
        self.keepsBody = keepsBody
        self.limit = limit
    }

    func didReceiveHead(task: HTTPClient.Task<WebAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { $0.status = head.status }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<WebAnswer>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        guard keepsBody else { return task.eventLoop.makeSucceededVoidFuture() }
        let fits = state.withLock { state in
            guard state.body.count + buffer.readableBytes <= limit else { return false }
            state.body.append(contentsOf: buffer.readableBytesView)
            return true
        }
        return fits ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TooLong())
    }

    func didFinishRequest(task: HTTPClient.Task<WebAnswer>) throws -> WebAnswer {
        let elapsed = NIODeadline.now() - start
        return state.withLock {
            WebAnswer(status: $0.status, body: $0.body, milliseconds: Double(elapsed.nanoseconds) / 1_000_000)
        }
    }
}
