import TestSupport
import Testing

@testable import Git

/// Commits whose bytes are written by hand; git itself stores them with `hash-object --literally`.
@Suite struct StrictCommitTests {
    let fixture: GitFixture
    let tree: String

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        tree = try await fixture.git("rev-parse", "HEAD^{tree}")
    }

    static let who = "Ann Author <ann@example.com> 1767319445 +0100"

    private func store(_ text: String) async throws -> ObjectID {
        let file = try fixture.folder.write(text, to: "object")
        let id = try await fixture.git("hash-object", "-t", "commit", "-w", "--literally", file)
        return try #require(ObjectID(hex: id))
    }

    private func flaws(_ text: String) async throws -> [String] {
        try fixture.open().strictCommit(await store(text)).flaws.map(\.kind.rawValue)
    }

    @Test func `reads a commit that git made as git does`() async throws {
        try await fixture.commit(["a": "2"], "Ä subject\n\nA body.")
        let tip = try await fixture.tip()
        let repository = try fixture.open()
        let (strict, plain) = (try repository.strictCommit(tip), try repository.commit(tip))
        #expect(strict.flaws.isEmpty)
        #expect(strict.tree == plain.tree)
        #expect(strict.parents == plain.parents)
        #expect(strict.author == plain.author)
        #expect(strict.committer == plain.committer)
        #expect(strict.message == plain.message)
    }

    @Test func `takes signed and merged commits and unknown headers as they are`() async throws {
        let text = """
            tree \(tree)
            author \(Self.who)
            committer \(Self.who)
            encoding ISO-8859-1
            change-id zyxw
            gpgsig -----BEGIN SSH SIGNATURE-----
             AAAA
             -----END SSH SIGNATURE-----

            Subject

            gpgsigned is only a word.

            """
        #expect(try await flaws(text) == [])
    }

    @Test func `names doubled headers`() async throws {
        let parent = try await fixture.tip().hex
        for (header, more) in [
            ("tree \(tree)\ntree \(tree)", ""), ("tree \(tree)\nparent \(parent)\nparent \(parent)", ""),
            ("tree \(tree)", "author \(Self.who)\n"), ("tree \(tree)", "committer \(Self.who)\n"),
            ("tree \(tree)", "gpgsig a\ngpgsig b\n"), ("tree \(tree)", "parent \(parent)\n"),
        ] {
            let found = try await flaws(
                "\(header)\nauthor \(Self.who)\ncommitter \(Self.who)\n\(more)\nSubject\n")
            #expect(found.contains("doubled-header"), "\(header) \(more)")
        }
    }

    @Test func `names a NUL wherever it is`() async throws {
        for text in ["Subject\0hidden\n", "Subject\n\nBody\0\n"] {
            #expect(
                try await flaws("tree \(tree)\nauthor \(Self.who)\ncommitter \(Self.who)\n\n\(text)")
                    == ["nul-in-commit"])
        }
    }

    @Test func `names what looks like a signature in the message`() async throws {
        for line in ["gpgsig -----BEGIN SSH SIGNATURE-----", "-----BEGIN PGP SIGNATURE-----", "gpgsig-sha256 x"] {
            let found = try await flaws(
                "tree \(tree)\nauthor \(Self.who)\ncommitter \(Self.who)\n\nSubject\n\n\(line)\n AAAA\n")
            #expect(found == ["signature-in-body"], "\(line)")
        }
    }

    @Test func `names headers out of place and identities that git would not write`() async throws {
        for header in [
            "author \(Self.who)\ntree \(tree)\ncommitter \(Self.who)",
            "tree \(tree)\ncommitter \(Self.who)\nauthor \(Self.who)",
            "tree \(tree)\nauthor Ann <a@b> <c@d> 1 +0000\ncommitter \(Self.who)",
            "tree \(tree)\nauthor Ann <a@b> soon +0000\ncommitter \(Self.who)",
        ] {
            #expect(try await flaws("\(header)\n\nSubject\n").contains("malformed-commit"), "\(header)")
        }
    }

    @Test func `throws where there is no tree or author to go by`() async throws {
        for text in ["", "\n\nSubject\n", "tree \(tree.uppercased())\n\n", "tree \(tree)\n\nSubject\n"] {
            let id = try await store(text)
            #expect(throws: GitError.self) { try fixture.open().strictCommit(id) }
        }
    }

    @Test func `does not look at replacements`() async throws {
        let old = try await fixture.tip()
        try await fixture.commit(["a": "2"])
        let new = try await fixture.tip()
        try await fixture.git("replace", new.hex, old.hex)
        #expect(try fixture.open().strictCommit(new).parents == [old])
        #expect(try await fixture.git("rev-list", "--count", "HEAD") == "1")
    }
}
