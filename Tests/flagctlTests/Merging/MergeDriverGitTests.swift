import Foundation
import TestSupport
import Testing

/// The merge driver in the hands of the real git, over real branches.
@Suite struct MergeDriverGitTests {
    let fixture: FlagFixture
    let file = FlagFixture.state("alpha", in: "production")
    let path: [String: String?]

    init() async throws {
        fixture = try await FlagFixture()
        try fixture.write("#!/bin/sh\n", to: "hooks/pre-commit")
        try fixture.write(Self.state(), to: file)
        try await fixture.commitAll("Begin to merge")
        let folder = (FlagctlBinary.path as NSString).deletingLastPathComponent
        path = ["PATH": "\(folder):\(fixture.environment["PATH"] ?? "")"]
        try await fixture.edit("hooks", "install")
    }

    private static func state(early: String = "on", regular: String = "on", other: String = "off") -> String {
        """
        {
          "flag": "alpha",
          "enabled": true,
          "rules": [{ "cohort": "early", "serve": "\(early)" }, { "cohort": "regular", "serve": "\(regular)" }],
          "fallthrough": "\(other)"
        }

        """
    }

    /// Two branches with an edit each, of which `main` is checked out.
    private func branches(_ main: String, _ topic: String) async throws {
        try await fixture.git("checkout", "--quiet", "-b", "topic")
        try fixture.write(topic, to: file)
        try await fixture.commitAll("Theirs")
        try await fixture.git("checkout", "--quiet", "main")
        try fixture.write(main, to: file)
        try await fixture.commitAll("Ours")
    }

    private func merge(_ words: String...) async throws -> Finished {
        try await fixture.tryGit(["merge", "--no-edit"] + words, with: path)
    }

    @Test func `edits of two cohorts on one line merge cleanly, where git alone has a conflict`() async throws {
        try await branches(Self.state(early: "off"), Self.state(regular: "off"))
        let plain = try await fixture.tryGit(["merge", "topic"])
        #expect(plain.status == 1)
        try await fixture.git("merge", "--abort")
        let result = try await merge("topic")
        #expect(result.status == 0, "\(result.output)\(result.error)")
        #expect(try fixture.read(file) == Self.state(early: "off", regular: "off"))
        #expect(try await fixture.git("status", "--porcelain") == "")
    }

    @Test func `a conflict is git's: marked, named, reported, and resolved as always`() async throws {
        try await branches(Self.state(other: "on"), Self.state(regular: "off", other: "dim"))
        let result = try await merge("topic")
        #expect(result.status == 1)
        #expect(result.output.contains("conflict in \(file) between HEAD and topic\n"))
        #expect(result.output.contains("  fallthrough: HEAD \"on\", topic \"dim\", before \"off\"\n"))
        #expect(result.output.contains("CONFLICT (content): Merge conflict in \(file)"))
        let marked = """
            <<<<<<< HEAD
              "fallthrough": "on"
            =======
              "fallthrough": "dim"
            >>>>>>> topic
            """
        #expect(try fixture.read(file).contains(marked))
        #expect(try fixture.read(file).contains("\"regular\", \"serve\": \"off\""), "the rest is merged")
        #expect(try await fixture.git("status", "--porcelain") == "UU \(file)")
    }

    @Test func `markers have the size of the attribute, in a rebase and a cherry-pick too`() async throws {
        try fixture.write("*.json conflict-marker-size=11\n", to: ".gitattributes")
        try await fixture.commitAll("Wide markers")
        try await branches(Self.state(other: "on"), Self.state(other: "dim"))
        let picked = try await fixture.tryGit(["cherry-pick", "topic"], with: path)
        #expect(picked.status == 1)
        #expect(try fixture.read(file).contains("\n<<<<<<<<<<< ours\n"))
        try await fixture.git("cherry-pick", "--abort")
        let rebased = try await fixture.tryGit(["rebase", "topic"], with: path)
        #expect(rebased.status == 1)
        #expect(try fixture.read(file).contains("\n>>>>>>>>>>> theirs\n"))
    }

    @Test func `a file that one side removed and the other edited stays git's own conflict`() async throws {
        try await fixture.git("checkout", "--quiet", "-b", "topic")
        try fixture.remove(file)
        try await fixture.commitAll("Theirs")
        try await fixture.git("checkout", "--quiet", "main")
        try fixture.write(Self.state(early: "off"), to: file)
        try await fixture.commitAll("Ours")
        let result = try await merge("topic")
        #expect(result.status == 1 && result.output.contains("CONFLICT (modify/delete)"))
        #expect(try fixture.read(file) == Self.state(early: "off"))
    }

    @Test func `without flagctl on the path git merges lines as always`() async throws {
        try await branches(Self.state(other: "on"), Self.state(other: "dim"))
        let result = try await fixture.tryGit(["merge", "topic"])
        #expect(result.status == 1)
        #expect(try fixture.read(file).contains("<<<<<<< ours\n  \"fallthrough\": \"on\"\n=======\n"))
    }

    @Test func `a repository of init merges so in a clone, once the hooks are installed there`() async throws {
        try await fixture.edit("init", "../new")
        let new = fixture.folder.path("new")
        #expect(try await fixture.git(["check-attr", "merge", "flags/x.json"], in: new).hasSuffix("merge: flagctl"))
        #expect(try await fixture.git(["config", "merge.flagctl.driver"], in: new).contains("flagctl merge-driver %O"))
        try await fixture.git("clone", "--quiet", new, fixture.folder.path("clone"))
        let clone = fixture.folder.path("clone")
        #expect(try await fixture.flagctl("hooks", "install", in: clone).status == 0)
        #expect(try await fixture.git(["config", "merge.flagctl.driver"], in: clone).contains("merge-driver"))
        #expect(
            try await fixture.git(["check-attr", "merge", ".flagctl/approvals/2026-01/x/a.json"], in: clone)
                .hasSuffix("unspecified"), "statements are never merged")
    }
}
