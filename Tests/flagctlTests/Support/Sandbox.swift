import Foundation
import TestSupport

/// A repository of a scenario's own, and surroundings in which every command gives the same answer everywhere.
///
/// `repository` holds a copy of this project's own flags, as the README has it. HOME, identity, clock (and with it the
/// names of changes), language, terminal and the programs on PATH are fixed.
struct Sandbox {
    private let folder: TemporaryFolder
    /// The time of all commands from here on.
    var clock = "2025-09-01T09:30:00Z"

    /// What there is at the start.
    enum Start {
        /// A git repository whose only commit holds this project's flags.
        case flags
        /// An empty folder.
        case nothing
    }

    init(_ start: Start = .flags) async throws {
        folder = try TemporaryFolder("flagctl-golden")
        for name in ["repository", "home", "bin"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
        }
        try linkPrograms()
        guard start == .flags else { return }
        for name in ["flags", "environments", "hooks", ".flagctl"] {
            try FileManager.default.copyItem(atPath: Project.path(name), toPath: folder.path("repository/" + name))
        }
        try await succeed("git init --quiet --initial-branch=main && git add --all")
        try await succeed("git commit --quiet --message 'Flags of the S4 rollout'")
    }

    /// Runs a line of shell in the repository.
    func run(_ line: String) async throws -> Finished {
        try await TestSupport.run("/bin/sh", ["-c", line], in: repository, environment: environment)
    }

    /// Runs a line of shell in the repository, on a terminal of its own.
    func runOnTerminal(_ line: String, answer: String?) async throws -> Finished {
        try await Terminal().run(
            "/bin/sh", ["-c", line], in: repository, environment: environment, answer: answer)
    }

    /// Runs a line of shell that must succeed.
    func succeed(_ line: String) async throws {
        let result = try await run(line)
        guard result.status == 0 else { throw SetUpFailure(line: line, text: result.output + result.error) }
    }

    /// Commits files beside those that there are.
    func commit(_ files: [String: String]) async throws {
        for (name, text) in files { try folder.write(text, to: "repository/" + name) }
        try await succeed("git add --all && git commit --quiet --message 'Lay out a rollout'")
    }

    /// The text with stable names for this sandbox's folders, and without the secrets of API keys.
    func portable(_ text: String) -> String {
        let resolved = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
        let text = text.replacing(/flagctl_[0-9a-f]{64}/, with: "flagctl_SECRET")
        return [resolved, folder.path].reduce(text) { text, path in
            text.replacingOccurrences(of: path + "/repository", with: "REPO").replacingOccurrences(
                of: path, with: "TMP")
        }
    }

    private var repository: String { folder.path("repository") }

    private var environment: [String: String] {
        [
            "PATH": folder.path("bin"), "HOME": folder.path("home"), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
            "TZ": "UTC", "TERM": "xterm", "COLUMNS": "80", "FLAGCTL_NOW": clock,
            "GIT_AUTHOR_NAME": "Mike", "GIT_AUTHOR_EMAIL": "mike@example.com", "GIT_AUTHOR_DATE": clock,
            "GIT_COMMITTER_NAME": "Mike", "GIT_COMMITTER_EMAIL": "mike@example.com", "GIT_COMMITTER_DATE": clock,
        ]
    }

    /// Nothing else of the machine is on PATH, above all no `gh`.
    private func linkPrograms() throws {
        let programs = [
            "sh", "git", "cat", "chmod", "cp", "env", "find", "grep", "head", "ln", "ls", "mkdir", "mv", "rm", "sed",
            "sort", "tail", "tr", "wc",
        ]
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        for program in programs {
            let candidates = folders.map { "\($0)/\(program)" }
            guard let path = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
                throw SetUpFailure(line: program, text: "is not on PATH")
            }
            try FileManager.default.createSymbolicLink(atPath: folder.path("bin/\(program)"), withDestinationPath: path)
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("bin/flagctl"), withDestinationPath: FlagctlBinary.path)
    }
}

/// Something that a scenario needs and that could not be made.
struct SetUpFailure: Error, CustomStringConvertible {
    let line: String
    let text: String
    var description: String { "\(line): \(text)" }
}
