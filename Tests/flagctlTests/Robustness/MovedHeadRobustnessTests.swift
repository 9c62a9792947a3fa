import Foundation
import TestSupport
import Testing

/// Another program moves the branch while an edit is being made.
///
/// A program that signs commits runs in the middle of every edit: here it does what another user would.
@Suite struct MovedHeadRobustnessTests {
    let fixture: FlagFixture

    init() async throws { fixture = try await FlagFixture() }

    /// Lets the shell commands run at the next `times` signatures, with `$n` counting them down.
    private func interfere(times: Int, _ commands: String) async throws {
        let script = """
            #!/bin/sh
            cat > /dev/null
            n=$(cat "$HOME/count")
            if [ "$n" -gt 0 ]; then
                echo $((n - 1)) > "$HOME/count"
                cd "\(fixture.path)" || exit 1
                {
            \(commands)
                } > "$HOME/said" 2>&1 || exit 1
            fi
            printf '[GNUPG:] BEGIN_SIGNING\\n[GNUPG:] SIG_CREATED D 1 8 00 1 A\\n' >&2
            printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nnobody\\n-----END PGP SIGNATURE-----\\n'
            """
        try fixture.folder.write(script, to: "home/sign")
        try fixture.folder.write("\(times)\n", to: "home/count")
        #expect(chmod(fixture.folder.path("home/sign"), 0o755) == 0)
        try await fixture.git("config", "gpg.program", fixture.folder.path("home/sign"))
        try await fixture.git("config", "commit.gpgSign", "true")
    }

    private static let commit = "git -c commit.gpgSign=false commit --quiet --no-verify"

    @Test func `the edit is made again on the new head`() async throws {
        try await interfere(times: 3, "echo $n > note; git add note; \(Self.commit) --message \"Note $n\"")
        try await fixture.edit(
            "enable", "alpha", "--env", "development")
        #expect(
            try await fixture.git("log", "--format=%s")
                == "Enable alpha in development\nNote 1\nNote 2\nNote 3\nBegin")
        #expect(try fixture.read("note") == "1\n")
        #expect(try await fixture.complaints() == "")
    }

    @Test func `what somebody else changed in the same file stays`() async throws {
        let file = FlagFixture.state("alpha")
        try await interfere(
            times: 1,
            "sed -i 's/\"fallthrough\": \"on\"/\"fallthrough\": \"off\"/' \(file); \(Self.commit) --all --message Off")
        try await fixture.edit("enable", "alpha", "--env", "development")
        #expect(try fixture.read(file) == Documents.state("alpha", enabled: true, otherwise: "\"off\""))
        #expect(try await fixture.complaints() == "")
    }

    @Test func `somebody else made the same edit, so nothing is left to do`() async throws {
        let file = FlagFixture.state("alpha")
        try await interfere(times: 1, "sed -i 's/false/true/' \(file); \(Self.commit) --all --message On")
        let output = try await fixture.edit("enable", "alpha", "--env", "development")
        #expect(output.contains("already on: alpha"))
        #expect(try await fixture.git("log", "--format=%s") == "On\nBegin")
        #expect(try await fixture.complaints() == "")
    }

    @Test func `a branch that never rests ends in a conflict, with nothing of the edit`() async throws {
        try await interfere(times: 1000, "\(Self.commit) --allow-empty --message \"Note $n\"")
        let result = try await fixture.flagctl(FlagFixture.anEdit + ["--format", "json"])
        #expect(result.status == 4)
        let refusal = try Refusal(result.error)
        #expect(refusal.code == "moved-head")
        #expect(refusal.message == "'main' moved 10 times while the edit was made")
        #expect(refusal.hint == "run the same command again")
        #expect(try await fixture.commitCount() == 11)
        #expect(try await fixture.git("log", "--format=%s", "--grep=Enable") == "")
        #expect(try await fixture.complaints() == "")
    }

    @Test func `work that appears in the touched file is not overwritten`() async throws {
        let file = FlagFixture.state("alpha")
        try await interfere(times: 1, "echo >> \(file)")
        let result = try await fixture.flagctl(FlagFixture.anEdit)
        #expect(result.status == 1)
        #expect(result.error.contains("'\(file)' (modified)"))
        #expect(try fixture.read(file) == Documents.state("alpha") + "\n")
        #expect(try await fixture.commitCount() == 1)
        #expect(fixture.leftovers().isEmpty)
    }

    @Test func `somebody goes to another branch: the edit lands where it began`() async throws {
        try await fixture.git("branch", "other")
        try await interfere(times: 1, "git switch --quiet other")
        try await fixture.edit("enable", "alpha", "--env", "development")
        #expect(try await fixture.git("log", "--format=%s", "main") == "Enable alpha in development\nBegin")
        #expect(try await fixture.git("symbolic-ref", "--short", "HEAD") == "other")
        #expect(try fixture.read(FlagFixture.state("alpha")) == Documents.state("alpha"))
        #expect(try await fixture.complaints() == "")
    }

    @Test func `a program that does not sign leaves nothing behind`() async throws {
        try await interfere(times: 1, "false")
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "signing-failed", naming: "did not sign the commit", hint: "git config")
        #expect(try await fixture.complaints() == "")
    }
}
