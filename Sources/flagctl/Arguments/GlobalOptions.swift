import ArgumentParser

/// What every verb takes.
struct GlobalOptions: ParsableArguments {
    @Option(name: .customShort("C"), help: ArgumentHelp("Run as if started in PATH", valueName: "path"))
    var path: String?

    @Option(help: "Print text or json")
    var format: OutputFormat = .text

    @Flag(name: .shortAndLong, help: "Print only errors")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print details")
    var verbose = false
}

/// In which form a verb prints its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}
