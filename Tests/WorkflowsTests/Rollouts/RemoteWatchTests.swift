import TestSupport
import Testing

@testable import Workflows

/// Watchers of clones of one remote.
@Suite struct RemoteWatchTests {
    /// A published run that is about to begin, and a second clone.
    private func fixture() async throws -> RemoteFixture {
        let fixture = try await RemoteFixture(CanaryPlan.files)
        try await fixture.flags.start()
        try await fixture.flags.tick("deployed", by: .mike)
        try await fixture.flags.git("push", "--quiet", "origin", "main")
        try await fixture.flags.git(["pull", "--quiet"], in: fixture.other)
        return fixture
    }

    private let steps = ["Rollout csf: canary, step 1: 10%", "Rollout csf: canary begins"]

    @Test func `publishes each decision, and the other clone takes them over`() async throws {
        let fixture = try await fixture()
        #expect(try await fixture.flags.look(at: "12:02", push: true).decisions.count == 2)
        #expect(try await Array(fixture.subjects().prefix(2)) == steps)
        let second = try await fixture.flags.look(at: "12:02", push: true, in: fixture.other)
        #expect(second.decisions.isEmpty)
        #expect(try await fixture.flags.git(["rev-parse", "HEAD"], in: fixture.other) == fixture.published())
        #expect(try await fixture.flags.git(["status", "--porcelain"], in: fixture.other) == "")
        #expect(
            try await fixture.flags.git(["cat-file", "-t", "refs/flagctl/heartbeat"], in: fixture.remote) == "blob")
        try await fixture.expectPublished()
    }

    @Test func `two at once never do a step twice`() async throws {
        let fixture = try await fixture()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for folder in [fixture.flags.path, fixture.other] {
                group.addTask { try await fixture.flags.look(at: "12:02", push: true, in: folder) }
            }
            try await group.waitForAll()
        }
        #expect(try await fixture.subjects().filter { steps.contains($0) } == steps)
        for folder in [fixture.flags.path, fixture.other] {
            try await fixture.flags.look(at: "12:03", push: true, in: folder)
            #expect(try await fixture.flags.git(["rev-parse", "HEAD"], in: folder) == fixture.published())
        }
    }

    @Test func `decisions that nobody has yet give way to what others published`() async throws {
        let fixture = try await fixture()
        try await fixture.flags.look(at: "12:02")
        try await fixture.flags.look(at: "12:02", push: true, in: fixture.other)
        let published = try await fixture.published()
        #expect(try await fixture.flags.head() != published)
        #expect(try await fixture.flags.look(at: "12:03", push: true).decisions.isEmpty)
        #expect(try await fixture.flags.head() == published)
        try await fixture.expectPublished()
    }

    @Test func `decisions that could not be published are published by the next look`() async throws {
        let fixture = try await fixture()
        try await fixture.flags.look(at: "12:02")
        #expect(try await fixture.flags.look(at: "12:03", push: true).decisions.isEmpty)
        #expect(try await Array(fixture.subjects().prefix(2)) == steps)
        try await fixture.expectPublished()
    }

    @Test func `a person's commit is never moved, and branches that went apart are named`() async throws {
        let fixture = try await fixture()
        try await fixture.flags.enable("CSF")
        let head = try await fixture.flags.head()
        let theirs = try await fixture.otherPublishes(["README.md": "theirs\n"])
        let found = await failure("diverged", .conflict) { try await fixture.flags.look(at: "12:02", push: true) }
        #expect(found?.message == "'main' and that of 'origin' went apart")
        #expect(found?.hint == "bring them together: git pull --rebase origin main")
        #expect(try await fixture.flags.head() == head)
        #expect(try await fixture.published() == theirs)
    }

    @Test func `a remote that does not answer keeps no guard from acting, and nothing goes up`() async throws {
        let fixture = try await fixture()
        try await fixture.flags.look(at: "12:02", push: true)
        try await fixture.flags.git("remote", "set-url", "origin", fixture.remote + "-gone")
        let held = try await fixture.flags.look(at: "13:02", push: true)
        #expect(held.problems.map(\.run) == ["origin"] && held.decisions.isEmpty)
        let lowered = try await fixture.flags.look(at: "13:03", .broken, push: true)
        #expect(lowered.decisions.map(\.edit.classification) == ["lowering"])
        try await fixture.flags.git("remote", "set-url", "origin", fixture.remote)
        try await fixture.flags.look(at: "13:04", push: true)
        #expect(try await fixture.subjects().first == "Rollout csf: roll back: guard error-rate: Error rate")
        try await fixture.expectPublished()
    }
}
