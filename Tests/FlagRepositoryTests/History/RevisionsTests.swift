import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct RevisionsTests {
    /// Three commits, two of them on one day.
    private func fixture() async throws -> (FlagFixture, [String]) {
        let flags = try await FlagFixture(at: "2026-01-01T09:00:00Z")
        var commits = [try await flags.head()]
        for (day, time) in [(2, "2026-01-05T00:00:00Z"), (3, "2026-01-05T23:59:59Z")] {
            commits.append(try await flags.commit(["README.md": "\(day)\n"], at: time))
        }
        return (flags, commits)
    }

    @Test(arguments: [
        ("2026-01-01", 0), ("2026-01-04", 0), ("2026-01-05", 2), ("2026-01-05T00:00:00Z", 1),
        ("2026-01-05T12:00:00Z", 1),
        ("2026-01-05T00:30:00+01:00", 0), ("2030-01-01", 2),
    ])
    func `a date names the newest commit that is not later, a day its end in UTC`(_ date: String, _ index: Int)
        async throws
    {
        let (flags, commits) = try await fixture()
        #expect(try flags.open().commitID(at: date).hex == commits[index])
    }

    @Test func `a date before the first commit is refused`() async throws {
        let (flags, _) = try await fixture()
        let error = #expect(throws: RepositoryError.self) { try flags.open().commitID(at: "2025-12-31") }
        guard case .noCommitAt("2025-12-31") = error else { return unexpected(error) }
    }

    @Test func `anything else is a revision as git has it`() async throws {
        let (flags, commits) = try await fixture()
        let repository = try flags.open()
        #expect(try repository.commitID(at: "HEAD~1").hex == commits[1])
        #expect(try repository.commitID(at: String(commits[0].prefix(9))).hex == commits[0])
        #expect(throws: GitError.noSuchRevision("yesterday")) { try repository.commitID(at: "yesterday") }
        #expect(throws: GitError.noSuchRevision("2026-13-01")) { try repository.commitID(at: "2026-13-01") }
    }
}
