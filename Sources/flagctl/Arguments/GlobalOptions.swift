import ArgumentParser

/// What every verb takes.
struct GlobalOptions: ParsableArguments {
    @Option(name: .customShort("C"), help: ArgumentHelp("Run as if started in PATH", valueName: "path"))
    var path: String?

    @Option(help: "The output's form")
    var format: OutputFormat = .text

    @Flag(name: .shortAndLong, help: "Print only errors")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print details")
    var verbose = false
}

extension GlobalOptions {
    /// The options of a run whose arguments could not be read.
    static func plain(_ format: OutputFormat) -> GlobalOptions {
        var options = GlobalOptions()
        options.path = nil
        options.format = format
        options.quiet = false
        options.verbose = false
        return options
    }
}

/// In which form a verb prints its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}
