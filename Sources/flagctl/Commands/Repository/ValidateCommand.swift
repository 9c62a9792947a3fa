import ArgumentParser
import Workflows

struct ValidateCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check all documents and how they fit together",
        discussion: "Example: flagctl validate --format github")

    @Option(help: ArgumentHelp("Check a revision or date instead of the files here", valueName: "when"))
    var at: String?

    @Flag(help: "Check what the next commit would hold") var staged = false
    @Flag(help: "Let warnings fail too") var strict = false
    @OptionGroup(title: "Everywhere") var common: QuietOptions
    @Option(help: "The output's form") var format: ValidationFormat = .text

    var global: GlobalOptions { common.global(format == .json ? .json : .text) }

    func validate() throws {
        if staged, at != nil { throw ValidationError("give --staged or --at, not both") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let subject: Validate.Subject = staged ? .staged : at.map { .revision($0) } ?? .workTree
        let report = try await Validate(subject).run(surroundings.session)
        output.show(report, as: format)
        if report.errors > 0 || strict && report.warnings > 0 { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
