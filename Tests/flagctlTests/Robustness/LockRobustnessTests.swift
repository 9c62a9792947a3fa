import Foundation
import TestSupport
import Testing

/// Locks that another program holds: an edit waits, and then names the lock.
@Suite struct LockRobustnessTests {
    static let locks = [".git/index.lock", ".git/refs/heads/main.lock"]

    @Test(arguments: locks)
    func `names a lock that is not given back`(lock: String) async throws {
        let fixture = try await FlagFixture()
        try await fixture.edit("enable", "alpha", "--env", "development")
        try fixture.write("another program\n", to: lock)
        let start = ContinuousClock.now
        try await fixture.expectRefusal(
            ["disable", "alpha", "--env", "development"], "lock-held",
            naming: "lock '\(fixture.path(lock))' is held by another program",
            hint: "if none runs any more, remove it with 'rm \"\(fixture.path(lock))\"'")
        #expect(ContinuousClock.now - start > .seconds(1.5))
        try fixture.remove(lock)
        try await fixture.edit("disable", "alpha", "--env", "development")
        #expect(try await fixture.complaints() == "")
    }

    @Test(arguments: locks)
    func `waits for a lock that is given back`(lock: String) async throws {
        let fixture = try await FlagFixture()
        try fixture.write("another program\n", to: lock)
        // On a thread of its own, so that it happens in time however busy the tests' threads are.
        try await onThread {
            let edit = try ChildProcess(
                FlagctlBinary.path, ["-C", fixture.path] + FlagFixture.anEdit, environment: fixture.environment)
            usleep(300_000)
            #expect(!edit.hasEnded)
            try fixture.remove(lock)
            #expect(edit.wait() == .exited(0))
        }
        #expect(try await fixture.complaints() == "")
    }

    @Test func `waits for another flagctl`() async throws {
        let fixture = try await FlagFixture()
        try await fixture.edit("enable", "alpha", "--env", "development")
        let descriptor = open(fixture.path(".git/flagctl/lock"), O_RDWR | O_CLOEXEC)
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        async let edit = fixture.flagctl("disable", "alpha", "--env", "development")
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await fixture.commitCount() == 2)
        // Reading waits for nobody.
        #expect(try await fixture.flagctl("list", "--env", "development").status == 0)
        close(descriptor)
        #expect(try await edit.status == 0)
        #expect(try await fixture.complaints() == "")
    }

    @Test func `a lock that a dead flagctl left is nobody's`() async throws {
        let fixture = try await FlagFixture()
        try await fixture.edit("enable", "alpha", "--env", "development")
        try fixture.write("flagctl 4711\n", to: ".git/index.lock")
        try await fixture.edit("disable", "alpha", "--env", "development")
        #expect(try await fixture.complaints() == "")
    }
}
