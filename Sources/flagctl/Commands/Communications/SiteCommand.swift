import ArgumentParser
import Workflows

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Pages, feeds and a calendar that show the state and its history",
        discussion: "Example: flagctl site build --out public", subcommands: [SiteBuildCommand.self])
}

struct SiteBuildCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Write the status site of a commit into a folder",
        discussion: """
            A dashboard, a page for each flag and rollout, the rollout matrix, the audit with filters, feeds, a \
            calendar and a changelog: files that any web server or browser shows. The same commit gives the same bytes.

            Example: flagctl site build --out public --base-url https://flags.example.com/
            """)

    @Option(
        help: ArgumentHelp(
            "The folder to write into: a new or empty one, or that of an earlier build", valueName: "folder"),
        completion: .directory)
    var out: String
    @Option(help: ArgumentHelp("A commit, branch, tag or date; HEAD if left out", valueName: "revision"))
    var at: String?
    @Option(help: ArgumentHelp("Where the site will be served, for links in feeds and the calendar", valueName: "url"))
    var baseUrl: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let build = BuildSite(
            into: surroundings.path(out), called: out, GatherSite(at: at, base: baseUrl, isAlone: true))
        output.show(try build.run(surroundings.session))
    }
}
