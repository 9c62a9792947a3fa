import ArgumentParser
import Workflows

struct VerifyCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that every step of the branch was allowed, and signed where it has to be",
        discussion: "Example: flagctl verify --root 1f0c2d3e --format csv > changes.csv")

    /// In which form the result is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case csv
    }

    @Argument(help: "The revision to walk to, or A..B; HEAD where nothing is given") var range: String?
    @Option(help: ArgumentHelp("Take this commit for granted, instead of the first one", valueName: "commit"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "Start from what is in FILE, where it exists, and keep there what was found", valueName: "file"))
    var checkpoint: String?

    @OptionGroup(title: "Everywhere") var common: QuietOptions
    @Option(help: "The output's form") var format: Format = .text

    var global: GlobalOptions { common.global(format == .json ? .json : .text) }

    func validate() throws {
        if checkpoint != nil, root != nil { throw ValidationError("give --root or --checkpoint, not both") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let known = try checkpoint.flatMap { try surroundings.textIfAny(ofFile: $0) }
        let report = try await VerifyHistory(range, root: root, checkpoint: known).run(surroundings.session)
        switch format {
        case .csv: output.write(report.csv)
        case .text, .json: output.show(report)
        }
        if let checkpoint, let text = report.checkpoint {
            try output.save(Array(text.utf8), to: surroundings.path(checkpoint), called: checkpoint)
        }
        if !report.isVerified { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
