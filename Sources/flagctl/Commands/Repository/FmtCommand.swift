import ArgumentParser
import Workflows

struct FmtCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Rewrite documents in the canonical style",
        discussion: "Example: flagctl fmt environments/production")

    @Argument(help: "Files or folders below the repository's root; all if left out") var paths: [String] = []
    @Flag(help: "Only name the files that would change; exit 1 if there are any") var check = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let report = try FormatFiles(paths, checkOnly: check).run(surroundings.session)
        output.show(report)
        if check, !report.files.isEmpty { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
