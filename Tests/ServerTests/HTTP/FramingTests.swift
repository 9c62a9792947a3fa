import TestSupport
import Testing

@testable import Server

/// One flag is answered in the channel and all of them in a task, so that both ways are tried.
@Suite struct FramingTests {
    private static let all = "/environments/production/ofrep/v1/evaluate/flags"
    private static let paths = [all + "/CSF", all]
    private static let body = #"{"context":{}}"#
    private static let length = "Host: h\r\nContent-Length: \(body.utf8.count)\r\n"

    @Test(arguments: paths, ["1.0\r\n", "1.1\r\nConnection: Close, TE\r\n", "1.1\r\nconnection: close\r\n"])
    func `the connection ends after a request that says so`(path: String, version: String) async throws {
        try await RunningServer.with(try await FlagFixture()) { server in
            let request = "POST \(path) HTTP/\(version)\(Self.length)\r\n\(Self.body)"
            let text = try await RawConnection.text(from: server, to: request)
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(text)")
            #expect(text.contains(#"{"key":"CSF","reason":"DISABLED","variant":"off","value":false}"#))
        }
    }

    @Test(arguments: paths)
    func `a client that waits to be asked for its body is asked`(path: String) async throws {
        try await RunningServer.with(try await FlagFixture()) { server in
            let head = "POST \(path) HTTP/1.1\r\n\(Self.length)Connection: close\r\nExpect: 100-continue\r\n\r\n"
            let text = try await RawConnection.text(
                from: server, to: head, then: Self.body, after: "HTTP/1.1 100 Continue\r\n\r\n")
            #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), "\(text)")
            #expect(text.contains(#"{"key":"CSF","reason":"DISABLED","variant":"off","value":false}"#))
        }
    }

    @Test(arguments: paths, ["zz\r\n", "ffffffffffffffffffff\r\n"])
    func `a chunk that is none is refused`(path: String, chunk: String) async throws {
        try await RunningServer.with(try await FlagFixture()) { server in
            let head = "POST \(path) HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            let text = try await RawConnection.text(from: server, to: head + chunk)
            #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(text)")
        }
    }
}
