import ArgumentParser
import Workflows

struct DiffCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what differs between two revisions or dates, and who is affected",
        discussion: """
            A..B compares two commits, A...B shows what B adds to their common ancestor, \
            A alone compares with HEAD; each is a revision or a date.
            Example: flagctl diff main...my-proposal --format markdown
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case markdown
    }

    @Argument(help: "The range") var range = "HEAD~1..HEAD"
    @Flag(help: "Say what the policies of A ask; exit 1 where they let nothing pass") var policy = false
    @OptionGroup(title: "Everywhere") var common: QuietOptions
    @Option(help: "The output's form") var format: Format = .text

    var global: GlobalOptions { common.global(format == .json ? .json : .text) }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let report = try ShowDiff(range, asksPolicy: policy).run(surroundings.session)
        if format == .markdown { output.show(report.markdown) } else { output.answer(report) }
        if report.isFrozen { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
