import AsyncHTTPClient
import NIOCore

extension HTTPClient {
    /// A client for one look: HTTP/1.1, no redirects, one event loop, and no second attempt where a server refuses.
    static func forMeasurements(connections: Int) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(WebFailure.connectTimeout)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup.any(), configuration: configuration)
    }

    /// Closes the connections, when every answer is complete.
    func close() async {
        do {
            try await shutdown().get()
        } catch {
            // A connection that does not end well takes nothing back of what was answered over it.
        }
    }
}
