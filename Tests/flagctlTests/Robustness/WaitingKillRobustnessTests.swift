import Foundation
import TestSupport
import Testing

extension HeavyRobustness {
    /// `kill -9` while an edit waits for a lock that somebody else holds.
    @Suite struct WaitingKillRobustnessTests {
        @Test(arguments: HeldLock.Kind.allCases)
        func `an edit killed while it waits leaves nothing behind, and the lock to its holder`(lock: HeldLock.Kind)
            async throws
        {
            let fixture = try await FlagFixture()
            try await fixture.edit("enable", "alpha", "--env", "development")
            let before = try fixture.contents()
            for attempt in 0..<8 {
                let held = try HeldLock(lock, in: fixture)
                try await onThread {
                    let child = try ChildProcess(
                        FlagctlBinary.path, ["-C", fixture.path, "disable", "alpha", "--env", "development"],
                        environment: fixture.environment)
                    while !lock.holdsUp(child, in: fixture), !child.hasEnded {}
                    usleep(UInt32(attempt * 700))
                    child.kill()
                    #expect(child.wait() == .killed(9))
                }
                if lock == .ofFlagctl { held.release() }
                #expect(try await fixture.flagctl("doctor").status == 0)
                #expect(fixture.has(lock.rawValue))
                if lock != .ofFlagctl { held.release() }
                #expect(try await fixture.complaints() == "")
                #expect(try fixture.contents() == before, "after \(attempt)")
            }
            try await fixture.edit("disable", "alpha", "--env", "development")
            #expect(try await fixture.complaints() == "")
            #expect(try await fixture.commitCount() == 3)
        }
    }
}
