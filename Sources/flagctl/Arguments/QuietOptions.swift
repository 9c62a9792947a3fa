import ArgumentParser
import Workflows

/// What every verb takes, for verbs with formats of their own.
struct QuietOptions: ParsableArguments {
    @Option(name: .customShort("C"), help: ArgumentHelp("Run as if started in PATH", valueName: "path"))
    var path: String?

    @Flag(name: .shortAndLong, help: "Print only errors")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print details")
    var verbose = false

    func global(_ format: OutputFormat) -> GlobalOptions {
        var options = GlobalOptions.plain(format)
        options.path = path
        options.quiet = quiet
        options.verbose = verbose
        return options
    }
}

/// In which form findings are printed.
enum ValidationFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
    case github
}
