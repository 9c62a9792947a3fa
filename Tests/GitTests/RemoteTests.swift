import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct RemoteTests {
    let fixture: GitFixture
    let clone: String

    init() async throws {
        fixture = try await GitFixture()
        clone = fixture.folder.path("clone")
        try await fixture.commit(["a": "1"])
        try await fixture.git("clone", "--quiet", "--bare", fixture.path, fixture.folder.path("remote.git"))
        try await fixture.git("clone", "--quiet", fixture.folder.path("remote.git"), clone)
    }

    private func remoteTip() async throws -> String {
        try await fixture.git(["rev-parse", "main"], in: fixture.folder.path("remote.git"))
    }

    @Test func `pushes a branch`() async throws {
        let repository = try fixture.open(clone)
        let main = try BranchName("main")
        #expect(try await repository.push(remote: "origin", branch: main) == .upToDate)
        let commit = try await repository.edit(["a": "2"])
        #expect(try await repository.push(remote: "origin", branch: main) == .done)
        #expect(try await remoteTip() == commit.hex)
        try await repository.edit(["b": "1"], on: "new")
        #expect(try await repository.push(remote: "origin", branch: BranchName("new")) == .done)
    }

    @Test func `tells a push that is behind, and fetches what it lacks`() async throws {
        let repository = try fixture.open(clone)
        let main = try BranchName("main")
        try await fixture.git("remote", "add", "origin", fixture.folder.path("remote.git"))
        let other = try await fixture.commit(["a": "other"])
        try await fixture.git("push", "--quiet", "origin", "main")
        try await repository.edit(["a": "mine"])
        // Before and after the remote's commit is known here.
        #expect(try await repository.push(remote: "origin", branch: main) == .nonFastForward)
        #expect(try await repository.fetch(remote: "origin", branch: main)?.hex == other)
        #expect(try await repository.push(remote: "origin", branch: main) == .nonFastForward)
        #expect(try repository.commitID(of: "origin/main").hex == other)
        #expect(try await remoteTip() == other)
        #expect(try await repository.fetch(remote: "origin", branch: BranchName("absent")) == nil)
    }

    @Test func `says why a remote refuses`() async throws {
        let hook = fixture.folder.path("remote.git/hooks/pre-receive")
        try fixture.folder.write("#!/bin/sh\necho 'needs approval' >&2\nexit 1\n", to: "remote.git/hooks/pre-receive")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
        let repository = try fixture.open(clone)
        try await repository.edit(["a": "2"])
        do {
            _ = try await repository.push(remote: "origin", branch: BranchName("main"))
            Issue.record("nothing was thrown")
        } catch GitError.remoteFailed(let text) {
            #expect(text.contains("pre-receive hook declined") && text.contains("needs approval"))
        }
    }

    @Test func `says that there is no such remote`() async throws {
        let repository = try fixture.open(clone)
        for remote in ["nowhere", "--upload-pack=touch", "/nowhere/at/all"] {
            do {
                _ = try await repository.push(remote: remote, branch: BranchName("main"))
                Issue.record("nothing was thrown")
            } catch { #expect(error.code == "remote-failed") }
            do {
                _ = try await repository.fetch(remote: remote, branch: BranchName("main"))
                Issue.record("nothing was thrown")
            } catch { #expect(error.code == "remote-failed") }
        }
    }

    @Test func `runs the pre-push hook and finds the repository from a hook's environment`() async throws {
        try fixture.folder.write("#!/bin/sh\ntouch pushed\n", to: "clone/.git/hooks/pre-push")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: clone + "/.git/hooks/pre-push")
        let repository = try fixture.open(clone, ["GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"])
        try await repository.edit(["a": "2"])
        #expect(try await repository.push(remote: "origin", branch: BranchName("main")) == .done)
        #expect(FileManager.default.fileExists(atPath: clone + "/pushed"))
    }

    @Test func `knows the upstream`() async throws {
        let repository = try fixture.open(clone)
        let upstream = try repository.upstream(of: BranchName("main"))
        #expect(upstream?.remote == "origin" && upstream?.branch.name == "main")
        #expect(try repository.upstream(of: BranchName("other")) == nil)
    }
}
