import Foundation

/// A connection for what no HTTP client sends, and for what none shows.
enum RawConnection {
    /// Sends a request, what comes after an answer to a part of it, and gives everything that comes until the server
    /// closes.
    ///
    /// - Throws: where it does not close within a minute.
    static func text(
        from server: RunningServer, to request: String, then rest: String = "", after mark: String = ""
    ) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try exchange(UInt16(server.url.split(separator: ":").last ?? ""), request, rest, mark)
                    })
            }
        }
    }

    private static func exchange(_ port: UInt16?, _ request: String, _ rest: String, _ mark: String) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (port ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
        _ = request.withCString { send(descriptor, $0, strlen($0), 0) }
        var text = ""
        var waits = !rest.isEmpty
        while true {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw POSIXError(.ETIMEDOUT) }
            guard count > 0 else { return text }
            text += String(decoding: buffer[..<count], as: UTF8.self)
            if waits, text.contains(mark) {
                waits = false
                _ = rest.withCString { send(descriptor, $0, strlen($0), 0) }
            }
        }
    }
}
