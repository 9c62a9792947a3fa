import Foundation

/// A git repository of a test's own, made and looked at with the system's git.
///
/// HOME is a folder of the fixture, the system's configuration is off, identity and dates are fixed.
public struct GitFixture: Sendable {
    /// Everything of the fixture: the repository is in `repository`, HOME in `home`.
    public let folder: TemporaryFolder
    /// The top of the repository.
    public let path: String
    /// What git and flagctl are run with.
    public let environment: [String: String]

    /// Makes an empty repository on the unborn branch `main`.
    public init(bare: Bool = false, options: [String] = []) async throws {
        folder = try TemporaryFolder("git")
        path = folder.path("repository")
        environment = GitFixture.environment(home: folder.path("home"))
        try FileManager.default.createDirectory(atPath: folder.path("home"), withIntermediateDirectories: true)
        try await git(
            ["init", "--quiet", "--initial-branch=main"] + (bare ? ["--bare"] : []) + options + [path], in: folder.path)
    }

    /// The variables of every fixture, with their own HOME.
    public static func environment(home: String) -> [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": home, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", "TZ": "UTC",
            "GIT_AUTHOR_NAME": "Ann Author", "GIT_AUTHOR_EMAIL": "ann@example.com",
            "GIT_AUTHOR_DATE": "2026-01-02T03:04:05+01:00",
            "GIT_COMMITTER_NAME": "Cay Committer", "GIT_COMMITTER_EMAIL": "cay@example.com",
            "GIT_COMMITTER_DATE": "2026-01-02T03:04:06+01:00",
        ]
    }

    /// What git says, without the line break at the end; a failure is an error.
    @discardableResult
    public func git(_ arguments: [String], in folder: String? = nil, input: String = "") async throws -> String {
        let result = try await run(
            "git", arguments, in: folder ?? path, environment: environment, input: input)
        guard result.status == 0 else { throw GitFailure(arguments: arguments, text: result.error + result.output) }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    /// What git says to these words.
    @discardableResult
    public func git(_ words: String...) async throws -> String { try await git(words) }

    /// Writes files into the work tree, commits everything and gives the commit's id.
    @discardableResult
    public func commit(_ files: [String: String] = [:], _ message: String = "Change files") async throws -> String {
        for (name, text) in files { try write(text, to: name) }
        try await git("add", "--all")
        try await git("commit", "--quiet", "--allow-empty", "--message", message)
        return try await git("rev-parse", "HEAD")
    }

    /// Writes a file of the work tree.
    public func write(_ text: String, to name: String) throws { try folder.write(text, to: "repository/" + name) }

    /// Reads a file of the work tree.
    public func read(_ name: String) throws -> String { try folder.read("repository/" + name) }

    /// Whether a file of the work tree is there.
    public func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// What `git fsck --strict` complains about; empty when all is well.
    public func fsck() async throws -> String {
        let result = try await run(
            "git", ["fsck", "--strict", "--no-progress", "--no-dangling"], in: path, environment: environment)
        return result.status == 0 && result.error.isEmpty
            ? result.output : "\(result.status) \(result.output)\(result.error)"
    }

    /// What `git status --porcelain` prints.
    public func status() async throws -> String { try await git("status", "--porcelain") }
}

/// A git command of a fixture that failed.
public struct GitFailure: Error, CustomStringConvertible {
    /// What git was asked.
    public let arguments: [String]
    /// What it said.
    public let text: String

    /// Makes one of both.
    public init(arguments: [String], text: String) {
        self.arguments = arguments
        self.text = text
    }

    /// Both in one line.
    public var description: String { "git \(arguments.joined(separator: " ")): \(text)" }
}
