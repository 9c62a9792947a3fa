import AsyncHTTPClient
import Documents
import FlagModel
import NIOCore
import NIOHTTP1

/// Asks a running server what it serves of a flag.
public protocol FlagAsking: Sendable {
    /// The value that a context is served, as JSON, and the reason.
    ///
    /// - Throws: ``FlagNotServed``.
    func ask(_ flag: String, in environment: String, targetingKey: String) async throws -> ServedAnswer
}

/// What a server answered.
public struct ServedAnswer: Sendable, Hashable {
    /// The variant.
    public let variant: String?
    /// The reason, as OFREP says it.
    public let reason: String?

    /// Joins both.
    public init(variant: String?, reason: String?) {
        self.variant = variant
        self.reason = reason
    }
}

/// A server that does not say what it serves, and why.
public struct FlagNotServed: Error, Sendable, Hashable {
    /// Why, without secrets.
    public let why: String

    /// Says why.
    public init(why: String) { self.why = why }
}

/// A server that speaks OFREP, such as `flagctl serve`.
public struct OFREPServer: FlagAsking {
    private let url: String
    private let key: String?

    /// Names the server.
    ///
    /// - Parameters:
    ///   - url: its address, such as `http://127.0.0.1:8016`.
    ///   - key: the API key, where it asks for one.
    public init(url: String, key: String?) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.key = key
    }

    /// Asks once; an answer takes at most five seconds.
    public func ask(_ flag: String, in environment: String, targetingKey: String) async throws -> ServedAnswer {
        let client = HTTPClient.forMeasurements(connections: 1)
        do {
            let answer = try await ask(
                client, "\(url)/environments/\(environment)/ofrep/v1/evaluate/flags/\(flag)", targetingKey)
            await client.close()
            return answer
        } catch {
            await client.close()
            throw error
        }
    }

    private func ask(_ client: HTTPClient, _ address: String, _ targetingKey: String) async throws -> ServedAnswer {
        var fields: HTTPHeaders = ["Content-Type": "application/json", "Accept": "application/json"]
        if let key { fields.add(name: "Authorization", value: "Bearer \(key)") }
        let body: JSONValue = ["context": ["targetingKey": .string(targetingKey)]]
        let answer: HTTPClient.Response
        do {
            let request = try HTTPClient.Request(
                url: address, method: .POST, headers: fields, body: .string(CanonicalJSON.compact(body)))
            answer = try await client.execute(request: request, deadline: .now() + .seconds(5)).get()
        } catch {
            throw FlagNotServed(why: reason(of: error))
        }
        let bytes = answer.body.map { Array($0.readableBytesView) } ?? []
        guard answer.status == .ok else {
            throw FlagNotServed(why: "\(url) answers \(answer.status.code) \(answer.status.reasonPhrase)")
        }
        do throws(JSONSyntaxError) {
            let value = try JSONDocument(parsing: bytes).value
            return ServedAnswer(variant: value["variant"]?.string, reason: value["reason"]?.string)
        } catch {
            throw FlagNotServed(why: "\(url) answers something else than OFREP")
        }
    }

    /// What a client threw, in the words of the sources of measurements.
    private func reason(of error: any Error) -> String {
        guard let key = SourceKey("server") else { return "\(url) does not answer" }
        let source = MetricSource(
            key: key, kind: .http, url: url, timeout: 5, bearerTokenVariable: nil, userVariable: nil,
            passwordVariable: nil, caFile: nil)
        return WebFailure(error, from: source.peer).reason
    }
}
