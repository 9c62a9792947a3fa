import Git
import TestSupport
import Testing

@Suite struct TrackedFilesTests {
    /// `path: text`, or what became of the file.
    private func read(_ files: TrackedFiles, limit: Int = 100) -> [String] {
        zip(files.paths, files.read(files.paths, limit: limit) { String(decoding: $1, as: UTF8.self) }).map {
            switch $1 {
            case .read(let text): "\($0): \(text)"
            case .tooLarge(let bytes): "\($0): \(bytes) bytes"
            case .none: "\($0): none"
            case .unreadable(let why): "\($0): \(why)"
            }
        }
    }

    @Test func `tracked files are read as they are now, and nothing else`() async throws {
        let git = try await GitFixture()
        try await git.commit(["a.txt": "one", "sub/b c\u{e9}.txt": "two", "gone": "", "large": "12345678"])
        try git.folder.link("repository/link", to: "a.txt")
        try await git.git("add", "link")
        try await git.git("rm", "--quiet", "--cached", "gone")
        try git.write("one again", to: "a.txt")
        try await git.git(
            "update-index", "--add", "--cacheinfo", "100644,\(try await git.git("rev-parse", "HEAD:a.txt")),lost")
        let files = try await TrackedFiles(in: git.path, environment: git.environment)
        #expect(files.prefix == "")
        #expect(
            read(files, limit: 9) == [
                "a.txt: one again", "large: 12345678", "link: none", "lost: none", "sub/b c\u{e9}.txt: two",
            ])
        #expect(read(files, limit: 7)[1] == "large: 8 bytes")
        #expect(files.topHas("sub"))
        #expect(!files.topHas("super"))
    }

    @Test func `a folder below the top has its own files, whatever repository the environment names`() async throws {
        let git = try await GitFixture()
        try await git.commit(["a.txt": "one", "sub/b.txt": "two"])
        let files = try await TrackedFiles(
            in: git.path + "/sub", environment: git.environment.merging(["GIT_DIR": "/nowhere"]) { $1 })
        #expect(files.paths == ["b.txt"])
        #expect(files.prefix == "sub/")
    }

    @Test func `a folder outside of any repository is refused, and so is none`() async throws {
        let folder = try TemporaryFolder("plain")
        let environment = GitFixture.environment(home: folder.path)
        await #expect(throws: GitError.self) {
            let files = try await TrackedFiles(in: folder.path, environment: environment)
            Issue.record("\(files.paths)")
        }
        let missing = folder.path("missing")
        await #expect(
            throws: GitError.notAllowed("'\(missing)' is no folder", hint: "name a folder of a git repository")
        ) {
            let files = try await TrackedFiles(in: missing, environment: environment)
            Issue.record("\(files.paths)")
        }
    }
}
