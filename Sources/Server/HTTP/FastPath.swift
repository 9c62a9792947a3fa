import Evaluation
import Logging
import NIOCore
import NIOHTTP1

/// Answers evaluations of one flag where they arrive, in the channel's own thread.
///
/// They are most of what a flag server is asked, and answering takes less time than handing the request to a task and
/// back. Everything else, and whatever comes in while a task answers, goes on to Hummingbird.
final class FastPath: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private struct Pending {
        let key: String
        let environment: String?
        let secret: String?
        let keepsAlive: Bool
        let start: ContinuousClock.Instant
        var body = ByteBuffer()

        /// Most bodies come in one part, which need not be copied.
        mutating func take(_ part: inout ByteBuffer) {
            if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
        }
    }

    private let desk: Desk
    private let log: RequestLog
    private let watch: ConnectionGuard
    /// Where answers leave as bytes: head, body and end would each walk through the pipeline.
    private let encoder: ChannelHandlerContext
    private var pending: Pending?
    private var dates = HTTPDates()
    /// Requests that were handed on and are not answered yet.
    private var others = 0
    private var needsFlush = false
    /// Whether the last answer was given, so that whatever comes is passed over until the client is done.
    private var isFinished = false
    private var isStopping = false
    private var waitsForRead = false

    /// - Parameters:
    ///   - watch: the guard of the connection, which does not see answers that are written as bytes.
    ///   - encoder: where NIO's encoder of responses stands.
    init(_ desk: Desk, _ log: RequestLog, _ watch: ConnectionGuard, encoder: ChannelHandlerContext) {
        self.desk = desk
        self.log = log
        self.watch = watch
        self.encoder = encoder
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isFinished { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if others == 0, head.isExpectingContinue { proceed(context) }
            pending = others == 0 ? pending(head) : nil
            if pending == nil {
                others += 1
                context.fireChannelRead(wrapInboundOut(.head(head.withExplicitClose)))
            }
        case .body(var part):
            guard pending != nil else { return context.fireChannelRead(data) }
            pending?.take(&part)
            if let request = pending, request.body.readableBytes > Limits.body {
                refuse(.tooLarge(key: request.key), context)
            }
        case .end:
            guard let request = pending else { return context.fireChannelRead(data) }
            pending = nil
            answer(request, context)
        }
    }

    private func pending(_ head: HTTPRequestHead) -> Pending? {
        guard head.method == .POST, case .evaluate(let key, let environment) = Route.of(head.uri).route else {
            return nil
        }
        let secret = Credentials.secret(
            authorization: head.headers.first(name: "authorization"), apiKey: head.headers.first(name: "x-api-key"))
        return Pending(
            key: key, environment: environment, secret: secret, keepsAlive: head.isKeepAlive, start: .now)
    }

    /// Asks for the body of a client that waits for a word before it sends it.
    private func proceed(_ context: ChannelHandlerContext) {
        context.writeAndFlush(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }

    private func answer(_ request: Pending, _ context: ChannelHandlerContext) {
        let (reply, evaluated) = desk.evaluate(
            request.key, request.environment, secret: request.secret, body: request.body)
        write(reply, keepsAlive: request.keepsAlive, context)
        let duration = ContinuousClock.now - request.start
        if let evaluated {
            desk.metrics.note(evaluated, status: reply.status, in: duration)
        } else {
            desk.metrics.note(.evaluate, status: reply.status, in: duration)
        }
        log.note("POST", .evaluate, request.environment, status: reply.status, duration)
    }

    private func refuse(_ reply: Reply, _ context: ChannelHandlerContext) {
        guard let request = pending else { return }
        pending = nil
        write(reply, keepsAlive: false, context)
        desk.metrics.note(.evaluate, status: reply.status, in: .now - request.start)
    }

    private func write(_ reply: Reply, keepsAlive: Bool, _ context: ChannelHandlerContext) {
        let stays = keepsAlive && !isStopping
        let message = reply.message(date: dates.now, keepsAlive: stays, context.channel.allocator)
        watch.noteAnswer()
        encoder.write(NIOAny(IOData.byteBuffer(message)), promise: nil)
        if stays {
            needsFlush = true
        } else {
            finish(context)
        }
    }

    /// Ends the connection so that the client gets the answer even while it is still sending.
    private func finish(_ context: ChannelHandlerContext) {
        isFinished = true
        context.flush()
        context.close(mode: isStopping ? .all : .output, promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let request = pending, error is HTTPParserError else { return context.fireErrorCaught(error) }
        let error = ProtocolError(.parseError, "the body is not what HTTP/1.1 has: \(error)")
        refuse(.json(error.json(key: request.key), status: 400), context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { others -= 1 }
        context.write(data, promise: promise)
    }
}

extension FastPath {
    /// Nothing more is read from a client that does not read its answers.
    func read(context: ChannelHandlerContext) {
        if context.channel.isWritable { context.read() } else { waitsForRead = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if waitsForRead, context.channel.isWritable {
            waitsForRead = false
            context.read()
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent where pending != nil:
            // The answer is the last one.
            isStopping = true
        case ChannelEvent.inputClosed where pending != nil:
            // The rest of the request will not come.
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }
}

extension Reply {
    /// The body is larger than ``Limits/body``.
    static func tooLarge(key: String?) -> Reply {
        let error = ProtocolError(.parseError, "the body has more than \(Limits.body) bytes")
        return .json(error.json(key: key), status: 413)
    }
}
