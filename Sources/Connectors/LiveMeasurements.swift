import AsyncHTTPClient
import FlagModel
public import Rollouts

/// Measurements as their sources give them at the moment.
///
/// Everything is asked at once, at most so many requests at a time over connections that one look shares. A look that
/// asks no web server opens none. Nothing that comes back names a secret.
public struct LiveMeasurements: MeasurementGathering {
    private let variables: [String: String]
    private let folder: RepositoryFolder?
    private let concurrency: Int

    /// Makes measurements of the sources that requests name.
    ///
    /// - Parameters:
    ///   - variables: the environment variables that sources may take secrets from.
    ///   - root: the repository's root, absolute, for measurement files and certificates; a bare repository has none.
    ///   - concurrency: how many requests may wait for an answer at a time, 1 or more.
    public init(variables: [String: String], root: String?, concurrency: Int = 16) {
        self.variables = variables
        self.folder = root.map { RepositoryFolder(root: $0) }
        self.concurrency = max(1, concurrency)
    }

    /// Asks for everything at once and answers each request, also where its source is dead.
    public func observe(_ requests: Set<MeasurementRequest>) async -> [MeasurementRequest: Observation] {
        let sources = Set(requests.lazy.filter(\.query.needsServer).map(\.source))
        guard !sources.isEmpty else { return await answers(to: requests, from: [:]) }
        let client = HTTPClient.forMeasurements(connections: concurrency)
        let servers = sources.reduce(into: [:]) { servers, source in
            servers[source] = SourceServer.reaching(source, over: client, variables: variables, folder: folder)
        }
        let answers = await answers(to: requests, from: servers)
        await client.close()
        return answers
    }

    private typealias Servers = [MetricSource: Result<SourceServer, WebFailure>]

    private func answers(
        to requests: Set<MeasurementRequest>, from servers: Servers
    ) async -> [MeasurementRequest: Observation] {
        await withTaskGroup(of: (MeasurementRequest, Observation).self) { group in
            var answers: [MeasurementRequest: Observation] = [:]
            for (index, request) in requests.enumerated() {
                if index >= concurrency, let (answered, observation) = await group.next() {
                    answers[answered] = observation
                }
                group.addTask { (request, await self.answer(to: request, from: servers)) }
            }
            for await (answered, observation) in group { answers[answered] = observation }
            return answers
        }
    }

    private func answer(to request: MeasurementRequest, from servers: Servers) async -> Observation {
        switch request.query {
        case .manual: .noData("people report it")
        case .file(let path, let series):
            MeasurementFile(path: path, series: series).observation(in: folder, for: request)
        case .prometheus, .http:
            switch servers[request.source] {
            case .success(let server): await server.observation(for: request)
            case .failure(let failure): .failed(failure.reason)
            case nil: .failed("the source '\(request.source.key)' is no server")
            }
        }
    }
}

extension SourceServer {
    fileprivate func observation(for request: MeasurementRequest) async -> Observation {
        switch request.query {
        case .prometheus(let query): await PrometheusRange(query: query, request: request).observation(from: self)
        case .http(let path, let probe):
            await HTTPProbe(path: path, probe: probe, count: request.probes).observation(from: self, at: request.to)
        case .file, .manual: .failed("the source '\(source.key)' is a server")
        }
    }
}

extension MeasurementRequest.Query {
    /// Whether it is asked over HTTP.
    fileprivate var needsServer: Bool {
        switch self {
        case .prometheus, .http: true
        case .file, .manual: false
        }
    }
}
