import Foundation
import TestSupport
import Testing

/// Locks that another program holds: an edit waits, and then names the lock.
@Suite struct LockRobustnessTests {
    @Test(arguments: [".git/index.lock", ".git/refs/heads/main.lock"])
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

    @Test(arguments: HeldLock.Kind.allCases)
    func `waits for a lock that is given back`(lock: HeldLock.Kind) async throws {
        let fixture = try await FlagFixture()
        try await fixture.edit("enable", "alpha", "--env", "development")
        let held = try HeldLock(lock, in: fixture)
        // Reading waits for nobody.
        try await fixture.edit("list", "--env", "development")
        try await onThread {
            let child = try ChildProcess(
                FlagctlBinary.path, ["-C", fixture.path, "disable", "alpha", "--env", "development"],
                environment: fixture.environment)
            while !lock.holdsUp(child, in: fixture), !child.hasEnded {}
            #expect(!child.hasEnded)
            held.release()
            #expect(child.wait() == .exited(0))
        }
        #expect(try await fixture.commitCount() == 3)
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
