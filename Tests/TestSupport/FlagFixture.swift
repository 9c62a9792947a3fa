import Foundation

/// A flag repository of a test's own in which flagctl and other people's git commit.
public struct FlagFixture: Sendable {
    /// The git repository.
    public let repository: GitFixture
    /// What flagctl is run with: an identity and no dates, so that the given clock decides.
    public let environment: [String: String]
    /// The top of the repository.
    public var path: String { repository.path }

    /// Makes the sample repository with other files over it and commits it; no text removes a file.
    public init(_ changes: [String: String?] = [:], at time: String = "2026-01-01T09:00:00Z") async throws {
        try await self.init(emptyOn: "main")
        try write(SampleFlags.files.mapValues { $0 }.merging(changes) { $1 })
        try await commit([:], "Lay out the flags", at: time)
    }

    /// Makes a repository without a commit.
    public init(emptyOn branch: String) async throws {
        repository = try await GitFixture(options: ["--initial-branch=\(branch)"])
        environment = repository.environment.filter { !$0.key.hasSuffix("_DATE") }
    }

    /// Commits files with the system's git as a text editor's user does, and gives the commit's id.
    @discardableResult
    public func commit(
        _ files: [String: String?], _ message: String = "Edit by hand", at time: String = "2026-01-02T09:00:00Z",
        by author: String = "Ed Editor <ed@example.com>"
    ) async throws -> String {
        try write(files)
        try await git("add", "--all")
        try await git(["commit", "--quiet", "--author", author, "--message", message], at: time)
        return try await head()
    }

    /// Writes or removes files of the work tree.
    public func write(_ files: [String: String?]) throws {
        for (name, text) in files {
            if let text {
                try repository.write(text, to: name)
            } else if repository.has(name) {
                try FileManager.default.removeItem(atPath: path + "/" + name)
            }
        }
    }

    /// What git says to these words, at a time and in a folder.
    @discardableResult
    public func git(
        _ arguments: [String], at time: String = "2026-01-02T09:00:00Z", in folder: String? = nil
    ) async throws -> String {
        let dates = ["GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time]
        let result = try await run(
            "git", arguments, in: folder ?? path, environment: environment.merging(dates) { $1 })
        guard result.status == 0 else { throw GitFailure(arguments: arguments, text: result.error + result.output) }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    /// What git says to these words.
    @discardableResult
    public func git(_ words: String...) async throws -> String { try await git(words) }

    /// The same without suspension, for closures that cannot wait: somebody else's git in the middle of an edit.
    public func gitMeanwhile(_ words: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + words
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw GitFailure(arguments: words, text: "in the meantime") }
    }

    /// The id of a revision's commit.
    public func head(_ revision: String = "HEAD") async throws -> String { try await git("rev-parse", revision) }

    /// A file at a revision.
    public func show(_ path: String, at revision: String = "HEAD") async throws -> String {
        try await run("git", ["show", "\(revision):\(path)"], in: self.path, environment: environment).output
    }

    /// A commit's whole message.
    public func message(_ revision: String = "HEAD") async throws -> String {
        try await git("log", "-1", "--format=%B", revision)
    }

    /// How many commits a revision's first-parent history has.
    public func length(_ revision: String = "HEAD") async throws -> Int {
        Int(try await git("rev-list", "--count", "--first-parent", revision)) ?? 0
    }

    /// Everything that an edit which is refused must leave alone: references, index, files and objects.
    public func fingerprint() async throws -> String {
        let parts = [
            try await git("for-each-ref"), try await git("rev-parse", "HEAD"), try await git("ls-files", "--stage"),
            try await git("status", "--porcelain", "--ignored"), try await git("diff"),
            try await git("count-objects", "--verbose"),
        ]
        return parts.joined(separator: "\n")
    }
}
