import ArgumentParser
import Workflows

struct MergeDriverCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge-driver", abstract: "Merge a document field by field; git calls it",
        discussion: "Example: flagctl merge-driver %O %A %B %L %P")

    /// Above 128 a driver tells git that it could not merge at all; 1 is a conflict.
    private static let couldNot = ExitCode(129)

    @Argument(help: "The common ancestor's file, empty where there is none") var base: String
    @Argument(help: "Our file, which the merge is written to") var ours: String
    @Argument(help: "Their file") var theirs: String
    @Argument(help: "How many characters a conflict's marker has") var markerSize: Int
    @Argument(help: "Where the file is in the repository") var path: String
    @Argument(help: "What base, ours and theirs are called") var labels: [String] = []
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let report: MergeReport
        do {
            report = try MergeFile(
                path, base: surroundings.bytes(ofFile: base), ours: surroundings.bytes(ofFile: ours),
                theirs: surroundings.bytes(ofFile: theirs), markerSize: markerSize, labels: labels
            ).run(environment: surroundings.environment)
            try output.save(report.bytes, to: surroundings.path(ours), called: ours)
        } catch {
            output.show(Failure(error))
            throw Self.couldNot
        }
        output.show(report)
        if !report.isClean { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
