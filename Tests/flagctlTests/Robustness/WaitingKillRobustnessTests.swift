import Foundation
import TestSupport
import Testing

/// `kill -9` while an edit waits for a lock that somebody else holds.
@Suite struct WaitingKillRobustnessTests {
    /// A lock that an edit may have to wait for.
    enum Lock: String, CaseIterable {
        case ofFlagctl = ".git/flagctl/lock"
        case ofTheIndex = ".git/index.lock"
        case ofTheBranch = ".git/refs/heads/main.lock"
    }

    @Test(arguments: Lock.allCases)
    func `an edit killed while it waits leaves nothing behind, and the lock to its holder`(lock: Lock) async throws {
        let fixture = try await FlagFixture()
        try await fixture.edit("enable", "alpha", "--env", "development")
        let before = try fixture.contents()
        for attempt in 0..<8 {
            try await onThread {
                let held = try HeldLock(fixture.path(lock.rawValue))
                let child = try ChildProcess(
                    FlagctlBinary.path, ["-C", fixture.path, "disable", "alpha", "--env", "development"],
                    environment: fixture.environment)
                while !Self.isWaiting(child, for: lock, in: fixture), !child.hasEnded {}
                usleep(UInt32(attempt * 700))
                child.kill()
                #expect(child.wait() == .killed(9))
                #expect(fixture.has(lock.rawValue))
                held.release()
            }
            #expect(try await fixture.flagctl("doctor").status == 0)
            #expect(try await fixture.complaints() == "")
            #expect(try fixture.contents() == before, "after \(attempt)")
        }
        try await fixture.edit("disable", "alpha", "--env", "development")
        #expect(try await fixture.complaints() == "")
        #expect(try await fixture.commitCount() == 3)
    }

    /// Whether the process has come as far as the lock.
    private static func isWaiting(_ child: ChildProcess, for lock: Lock, in fixture: FlagFixture) -> Bool {
        switch lock {
        case .ofFlagctl: child.openFiles.contains(fixture.path(lock.rawValue))
        case .ofTheIndex:
            // The file that is to be linked to the lock's name.
            (try? FileManager.default.contentsOfDirectory(atPath: fixture.path(".git/flagctl")))?
                .contains { $0.hasPrefix("index.lock.") } == true
        case .ofTheBranch: fixture.has(".git/flagctl/pending")
        }
    }
}

/// A lock that the test holds in another program's name.
private struct HeldLock {
    private let path: String
    private let descriptor: CInt

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        if path.hasSuffix("/lock") {
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw POSIXError(.EWOULDBLOCK) }
        } else {
            // An empty one might be taken for a lock whose owner died.
            _ = write(descriptor, "another program\n", 16)
        }
    }

    func release() {
        close(descriptor)
        if !path.hasSuffix("/lock") { unlink(path) }
    }
}

extension ChildProcess {
    /// The files that the process has open; none where the system does not tell.
    fileprivate var openFiles: [String] {
        let folder = "/proc/\(id)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
    }
}
