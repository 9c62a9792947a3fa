import AsyncHTTPClient
import FlagModel
import NIOCore
import NIOHTTP1
import NIOSSL

/// The server of a source, with what it takes to ask it.
struct SourceServer: Sendable {
    /// The longest answer that is read, in bytes.
    static let answerLimit = 16 << 20

    /// The source.
    let source: MetricSource
    /// Whether it answers at all.
    let silence = Silence()
    private let client: HTTPClient
    private let base: String
    private let credentials: Credentials
    private let tls: TLSConfiguration?

    private init(
        _ source: MetricSource, over client: HTTPClient, variables: [String: String], folder: RepositoryFolder?
    ) throws(WebFailure) {
        var base = source.url ?? ""
        while base.hasSuffix("/") { base.removeLast() }
        self.source = source
        self.client = client
        self.base = base
        credentials = try Credentials(of: source, variables: variables)
        tls = try TLSConfiguration.trusted(by: source, in: folder)
    }

    /// The server of a source, or why it cannot be asked.
    static func reaching(
        _ source: MetricSource, over client: HTTPClient, variables: [String: String], folder: RepositoryFolder?
    ) -> Result<SourceServer, WebFailure> {
        do {
            return .success(try SourceServer(source, over: client, variables: variables, folder: folder))
        } catch {
            return .failure(error)
        }
    }

    /// Asks for a path below the source's address; with a form it is posted.
    func ask(_ path: String, form: String? = nil, keepsBody: Bool = true) async throws(WebFailure) -> WebAnswer {
        let request = try request(path, form)
        let collector = AnswerCollector(keepsBody: keepsBody, limit: Self.answerLimit)
        let task = client.execute(
            request: request, delegate: collector, deadline: .now() + .seconds(Int64(source.timeout)))
        do {
            return try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw WebFailure(error, from: source.peer)
        }
    }

    /// A text of the server as a reason may name it: short, in one line, and without what it was told in confidence.
    func quoted(_ text: String) -> String {
        var text = text
        for secret in credentials.secrets { text = text.replacing(secret, with: "…") }
        let line = String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
        return line.count > 300 ? line.prefix(300) + "…" : line
    }

    private func request(_ path: String, _ form: String?) throws(WebFailure) -> HTTPClient.Request {
        let url = base + (path.hasPrefix("/") ? path : "/" + path)
        guard url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw WebFailure(.setup, "'\(path)' is no path of a URL: write other characters than ASCII as %20")
        }
        var fields: HTTPHeaders = ["Accept": "application/json", "User-Agent": "flagctl"]
        if let authorization = credentials.authorization { fields.add(name: "Authorization", value: authorization) }
        if form != nil { fields.add(name: "Content-Type", value: "application/x-www-form-urlencoded") }
        do {
            return try HTTPClient.Request(
                url: url, method: form == nil ? .GET : .POST, headers: fields, body: form.map { .string($0) },
                tlsConfiguration: tls)
        } catch {
            throw WebFailure(.setup, "'\(url)' is no address of HTTP")
        }
    }
}
