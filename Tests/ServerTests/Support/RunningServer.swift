import AsyncHTTPClient
import FlagModel
import Git
import Logging
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import Server

/// A server of a test's own, and a real client's requests to it.
struct RunningServer {
    struct Answer {
        let status: Int
        let text: String
        let fields: [String: String]
    }

    let url: String

    /// Serves a fixture on a free port while `body` runs, then stops.
    static func with(
        _ flags: FlagFixture, configure: (inout ServerOptions) -> Void = { _ in },
        body: @escaping @Sendable (RunningServer) async throws -> Void
    ) async throws {
        var options = ServerOptions(location: flags.location, port: 0, keys: nil)
        configure(&options)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let server = FlagServer(options, logger: logger)
        try await withTaskExecutorPreference(OwnThreads.shared) { try await run(server, body) }
    }

    private static func run(
        _ server: FlagServer, _ body: @escaping @Sendable (RunningServer) async throws -> Void
    ) async throws {
        let (started, start) = AsyncStream.makeStream(of: String.self)
        try await withThrowingTaskGroup { group in
            group.addTask {
                defer { start.finish() }
                try await server.run { start.yield($0.url) }
            }
            group.addTask {
                for await url in started { return try await body(RunningServer(url: url)) }
            }
            // Whatever ends first ends the other.
            try await group.next()
            group.cancelAll()
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
        }
    }

    func send(
        _ method: String, _ path: String, _ body: String? = nil, _ fields: [String: String] = [:]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = .init(rawValue: method)
        for (name, value) in fields { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let text = String(buffer: try await response.body.collect(upTo: 1 << 24))
        let pairs = response.headers.map { ($0.name.lowercased(), $0.value) }
        return Answer(status: Int(response.status.code), text: text, fields: Dictionary(pairs) { $1 })
    }

    func get(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, nil, fields)
    }

    func post(_ path: String, _ body: String = #"{"context":{}}"#, _ fields: [String: String] = [:]) async throws
        -> Answer
    {
        try await send("POST", path, body, fields)
    }

    /// Asks again until the answer is as wanted; gives up after some seconds.
    func wait(for path: String, until isWanted: (Answer) -> Bool) async throws -> Answer {
        let start = ContinuousClock.now
        while true {
            let answer = try await path.hasPrefix("/ofrep") || path.contains("/ofrep/") ? post(path) : get(path)
            if isWanted(answer) || .now - start > .seconds(120) { return answer }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
