import Foundation
import TestSupport
import Testing

@testable import Git

/// A file system of a test's own: root may mount one.
private final class SmallDisk: Sendable {
    let path: String

    init(_ folder: TemporaryFolder, size: String) async throws {
        path = folder.path("disk")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let mounted = try await run("mount", ["-t", "tmpfs", "-o", "size=\(size)", "tmpfs", path], in: "/")
        guard mounted.status == 0 else { throw POSIXError(.EPERM) }
    }

    func makeReadOnly() async throws {
        let result = try await run("mount", ["-o", "remount,ro", path], in: "/")
        #expect(result.status == 0, "\(result.error)")
    }

    func unmount() async throws { try await run("umount", ["-l", path], in: "/") }

    /// Whether this process may mount; asked once.
    static let isPossible: Bool = {
        guard getuid() == 0 else { return false }
        let probe = Process()
        probe.executableURL = URL(fileURLWithPath: "/bin/sh")
        probe.arguments = [
            "-c", "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d 2>/dev/null && umount $d && rmdir $d",
        ]
        guard (try? probe.run()) != nil else { return false }
        probe.waitUntilExit()
        return probe.terminationStatus == 0
    }()
}

@Suite(.enabled("this process may not mount a small disk") { SmallDisk.isPossible })
struct DiskTests {
    private func onDisk(
        size: String = "8m", _ body: (GitFixture, SmallDisk, GitLocation) async throws -> Void
    ) async throws {
        let fixture = try await GitFixture()
        let disk = try await SmallDisk(fixture.folder, size: size)
        do {
            try await fixture.commit(["flags/a.json": "a"])
            try await fixture.git("clone", "--quiet", fixture.path, disk.path + "/r")
            try await body(fixture, disk, GitLocation(path: disk.path + "/r", environment: fixture.environment))
        } catch {
            try await disk.unmount()
            throw error
        }
        try await disk.unmount()
    }

    @Test func `reports a full disk and loses nothing`() async throws {
        try await onDisk { fixture, disk, location in
            let repository = try Repository.open(location)
            try await repository.edit(["flags/a.json": "b"])
            let tip = try repository.commitID(of: "HEAD")
            try await run("sh", ["-c", "dd if=/dev/zero of='\(disk.path)/fill' bs=4k 2>/dev/null"], in: "/")
            do {
                try await repository.edit(["flags/a.json": String(repeating: "x", count: 100_000)])
                Issue.record("nothing was thrown")
            } catch let error as GitError {
                #expect(error.code == "disk-full", "\(error)")
            }
            #expect(try repository.commitID(of: "HEAD") == tip)
            try FileManager.default.removeItem(atPath: disk.path + "/fill")
            let again = try Repository.open(location)
            try await again.edit(["flags/a.json": "c"])
            #expect(try await fixture.git(["status", "--porcelain"], in: location.path) == "")
            let check = try await run("git", ["fsck", "--strict"], in: location.path, environment: fixture.environment)
            #expect(check.status == 0)
        }
    }

    @Test(arguments: 0..<12)
    func `is whole wherever the disk fills up`(blocks: Int) async throws {
        try await onDisk(size: "2m") { fixture, disk, location in
            let old = try Repository.open(location).commitID(of: "HEAD")
            // Leaves room for this many blocks.
            let fill = "dd if=/dev/zero of=fill bs=4k 2>/dev/null; "
            let room = "for i in $(seq \(blocks)); do truncate -s -4096 fill; done"
            try await run("sh", ["-c", fill + room], in: disk.path)
            do {
                try await Repository.open(location).edit(["flags/a.json": "new", "flags/b.json": "b"])
            } catch let error as GitError {
                let codes = ["disk-full", "work-tree-behind"]
                #expect(codes.contains(error.code), "\(error)")
                let tip = try Repository.open(location).commitID(of: "HEAD")
                #expect((tip == old) == (error.code == "disk-full"))
            }
            try FileManager.default.removeItem(atPath: disk.path + "/fill")
            _ = try Repository.open(location).lock()
            #expect(try await fixture.git(["status", "--porcelain"], in: location.path) == "")
            let check = try await run("git", ["fsck", "--strict"], in: location.path, environment: fixture.environment)
            #expect(check.status == 0, "\(check.error)")
        }
    }

    @Test func `reports a repository that may not be written`() async throws {
        try await onDisk { _, disk, location in
            let repository = try Repository.open(location)
            let tip = try repository.commitID(of: "HEAD")
            let me = try repository.committer()
            try await disk.makeReadOnly()
            #expect(error { () throws(GitError) in try repository.lock() }?.code == "read-only")
            #expect(error { () throws(GitError) in try repository.writeBlob([1, 2, 3]) }?.code == "read-only")
            #expect(error { () throws(GitError) in try repository.set("a.b", to: "c") }?.code == "read-only")
            let moved = error { () throws(GitError) in
                try repository.moveBranch(BranchName("main"), from: tip, to: tip, message: "m", by: me)
            }
            #expect(moved?.code == "read-only")
            // Reading works.
            #expect(try repository.files(in: repository.commit(tip).tree).count == 1)
            #expect(try repository.dirtyPaths(["flags/a.json"], against: repository.commit(tip).tree).isEmpty)
        }
    }
}
