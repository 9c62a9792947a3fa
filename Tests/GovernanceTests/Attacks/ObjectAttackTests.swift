import FlagModel
import Foundation
import TestSupport
import Testing

@testable import Governance

/// Objects that two readers read in two ways.
@Suite("Attacks with objects") struct ObjectAttackTests {
    let governed: Governed

    init() async throws { governed = try await Governed() }

    /// Commits raw bytes on top of the branch; `edit` gets a plain commit's text.
    private func commit(_ edit: (String) -> String) async throws {
        let fixture = governed.fixture
        let plain = try await fixture.git("commit-tree", "-p", "HEAD", "-m", "Subject", "HEAD^{tree}")
        let text = try await fixture.git("cat-file", "commit", plain) + "\n"
        let file = try fixture.repository.folder.write(edit(text), to: "object")
        let id = try await fixture.git("hash-object", "-t", "commit", "-w", "--literally", file)
        try fixture.repository.folder.write(id + "\n", to: "repository/.git/refs/heads/main")
    }

    /// Puts a tree, written as `mode name` lines over a blob, in the place of `flags`.
    private func flags(_ entries: [(String, String)]) async throws {
        let fixture = governed.fixture
        let blob = try await fixture.git("rev-parse", "HEAD:flags/CSF.json")
        let digits = Array(blob.utf8)
        let id = stride(from: 0, to: 40, by: 2).map {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16) ?? 0
        }
        let bytes = entries.flatMap { Array("\($0.0) \($0.1)\0".utf8) + id }
        let file = fixture.repository.folder.path("tree")
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let tree = try await fixture.git("hash-object", "-t", "tree", "-w", "--literally", file)
        var lines = try await fixture.git("ls-tree", "HEAD").split(separator: "\n").map(String.init)
        lines = lines.map { $0.hasSuffix("\tflags") ? "040000 tree \(tree)\tflags" : $0 }
        let top = try await fixture.repository.git(["mktree"], input: lines.joined(separator: "\n") + "\n")
        let commit = try await fixture.git("commit-tree", "-p", "HEAD", "-m", "Odd", top)
        try fixture.repository.folder.write(commit + "\n", to: "repository/.git/refs/heads/main")
    }

    private func names() async throws -> Set<String> { Set(try await governed.verify().names) }

    @Test("a signature hidden in a commit's body")
    func signatureInBody() async throws {
        try await commit { $0 + "\ngpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n" }
        #expect(try await names() == ["signature-in-body"])
    }

    @Test("a NUL in a message")
    func nul() async throws {
        try await commit { $0 + "\0hidden\n" }
        #expect(try await names() == ["nul-in-commit"])
    }

    @Test("doubled headers")
    func doubledHeaders() async throws {
        try await commit { text in
            let line = text.split(separator: "\n").first { $0.hasPrefix("author ") } ?? ""
            return text.replacing("\ncommitter ", with: "\n\(line)\ncommitter ")
        }
        #expect(try await names() == ["doubled-header"])
    }

    @Test("duplicate tree entries")
    func duplicates() async throws {
        try await flags([("100644", "CSF.json"), ("100644", "CSF.json")])
        #expect(try await names().contains("duplicate-entry"))
    }

    @Test("unsorted tree entries")
    func unsorted() async throws {
        try await flags([("100644", "b.json"), ("100644", "a.json")])
        #expect(try await names().contains("unsorted-tree"))
    }

    @Test(
        "twins by case, by a trailing dot, by a zero-width space",
        arguments: ["csf.json", "CSF.json.", "CSF\u{200B}.json"])
    func twins(_ twin: String) async throws {
        try await flags([("100644", "CSF.json"), ("100644", twin)])
        #expect(try await names().contains("path-twin"))
    }

    @Test("a twin of a folder at the top")
    func topTwin() async throws {
        try await governed.step(["Environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true)])
        #expect(try await names() == ["path-twin"])
    }

    @Test(
        "a symbolic link, a submodule, a file that can be run",
        arguments: [("120000", "symlink"), ("160000", "submodule"), ("100755", "executable")])
    func modes(_ mode: String, _ name: String) async throws {
        try await flags([(mode, "CSF.json")])
        #expect(try await names().contains(name))
    }

    @Test("hooks may be run, and nothing else says anything against other folders")
    func allowed() async throws {
        let fixture = governed.fixture
        try fixture.write(["hooks/pre-push": "#!/bin/sh\n", "src/Run": "x", "src/run": "y"])
        try await fixture.git("add", "--all")
        try await fixture.git("update-index", "--chmod=+x", "hooks/pre-push")
        try await fixture.git("update-index", "--chmod=+x", "src/run")
        try await governed.say(Governed.both)
        try await fixture.git("add", ".flagctl")
        try await fixture.git(
            "commit", "--quiet", "--message", "Add a hook", "--author", "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.outcome == .verified, "\(found.story)")
    }
}
