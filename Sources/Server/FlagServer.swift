public import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Serves evaluations over HTTP (OFREP 0.3), and follows the branch meanwhile.
public struct FlagServer: Sendable {
    /// Where and what a server serves.
    public struct Started: Sendable {
        /// The address with the port that it has.
        public let url: String
        /// The address of the status site; nothing where none is served.
        public let site: String?
        /// The commit.
        public let commit: String
        /// The branch.
        public let branch: String
        /// The environments and how many flags each has.
        public let environments: [(key: String, flags: Int)]
        /// Why the newest commit is not served; nothing where it is.
        public let problems: [Finding]

        /// The same, `path:line:column: error: message [rule]` each.
        public var problemLines: [String] { problems.map(\.text) }

        /// `{"url", "branch", "commit", "environments": [{"environment", "flags"}], "problems": [finding]}`.
        public var json: JSONValue {
            [
                "url": .string(url), "branch": .string(branch), "commit": .string(commit),
                "environments": .array(
                    environments.map { ["environment": .string($0.key), "flags": .number(JSONNumber($0.flags))] }),
                "problems": .array(problems.map(\.json)),
            ]
        }
    }

    private let options: ServerOptions
    private let logger: Logger

    /// Prepares a server.
    public init(_ options: ServerOptions, logger: Logger) {
        self.options = options
        self.logger = logger
    }

    /// Serves until the process is asked to stop by SIGTERM or SIGINT, or the task is cancelled.
    ///
    /// - Parameter onStart: called once, when requests are answered.
    /// - Throws: ``ServerFailure``, ``InvalidHead``, or what reading the repository or the certificate throws.
    public func run(onStart: @escaping @Sendable (Started) async -> Void) async throws {
        let ring = try keyRing()
        let start = try await load()
        let board = Board(start.loaded.environments, start.standing)
        let outlet = Outlet(board: board, hub: EventHub(), metrics: Metrics(), logger: logger)
        let follower = BranchFollower(options, startingWith: start.loaded, outlet)
        let desk = Desk(
            board: board, ring: ring, hub: outlet.hub, metrics: outlet.metrics,
            site: options.site.map { SiteShelf(logger: logger, $0) })
        let webhook = Webhook(secret: options.webhookSecret, ring: ring) { follower.refresh() }
        let log = RequestLog(logger)
        var library = logger
        library.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            responder: Responder(desk: desk, webhook: webhook, log: log),
            server: try channels(desk, log),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port), backlog: 1_024,
                availableConnectionsDelegate: .maximum(connectionLimit(), logger: logger)),
            services: [follower, Heartbeat(board: board, hub: outlet.hub), KeyWatch(ring: ring, logger: logger)],
            onServerRunning: { channel in
                await onStart(started(start, on: channel.localAddress?.port ?? options.port))
            },
            logger: library)
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: library)
        configuration.maximumGracefulShutdownDuration = Limits.stop
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw ServerFailure(
                "cannot-listen", "\(options.host), port \(options.port), cannot be listened on: \(error)",
                hint: error.errnoCode == EADDRINUSE ? "another program does; choose a port with --port" : nil)
        }
    }

    private func connectionLimit() -> Int {
        let room = Descriptors.room(for: options.connectionLimit)
        if room < options.connectionLimit {
            logger.warning(
                "the process may not open more files; more connections have to wait",
                metadata: ["connections": "\(room)", "hint": "raise the limit (ulimit -n)"])
        }
        return room
    }

    private func keyRing() throws -> KeyRing {
        guard options.keys != nil || options.isLoopback else {
            throw ServerFailure(
                "no-auth-off-loopback", "'\(options.host)' can be reached from other machines, so API keys are needed",
                hint: "make one: flagctl serve key create NAME -e ENV")
        }
        let ring = try KeyRing(options.keys)
        guard options.keys == nil || ring.count > 0 else {
            throw ServerFailure(
                "no-keys", "there are no API keys",
                hint: "make one: flagctl serve key create NAME -e ENV; or answer this machine only: --no-auth")
        }
        return ring
    }

    private struct Start: Sendable {
        let loaded: Loader.Loaded
        let branch: String
        let standing: Board.Standing
        let problems: [Finding]
    }

    private func load() async throws -> Start {
        let repository = try FlagRepository(opening: options.location)
        let trunk = try Trunk(repository, branch: options.branch, isFetched: options.pull != nil)
        guard let tip = try await tip(trunk) else {
            throw ServerFailure("no-branch", "there is no branch '\(trunk.name)'", hint: "see 'git branch --all'")
        }
        let keys = try environments(repository, tip)
        do {
            let (loaded, invalid) = try await Loader(repository: repository, keys: keys).loadLastGood(tip)
            let problems = invalid?.findings ?? []
            let standing = Board.Standing(served: loaded.commit.hex, head: tip.hex, problems: problems.map(\.text))
            return Start(loaded: loaded, branch: trunk.name.name, standing: standing, problems: problems)
        } catch let invalid as Loader.Invalid {
            throw InvalidHead(branch: trunk.name.name, findings: invalid.findings)
        }
    }

    /// The newest commit; the one that is known where the remote cannot be reached.
    private func tip(_ trunk: Trunk) async throws -> ObjectID? {
        do {
            return try await trunk.fetch()
        } catch {
            guard let known = try trunk.tip() else { throw error }
            logger.warning("the branch cannot be fetched; what is here is served", metadata: ["error": "\(error)"])
            return known
        }
    }

    private func environments(_ repository: FlagRepository, _ tip: ObjectID) throws -> [EnvironmentKey] {
        let snapshot = try repository.snapshot(at: tip)
        _ = try snapshot.settings()
        if options.environments.isEmpty { return try snapshot.environmentKeys() }
        return try options.environments.map { try snapshot.environmentKey($0) }
    }

    private func channels(_ desk: Desk, _ log: RequestLog) throws -> HTTPServerBuilder {
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: Limits.head, maxHeaderListSize: Limits.head, maxHeaderFieldCount: Limits.fields)
        let configuration = HTTP1Channel.Configuration(httpDecoderConfiguration: decoder)
        guard let files = options.tls else {
            return HTTPServerBuilder { responder in
                ChannelSetup(
                    base: HTTP1Channel(responder: responder, configuration: configuration), desk: desk, log: log)
            }
        }
        let tls = try TLSConfiguration.server(files)
        return HTTPServerBuilder { responder in
            let channel = ChannelSetup(
                base: HTTP1Channel(responder: responder, configuration: configuration), desk: desk, log: log)
            return try TLSChannel(channel, tlsConfiguration: tls)
        }
    }

    private func started(_ start: Start, on port: Int) -> Started {
        let host = options.host.contains(":") ? "[\(options.host)]" : options.host
        let url = "\(options.tls == nil ? "http" : "https")://\(host):\(port)"
        return Started(
            url: url, site: options.site.map { _ in url + Desk.siteRoot }, commit: start.loaded.commit.hex,
            branch: start.branch, environments: start.loaded.environments.map { ($0.key.text, $0.compiled.keys.count) },
            problems: start.problems)
    }
}

/// The newest commit does not validate, and neither do those before it.
public struct InvalidHead: Error, Sendable {
    /// The branch.
    public let branch: String
    /// What is wrong with its newest commit.
    public let findings: [Finding]
}

extension TLSConfiguration {
    /// TLS 1.2 and later with a certificate and its key.
    ///
    /// - Throws: ``ServerFailure`` where a file cannot be read or is not what it should be.
    fileprivate static func server(_ files: ServerOptions.TLSFiles) throws -> TLSConfiguration {
        for file in [files.certificate, files.key] where access(file, R_OK) != 0 {
            throw ServerFailure("no-certificate", "'\(file)' cannot be read")
        }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.certificate).map {
                NIOSSLCertificateSource.certificate($0)
            }
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            var configuration = makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            return configuration
        } catch {
            throw ServerFailure(
                "no-certificate", "'\(files.certificate)' and '\(files.key)' cannot be used for TLS: \(error)",
                hint: "both are PEM files; the certificate chain starts with the server's own")
        }
    }
}
