import TestSupport
import Testing

@testable import Workflows

/// A flag repository with a bare remote, and somebody else's clone of it.
struct RemoteFixture {
    let flags: FlagFixture
    let remote: String
    let other: String

    init(_ changes: [String: String?] = [:]) async throws {
        flags = try await FlagFixture(changes)
        remote = flags.repository.folder.path("remote.git")
        other = flags.repository.folder.path("other")
        try await flags.git("clone", "--quiet", "--bare", flags.path, remote)
        try await flags.git("remote", "add", "origin", remote)
        try await flags.git("fetch", "--quiet", "origin")
        try await flags.git("branch", "--quiet", "--set-upstream-to=origin/main")
        try await flags.git("clone", "--quiet", remote, other)
    }

    /// Somebody else commits and publishes.
    @discardableResult
    func otherPublishes(_ files: [String: String], _ message: String = "Theirs") async throws -> String {
        for (name, text) in files { try flags.repository.folder.write(text, to: "other/\(name)") }
        try await flags.git(["pull", "--quiet"], in: other)
        try await flags.git(["add", "--all"], in: other)
        try await flags.git(["commit", "--quiet", "--message", message], in: other)
        try await flags.git(["push", "--quiet"], in: other)
        return try await published()
    }

    /// The newest commit of the remote's branch.
    func published(_ branch: String = "main") async throws -> String {
        try await flags.git(["rev-parse", branch], in: remote)
    }

    /// Subjects of the remote's branch, newest first.
    func subjects(_ branch: String = "main") async throws -> [String] {
        try await flags.git(["log", "--format=%s", branch], in: remote).split(separator: "\n").map(String.init)
    }

    /// Expects that clone and remote agree and that both are sound.
    func expectPublished(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try await published() == flags.head(), sourceLocation: sourceLocation)
        #expect(try await flags.head("origin/main") == flags.head(), sourceLocation: sourceLocation)
        #expect(
            try await flags.git(["fsck", "--strict", "--no-dangling"], in: remote) == "", sourceLocation: sourceLocation
        )
        try await flags.expectSound(sourceLocation: sourceLocation)
    }
}

extension EditOptions {
    static let push = EditOptions(push: true)
}
