import ArgumentParser
import Workflows

struct StaleCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "stale", abstract: "List flags that should go, and why",
        discussion: """
            Flags that expired, that serve everybody the same for long, that are archived and still here, and, with \
            --metrics, that nobody evaluates.
            Example: flagctl stale --since 90d --refs ../web-portal --format markdown
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case markdown
    }

    @Option(name: .shortAndLong, help: "Only what this environment serves counts", completion: .environments)
    var env: String?
    @Option(help: ArgumentHelp("How long a flag has to be the same for everybody, or since when", valueName: "when"))
    var since = ListStale.defaultSpan
    @Option(help: ArgumentHelp("A server's metrics, by address or in a file", valueName: "source"))
    var metrics: String?
    @Option(help: ArgumentHelp("Say where code below this folder mentions them", valueName: "path"))
    var refs: String?
    @OptionGroup(title: "Everywhere") var common: QuietOptions
    @Option(help: "The output's form") var format: Format = .text

    var global: GlobalOptions { common.global(format == .json ? .json : .text) }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let stale = ListStale(
            in: env, since: since, metrics: try counts(surroundings), folder: refs.map(surroundings.path))
        let report = try await stale.run(surroundings.session)
        if format == .markdown { output.show(report.markdown) } else { output.answer(report) }
    }

    private func counts(_ surroundings: Surroundings) throws -> ListStale.Metrics? {
        guard let metrics else { return nil }
        if metrics.hasPrefix("http://") || metrics.hasPrefix("https://") { return .url(metrics) }
        return .text(try surroundings.text(ofFile: metrics), file: metrics)
    }
}
