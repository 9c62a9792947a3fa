import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A server's page of metrics, such as that of `flagctl serve`.
public struct MetricsPage: Sendable {
    /// Why the page could not be read.
    public struct Unread: Error, Sendable, Hashable {
        /// Why.
        public let why: String
    }

    private let url: String

    /// Names the page's address.
    public init(url: String) { self.url = url }

    /// Reads the page once; an answer takes at most ten seconds and has at most 16 MiB.
    ///
    /// - Throws: ``Unread``.
    public func text() async throws -> String {
        let client = HTTPClient.forMeasurements(connections: 1)
        do {
            let text = try await text(over: client)
            await client.close()
            return text
        } catch {
            await client.close()
            throw error
        }
    }

    private func text(over client: HTTPClient) async throws -> String {
        let answer: HTTPClient.Response
        do {
            let request = try HTTPClient.Request(url: url, headers: ["Accept": "text/plain", "User-Agent": "flagctl"])
            let collector = ResponseAccumulator(request: request, maxBodySize: 16 << 20)
            answer = try await client.execute(request: request, delegate: collector, deadline: .now() + .seconds(10))
                .get()
        } catch {
            throw Unread(why: "\(url) does not answer: \(error)")
        }
        guard answer.status == .ok else {
            throw Unread(why: "\(url) answers \(answer.status.code) \(answer.status.reasonPhrase)")
        }
        return answer.body.map { String(buffer: $0) } ?? ""
    }
}
