import TestSupport
import Testing

@testable import Git

@Suite struct TreesTests {
    let fixture: GitFixture
    let repository: Repository
    let root: ObjectID

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit([
            "flags/a.json": "a", "flags/b.json": "b", "environments/production/flags/a.json": "on",
            "environments/staging/flags/a.json": "on", "run.sh": "#!/bin/sh\n", "README.md": "text",
        ])
        try await fixture.git("update-index", "--chmod=+x", "run.sh")
        try await fixture.git("commit", "--quiet", "--amend", "--no-edit")
        repository = try fixture.open()
        root = try await fixture.tip("HEAD^{tree}")
    }

    @Test func `lists entries and finds one by its path`() async throws {
        #expect(try repository.tree(root).map(\.name) == ["README.md", "environments", "flags", "run.sh"])
        #expect(try repository.tree(root).map(\.mode) == [.regular, .tree, .tree, .executable])
        #expect(try repository.entry(at: "flags/a.json", in: root)?.mode == .regular)
        #expect(try repository.entry(at: "flags", in: root)?.mode == .tree)
        for path in ["nothing", "flags/nothing", "README.md/x", "flags/a.json/x", "", "flags/"] {
            #expect(try repository.entry(at: path, in: root) == nil, "\(path)")
        }
    }

    @Test func `lists files below a folder`() async throws {
        #expect(
            try repository.files(in: root).map(\.path) == [
                "README.md", "environments/production/flags/a.json", "environments/staging/flags/a.json",
                "flags/a.json", "flags/b.json", "run.sh",
            ])
        #expect(try repository.files(in: root, under: "flags").map(\.path) == ["flags/a.json", "flags/b.json"])
        #expect(try repository.files(in: root, under: "run.sh").map(\.path) == ["run.sh"])
        #expect(try repository.files(in: root, under: "flag").isEmpty)
    }

    @Test func `rewrites only the folders on the touched path`() async throws {
        let blob = try repository.writeBlob(Array("off".utf8))
        let path = "environments/production/flags/a.json"
        let new = try repository.writeTree(base: root, edits: [.put(path: path, blob, .regular)])
        for same in ["flags", "environments/staging", "run.sh", "README.md"] {
            #expect(try repository.entry(at: same, in: new) == repository.entry(at: same, in: root))
        }
        #expect(try repository.entry(at: path, in: new)?.id == blob)
        #expect(try await fixture.git("diff-tree", "-r", "--name-only", root.hex, new.hex) == path)
        #expect(try await fixture.fsck() == "")
    }

    @Test func `removes folders that become empty`() async throws {
        let new = try repository.writeTree(base: root, edits: [.remove(path: "environments/production/flags/a.json")])
        #expect(try repository.tree(new).map(\.name) == ["README.md", "environments", "flags", "run.sh"])
        #expect(try await fixture.git("ls-tree", "--name-only", "\(new):environments") == "staging")
        let all = try repository.files(in: root).map { TreeEdit.remove(path: $0.path) }
        let empty = try repository.writeTree(base: root, edits: all)
        #expect(empty.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        #expect(try repository.writeTree(base: nil, edits: []) == empty)
    }

    @Test func `writes what git's own index would`() async throws {
        let blob = try repository.writeBlob(Array("new\n".utf8))
        let new = try repository.writeTree(
            base: root,
            edits: [
                .put(path: "x/y/z.json", blob, .regular), .put(path: "run.sh", blob, .executable),
                .remove(path: "flags/b.json"), .put(path: "flags-2", blob, .regular),
                .put(path: "flags.x", blob, .regular),
            ])
        try fixture.write("new\n", to: "x/y/z.json")
        try fixture.write("new\n", to: "run.sh")
        try fixture.write("new\n", to: "flags-2")
        try fixture.write("new\n", to: "flags.x")
        try await fixture.git("rm", "--quiet", "flags/b.json")
        try await fixture.git("add", "--all")
        try await fixture.git("update-index", "--chmod=+x", "run.sh")
        #expect(try await fixture.git("write-tree") == new.hex)
    }

    @Test func `lets a folder take a file's place and the other way round`() async throws {
        let blob = try repository.writeBlob([65])
        let new = try repository.writeTree(
            base: root,
            edits: [
                .put(path: "README.md/inside", blob, .regular), .remove(path: "README.md"),
                .put(path: "flags", blob, .regular), .remove(path: "flags/a.json"), .remove(path: "flags/b.json"),
            ])
        #expect(try repository.entry(at: "README.md/inside", in: new)?.id == blob)
        #expect(try repository.entry(at: "flags", in: new)?.mode == .regular)
        try await fixture.git("commit-tree", "-m", "x", new.hex)
        #expect(try await fixture.fsck() == "")
    }

    @Test(arguments: [
        TreeEdit.remove(path: "nothing"), .remove(path: "flags"), .remove(path: "flags/a.json/x"), .remove(path: ""),
    ])
    func `refuses to remove`(edit: TreeEdit) async throws {
        let found = error { () throws(GitError) in try repository.writeTree(base: root, edits: [edit]) }
        #expect(found?.code == "not-allowed")
    }

    @Test(arguments: ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", ".git/config", "a/.GIT/x", "flags", "run.sh/x"])
    func `refuses to put`(path: String) async throws {
        let blob = try repository.writeBlob([65])
        let edits = [TreeEdit.put(path: path, blob, .regular)]
        let found = error { () throws(GitError) in try repository.writeTree(base: root, edits: edits) }
        #expect(found?.code == "not-allowed")
    }

    @Test func `refuses a blob that is not there`() async throws {
        let absent = try #require(ObjectID(hex: String(repeating: "2", count: 40)))
        let edits = [TreeEdit.put(path: "a", absent, .regular)]
        let found = error { () throws(GitError) in try repository.writeTree(base: root, edits: edits) }
        #expect(found == .missingObject(absent, what: "blob"))
    }
}
