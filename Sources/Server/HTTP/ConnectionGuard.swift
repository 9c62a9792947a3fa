import NIOCore
import NIOHTTP1

/// Closes connections of clients that are too slow, or that no longer ask for anything.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How often a connection is looked at.
    private static let pause = TimeAmount.seconds(2)

    /// Since when a request is being read; nothing between requests.
    private var reading: NIODeadline?
    private var unanswered = 0
    private var hasAsked = false
    private var idle = NIODeadline.now()
    /// Since when the client leaves its answers unread; nothing while it reads them.
    private var unread: NIODeadline?
    private var check: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) { schedule(context) }

    func handlerRemoved(context: ChannelHandlerContext) { check?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        check?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            reading = .now()
            unanswered += 1
            hasAsked = true
        case .body: break
        case .end: reading = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { noteAnswer() }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unread = context.channel.isWritable ? nil : .now()
        context.fireChannelWritabilityChanged()
    }

    /// Counts an answer.
    func noteAnswer() {
        unanswered -= 1
        idle = .now()
    }

    /// Whether the client has had its time.
    private var isOver: Bool {
        let now = NIODeadline.now()
        if let unread, now - unread > Limits.idle { return true }
        if let reading { return now - reading > Limits.request }
        guard unanswered <= 0 else { return false }
        return now - idle > (hasAsked ? Limits.idle : Limits.request)
    }

    private func schedule(_ context: ChannelHandlerContext) {
        check = context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) { [self] in
            if isOver {
                context.close(promise: nil)
            } else {
                schedule(context)
            }
        }
    }
}
