import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct LockTests {
    @Test func `holds others off until it is given back`() async throws {
        let fixture = try await GitFixture()
        let (first, second) = (try fixture.open(), try fixture.open())
        let lock = try first.lock()
        let found = error { () throws(GitError) in try second.lock(seconds: 0.05) }
        #expect(found == .lockHeld(path: first.commonDirectory + "/flagctl/lock", holder: "another flagctl"))
        #expect(found?.message.hasSuffix("is held by another flagctl") == true)
        lock.close()
        let next = try second.lock(seconds: 0.05)
        #expect(next.recovery == nil)
    }

    @Test func `is given back when the value goes away`() async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        do { _ = try repository.lock() }
        // Not at once: a program that another test starts has our descriptors until it runs.
        _ = try repository.lock(seconds: 5)
    }

    @Test func `is shared by linked worktrees`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        try await fixture.git("worktree", "add", "--quiet", "../linked", "-b", "other")
        let lock = try fixture.open().lock()
        let linked = try fixture.open(fixture.folder.path("linked"))
        #expect(error { () throws(GitError) in try linked.lock(seconds: 0.05) }?.code == "lock-held")
        lock.close()
    }

    @Test func `is freed by the kernel when its process is killed`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        try repository.lock().close()
        // A process that holds flagctl's lock and git's index lock, killed in the middle.
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = [
            fixture.path + "/.git/flagctl/lock", "/bin/sh", "-c",
            "echo \"flagctl $$\" > '\(fixture.path)/.git/index.lock'; touch '\(fixture.path)/.git/ready'; exec sleep 60",
        ]
        // flock keeps the descriptor open in its child, so the whole group goes.
        try holder.run()
        for _ in 0..<500 where !fixture.has(".git/ready") { try await Task.sleep(for: .milliseconds(10)) }
        #expect(error { () throws(GitError) in try repository.lock(seconds: 0.05) }?.code == "lock-held")
        let children = try await run("ps", ["-o", "pid=", "--ppid", "\(holder.processIdentifier)"], in: "/")
        for pid in children.output.split(whereSeparator: \.isWhitespace).compactMap({ pid_t($0) }) {
            kill(pid, SIGKILL)
        }
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        let recovery = try repository.lock(seconds: 5).recovery
        #expect(recovery?.removedLocks == [repository.gitDirectory + "/index.lock"])
        try await repository.edit(["a": "2"])
        #expect(try await fixture.status() == "")
    }

    @Test func `waits for another program's index lock and names it`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        try fixture.write("", to: ".git/index.lock")
        let held = GitError.lockHeld(path: repository.gitDirectory + "/index.lock", holder: nil)
        await #expect(throws: held) { try await repository.edit(["a": "2"]) }
        #expect(fixture.has(".git/index.lock"))
        #expect(try fixture.read("a") == "1")
        // One that goes away in time is waited for.
        let remover = Process()
        remover.executableURL = URL(fileURLWithPath: "/bin/sh")
        remover.arguments = ["-c", "sleep 0.3; rm '\(fixture.path)/.git/index.lock'"]
        try remover.run()
        try await repository.edit(["a": "3"])
        remover.waitUntilExit()
        #expect(try fixture.read("a") == "3")
    }
}
