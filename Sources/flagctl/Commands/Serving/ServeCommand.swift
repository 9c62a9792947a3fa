import ArgumentParser
import FlagModel
import Logging
import Server
import Workflows

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve evaluations over HTTP (OFREP), and make API keys",
        discussion: """
            'flagctl serve' alone is 'flagctl serve run', whose options it takes.

            Example: flagctl serve --env production --port 8016
            """,
        subcommands: [ServeRunCommand.self, ServeKeyCommand.self], defaultSubcommand: ServeRunCommand.self)
}

struct ServeRunCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Serve evaluations over HTTP (OFREP), and follow the branch",
        discussion: """
            Applications ask POST /ofrep/v1/evaluate/flags/KEY, or /ofrep/v1/evaluate/flags for all, with an API key \
            of the environment; several environments are below /environments/ENV. A commit is served as soon as it is \
            on the branch; one that does not validate is not, and /readyz says so. With --site the pages of 'site \
            build' are at /site/; a browser asks for an API key that opens every environment, as the password.

            Example: flagctl serve --env production --port 8016
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("An environment, again for more; all if left out", valueName: "environment"),
        completion: .environments)
    var env: [String] = []
    @Option(help: ArgumentHelp("The address to listen on", valueName: "address")) var host = "127.0.0.1"
    @Option(help: ArgumentHelp("The port to listen on; 0 for a free one", valueName: "port")) var port = 8016
    @Option(help: ArgumentHelp("The branch; the one that HEAD names if left out", valueName: "branch"))
    var branch: String?
    @Option(help: ArgumentHelp("Fetch the branch from its remote this often, such as 10s or 1m", valueName: "time"))
    var pull: Interval?
    @Option(
        help: ArgumentHelp("The file of API keys; in the git folder if left out", valueName: "file"),
        completion: .file())
    var keys: String?
    @Flag(help: "Answer everybody on this machine, without API keys") var noAuth = false
    @Option(
        help: ArgumentHelp("A file with the secret of a forge's webhook for POST /refresh", valueName: "file"),
        completion: .file())
    var webhookSecret: String?
    @Flag(help: "Serve the status site too, below /site/") var site = false
    @Option(help: ArgumentHelp("The certificate chain for TLS, as PEM", valueName: "file"), completion: .file())
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("The certificate's private key, as PEM", valueName: "file"), completion: .file())
    var tlsKey: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535") }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
        guard keys == nil || !noAuth else { throw ValidationError("--keys and --no-auth exclude each other") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let options = try serverOptions(surroundings)
        let server = FlagServer(options, logger: output.logger(label: "flagctl"))
        do {
            try await server.run { started in
                output.show(started)
                output.flush()
            }
        } catch {
            throw Failure(serving: error)
        }
    }

    private func serverOptions(_ surroundings: Surroundings) throws -> ServerOptions {
        let location = surroundings.session.location
        do {
            var options = ServerOptions(
                location: location, environments: env, host: host,
                port: port, keys: noAuth ? nil : try KeyCabinet(location, file: keys.map(surroundings.path)).file)
            options.branch = branch
            options.pull = pull?.duration
            options.webhookSecret = try webhookSecret.map { file in
                String(try surroundings.text(ofFile: file).prefix { !$0.isNewline })
            }
            if site {
                let session = surroundings.session
                options.site = { try ServedSite(commit: $0, session) }
            }
            if let tlsCertificate, let tlsKey {
                options.tls = ServerOptions.TLSFiles(
                    certificate: surroundings.path(tlsCertificate), key: surroundings.path(tlsKey))
            }
            return options
        } catch {
            throw Failure(serving: error)
        }
    }
}

/// A time span as it is typed: `500ms`, `10s`, `5m`, `1h`.
struct Interval: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0, number <= 1_000_000 else { return nil }
        switch argument[digits.endIndex...] {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(number * 60)
        case "h": duration = .seconds(number * 3600)
        default: return nil
        }
    }
}
