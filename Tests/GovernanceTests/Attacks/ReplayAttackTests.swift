import FlagModel
import Git
import TestSupport
import Testing

@testable import Governance

/// Good statements where they do not belong.
@Suite("Attacks with replayed statements") struct ReplayAttackTests {
    static let other: [String: String?] = [
        "environments/production/flags/CSF.json": SampleFlags.state(
            "CSF", enabled: true, rules: [("early-adopters", "\"on\"")])
    ]

    @Test("a statement on another change")
    func otherChange() async throws {
        let governed = try await Governed()
        try governed.fixture.write(Governed.raise)
        try await governed.say(Governed.both)
        try governed.fixture.write(Self.other)
        try await governed.fixture.commit([:], "Raise more", by: "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-content"])
    }

    @Test("a statement after a revert: filed again in another place, copied, or left where it is")
    func afterRevert() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, Governed.both)
        let statements = try await governed.fixture.git("diff", "--name-only", "HEAD^", "HEAD", "--", ".flagctl")
        try await governed.step(Governed.lower)
        #expect(try await governed.verify().outcome == .verified)
        try await governed.step(Governed.raise)
        #expect(try await governed.verify().names == ["approval-missing"])
        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        for path in statements.split(separator: "\n").map(String.init) {
            try governed.fixture.write([
                path.replacing("change-1", with: "change-2"): try governed.fixture.repository.read(path)
            ])
        }
        try await governed.step(Governed.raise)
        let found = try await governed.verify()
        #expect(found.names == ["bad-statement", "bad-statement", "approval-missing"])
        #expect(Set(found.whys) == ["misfiled-statement"])
    }

    @Test("a new statement about the old position of the branch")
    func oldScopeHead() async throws {
        let governed = try await Governed()
        try governed.fixture.write(Governed.raise)
        let proposed = try await governed.proposed()
        try await governed.fixture.git("reset", "--quiet", "--hard")
        try await governed.step(Governed.raise, Governed.both)
        try await governed.step(Governed.lower)
        try governed.fixture.write(Governed.raise)
        for (role, name) in [(Statement.Role.author, "ann"), (.approve, "priya")] {
            try await governed.file(
                proposed.statement(role, by: key(name), change: "change-2", time: .moment("2026-01-02T08:30:00Z")),
                key: name)
        }
        try await governed.fixture.commit([:], "Raise again", by: "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-scope-head"])
    }

    @Test("a statement from a fork, and from another repository with the same files")
    func fork() async throws {
        let governed = try await Governed()
        try await governed.fixture.git("branch", "fork")
        try await governed.step(["environments/production/flags/CHAT.json": SampleFlags.state("CHAT")])
        try await governed.step(Governed.raise, Governed.both)
        let files = try await governed.fixture.git("diff", "--name-only", "HEAD^", "HEAD").split(separator: "\n")
        let texts = try files.map { (String($0), try governed.fixture.repository.read(String($0))) }
        try await governed.fixture.git("switch", "--quiet", "fork")
        try await governed.step(Dictionary(uniqueKeysWithValues: texts.map { ($0.0, String?.some($0.1)) }))
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-scope-head"])

        try governed.fixture.write(Governed.raise)
        let elsewhere = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        try governed.fixture.write(Governed.raise)
        try await governed.say(Governed.both) { old in
            Statement(
                genesis: elsewhere, branch: old.branch, claims: old.claims, change: old.change, role: old.role,
                person: old.person, time: old.time)
        }
        try await governed.fixture.commit([:], "Raise", by: "Ann Author <ann@example.com>")
        #expect(Set(try await governed.verify().whys) == ["other-repository"])
    }

    @Test("a statement about staging in production, and about another branch")
    func otherPlace() async throws {
        let governed = try await Governed()
        try await governed.step(
            ["environments/development/flags/CSF.json": SampleFlags.state("CSF", enabled: true)], Governed.both)
        try await governed.fixture.git("reset", "--quiet", "--soft", "HEAD^")
        try await governed.fixture.git("restore", "--staged", "--worktree", "environments/development")
        try governed.fixture.write(Governed.raise)
        try await governed.fixture.commit([:], "Raise", by: "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-scope"])

        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        try governed.fixture.write(Governed.raise)
        try await governed.say(Governed.both) { old in
            Statement(
                genesis: old.genesis, branch: "try-out", claims: old.claims, change: old.change, role: old.role,
                person: old.person, time: old.time)
        }
        try await governed.fixture.commit([:], "Raise", by: "Ann Author <ann@example.com>")
        #expect(Set(try await governed.verify().whys) == ["other-branch"])
    }
}
