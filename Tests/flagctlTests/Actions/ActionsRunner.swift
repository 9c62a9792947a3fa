import Foundation
import TestSupport

/// A machine that runs the shell of workflow steps: GitHub's variables and files, flagctl, and a `gh` that notes its calls.
struct ActionsRunner {
    let fixture: FlagFixture
    private let folder: TemporaryFolder

    /// What a `gh` that only remembers does: `api` for comments as jq sees them, and `pr create`.
    private static let gh = #"""
        #!/bin/sh
        printf '%s\n' "$*" >> "$GH_LOG"
        case "$1 $2" in
          "api --paginate") [ "$4" = --jq ] && jq -r "$5" "$GH_COMMENTS" ;;
          "api --silent") for word; do case $word in body=@*) cp "${word#body=@}" "$GH_BODY" ;; esac; done ;;
          "pr create") echo https://github.com/example/flags/pull/7 ;;
          *) echo "unknown command: $*" >&2; exit 1 ;;
        esac
        """#

    init(_ fixture: FlagFixture) throws {
        self.fixture = fixture
        folder = try TemporaryFolder("actions", inMemory: true)
        for name in ["output", "summary", "path", "gh.log", "body"] { try folder.write("", to: name) }
        try folder.write("[]", to: "comments.json")
        try folder.write(Self.gh, to: "bin/gh")
        chmod(folder.path("bin/gh"), 0o755)
    }

    /// The comments that the pull request has, as GitHub's API gives them.
    func setComments(_ json: String) throws { try folder.write(json, to: "comments.json") }

    /// The calls of `gh`, each in a line.
    var calls: [String] { get throws { try folder.read("gh.log").split(separator: "\n").map(String.init) } }

    /// The text of the comment that was written last.
    var comment: String { get throws { try folder.read("body") } }

    /// The run's summary.
    var summary: String { get throws { try folder.read("summary") } }

    /// The outputs of the steps so far.
    var outputs: [String] { get throws { try folder.read("output").split(separator: "\n").map(String.init) } }

    /// A file that no step should make.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: fixture.path(name)) }

    /// Runs the shell of a step as GitHub runs `shell: bash`, with nothing but its own variables.
    func run(_ step: String, of workflow: ActionsWorkflow, _ variables: [String: String] = [:]) async throws -> Finished
    {
        guard let script = workflow.script(of: step) else { throw SetUpFailure(line: step, text: "is no step") }
        let missing = workflow.variables(of: step).subtracting(variables.keys)
        guard missing.isEmpty else { throw SetUpFailure(line: step, text: "needs \(missing.sorted())") }
        let file = try folder.write(script, to: "step.sh")
        let programs = (FlagctlBinary.path as NSString).deletingLastPathComponent
        var environment = fixture.environment.merging(
            [
                "PATH": "\(folder.path("bin")):\(programs):\(fixture.environment["PATH"] ?? "")",
                "GITHUB_OUTPUT": folder.path("output"), "GITHUB_STEP_SUMMARY": folder.path("summary"),
                "GITHUB_PATH": folder.path("path"), "RUNNER_TEMP": folder.path,
                "GITHUB_REPOSITORY": "example/flags", "GITHUB_ACTOR": "octocat", "GITHUB_RUN_ID": "42",
                "GH_LOG": folder.path("gh.log"), "GH_BODY": folder.path("body"),
                "GH_COMMENTS": folder.path("comments.json"),
            ]
        ) { $1 }
        environment.merge(variables) { $1 }
        return try await TestSupport.run(
            "bash", ["--noprofile", "--norc", "-eo", "pipefail", file], in: fixture.path, environment: environment)
    }
}
