import TestSupport
import Testing

@testable import Git

@Suite("References that are no branches")
struct PlainReferencesTests {
    private let name = "refs/flagctl/heartbeat"

    @Test func `point to an object and move to another, without a commit`() async throws {
        let fixture = try await GitFixture()
        let head = try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        #expect(try repository.target(of: name) == nil)
        for text in ["one", "two"] {
            let blob = try repository.writeBlob(Array(text.utf8))
            try repository.setReference(name, to: blob)
            #expect(try repository.target(of: name) == blob)
            #expect(try await fixture.git("cat-file", "-p", name) == text)
        }
        #expect(try await fixture.git("rev-parse", "HEAD") == head)
        #expect(try await fixture.fsck() == "")
    }

    @Test(arguments: ["refs/heads/main", "refs/heads/new", "HEAD", "main", ""])
    func `branches are not moved like that`(name: String) async throws {
        let fixture = try await GitFixture()
        let head = try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        let blob = try repository.writeBlob([1])
        #expect(error { () throws(GitError) in try repository.setReference(name, to: blob) }?.code == "not-allowed")
        #expect(try await fixture.git("for-each-ref", "--format=%(objectname) %(refname)") == "\(head) refs/heads/main")
    }

    @Test func `are published over what the remote had, and fetched by their prefix`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let remote = fixture.folder.path("remote.git")
        let clone = fixture.folder.path("clone")
        try await fixture.git("clone", "--quiet", "--bare", fixture.path, remote)
        try await fixture.git("clone", "--quiet", remote, clone)
        try await fixture.git("remote", "add", "origin", remote)
        let mine = try fixture.open()
        let theirs = try fixture.open(clone)
        for text in ["one", "two"] {
            let blob = try mine.writeBlob(Array(text.utf8))
            try mine.setReference(name, to: blob)
            try await mine.push(remote: "origin", reference: name)
            try await theirs.fetch(remote: "origin", references: "refs/flagctl/")
            #expect(try theirs.target(of: name) == blob)
        }
        try await fixture.git("remote", "set-url", "origin", remote + "-gone")
        do throws(GitError) {
            try await mine.push(remote: "origin", reference: name)
            Issue.record("pushed to nowhere")
        } catch {
            #expect(error.code == "remote-failed")
        }
    }
}
