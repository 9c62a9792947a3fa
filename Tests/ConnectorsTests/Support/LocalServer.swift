import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A web server of a test's own on loopback, which answers as the test says and remembers what it was asked.
struct LocalServer: Sendable {
    struct Asked: Sendable {
        let method: String
        let path: String
        let fields: [String: String]
        let body: String
    }

    enum Reply: Sendable {
        case answer(Int, String, [String: String] = [:])
        /// An answer that comes after so many milliseconds.
        case late(Int64, String)
        /// No answer, ever.
        case silence
        /// A head and the beginning of a body, and no more.
        case part(String)
        /// A body of so many mebibytes.
        case mebibytes(Int)
        case hangUp
    }

    let port: Int
    private let log: RequestLog

    var url: String { "http://localhost:\(port)" }
    var asked: [Asked] { log.asked }
    /// How many requests waited for an answer at the same time.
    var mostAtOnce: Int { log.mostAtOnce }

    /// Answers while `body` runs; with `raw` it says that to whoever asks, and nothing of HTTP.
    static func with<Result>(
        tls: TLSConfiguration? = nil, raw: String? = nil,
        reply: @escaping @Sendable (Asked) -> Reply = { _ in .silence },
        _ body: (LocalServer) async throws -> Result
    ) async throws -> Result {
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        let log = RequestLog()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    if let raw {
                        try pipeline.addHandler(RawTalk(text: raw))
                    } else {
                        try pipeline.configureHTTPServerPipeline()
                        try pipeline.addHandler(Talk(log: log, reply: reply))
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = LocalServer(port: channel.localAddress?.port ?? 0, log: log)
        do {
            let result = try await body(server)
            try await channel.close().get()
            return result
        } catch {
            try await channel.close().get()
            throw error
        }
    }

    /// A port of loopback that nothing listens at.
    static func deadPort() async throws -> Int {
        try await with { $0.port }
    }
}

private final class RequestLog: Sendable {
    private struct State {
        var asked: [LocalServer.Asked] = []
        var open = 0
        var mostOpen = 0
    }

    private let state = Mutex(State())

    var asked: [LocalServer.Asked] { state.withLock { $0.asked } }
    var mostAtOnce: Int { state.withLock { $0.mostOpen } }

    func note(_ asked: LocalServer.Asked) {
        state.withLock { state in
            state.asked.append(asked)
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
        }
    }

    func noteAnswer() { state.withLock { $0.open -= 1 } }
}

/// Answers requests one after another.
private final class Talk: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: RequestLog
    private let reply: @Sendable (LocalServer.Asked) -> LocalServer.Reply
    private var head: HTTPRequestHead?
    private var body = ""

    init(log: RequestLog, reply: @escaping @Sendable (LocalServer.Asked) -> LocalServer.Reply) {
        self.log = log
        self.reply = reply
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = ""
        case .body(let buffer): body += String(buffer: buffer)
        case .end:
            guard let head else { return }
            let fields = Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { $0 + "," + $1 }
            let asked = LocalServer.Asked(method: head.method.rawValue, path: head.uri, fields: fields, body: body)
            log.note(asked)
            answer(reply(asked), in: context)
        }
    }

    private func answer(_ reply: LocalServer.Reply, in context: ChannelHandlerContext) {
        switch reply {
        case .answer(let status, let text, let fields): send(status, [ByteBuffer(string: text)], fields, in: context)
        case .late(let milliseconds, let text):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
                let (talk, context) = bound.value
                talk.send(200, [ByteBuffer(string: text)], [:], in: context)
            }
        case .silence: break
        case .part(let text):
            let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "100000"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        case .mebibytes(let count):
            let mebibyte = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 20)
            send(200, Array(repeating: mebibyte, count: count), ["Transfer-Encoding": "chunked"], in: context)
        case .hangUp: context.close(promise: nil)
        }
    }

    private func send(
        _ status: Int, _ parts: [ByteBuffer], _ fields: [String: String], in context: ChannelHandlerContext
    ) {
        log.noteAnswer()
        var headers = HTTPHeaders(fields.map { ($0.key, $0.value) })
        if !headers.contains(name: "Transfer-Encoding") {
            headers.add(name: "Content-Length", value: String(parts.reduce(0) { $0 + $1.readableBytes }))
        }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        for part in parts { context.write(wrapOutboundOut(.body(.byteBuffer(part))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

/// Says one thing to whoever asks.
private final class RawTalk: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let text: String

    init(text: String) { self.text = text }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
