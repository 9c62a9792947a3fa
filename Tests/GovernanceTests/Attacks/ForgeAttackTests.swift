import FlagModel
import Git
import TestSupport
import Testing

@testable import Governance

/// Reviews at a forge that are to be taken for more than they are.
@Suite("Attacks with a forge's word") struct ForgeAttackTests {
    @Test("without an attack: an attested review counts as what it is, and only once it is there")
    func counts() async throws {
        let (governed, root) = try await Governed.withForge()
        let merged = try await governed.step(Governed.raise)
        let early = try await governed.verify(root: root)
        #expect(early.names == ["approval-missing"])
        try await governed.attest(merged)
        let found = try await governed.verify(root: root)
        #expect(found.outcome == .verified, "\(found.story)")
        let row = try #require(found.transitions.first)
        #expect(row.level == .forge && row.approvers == ["priya"])
        #expect(row.reason == nil, "what the forge says is nobody's reason")
        #expect(try await governed.verify(merged, root: root).names == ["approval-missing"], "told up to the merge")
    }

    @Test("a forge's word where a signature is asked for")
    func signedPolicy() async throws {
        let (governed, root) = try await Governed.withForge(evidence: "signed")
        try await governed.attest(governed.step(Governed.raise, [.author]))
        #expect(try await governed.verify(root: root).names == ["approval-missing"])
        let (claimed, start) = try await Governed.withForge(evidence: "claimed")
        try await claimed.attest(claimed.step(Governed.raise))
        #expect(try await claimed.verify(root: start).transitions.first?.level == .forge)
    }

    @Test("a forge's word by a person's ordinary key")
    func personsKey() async throws {
        for name in ["priya", "mike"] {
            let (governed, root) = try await Governed.withForge()
            try await governed.attest(governed.step(Governed.raise), key: name)
            let found = try await governed.verify(root: root)
            #expect(found.names == ["approval-missing", "bad-statement"])
            #expect(found.story.contains("key-of-no-forge (it is \(name)'s)"), "\(found.story)")
        }
    }

    @Test("a person's statement by the workflow's key")
    func forgesKey() async throws {
        let (governed, root) = try await Governed.withForge(evidence: "signed")
        for role in [Statement.Role.approve, .author, .reject, .breakGlass] {
            let says = Governed.Says(person: "priya", role: role, key: "robot", reason: "Because")
            try await governed.step(Governed.raise, [says], change: "by-\(role.rawValue)")
            let found = try await governed.verify(root: root)
            #expect(found.names == ["bad-statement", "approval-missing"], "\(role)")
            #expect(found.whys == ["key-of-a-forge"], "\(role)")
            try await governed.fixture.git("reset", "--quiet", "--hard", root)
        }
    }

    @Test("an attested review of the author's own")
    func ownReview() async throws {
        let (governed, root) = try await Governed.withForge()
        try await governed.attest(governed.step(Governed.raise), person: "ann")
        let found = try await governed.verify(root: root)
        #expect(found.names == ["approval-missing"])
        #expect(found.whys.contains("author"))
    }

    @Test("an attested review without the role, and of somebody nobody knows")
    func strangers() async throws {
        for (person, why) in [("mike", "missing-role"), ("zoe", "unknown-person")] {
            let (governed, root) = try await Governed.withForge()
            try await governed.attest(governed.step(Governed.raise), person: person)
            let found = try await governed.verify(root: root)
            #expect(found.names == ["approval-missing"])
            #expect(person == "zoe" || found.whys.contains(why))
        }
    }

    @Test("an attested review of another commit")
    func otherCommit() async throws {
        let (governed, root) = try await Governed.withForge()
        let first = try await governed.step(Governed.raise)
        try await governed.attest(first)
        try await governed.step(Governed.lower)
        let second = try await governed.step(Governed.raise)
        let id = try #require(ObjectID(hex: second))
        try await governed.attest(first) { said in
            Statement(
                genesis: said.genesis, branch: said.branch, claims: said.claims, change: second, role: .forge,
                person: said.person, commit: id, time: said.time)
        }
        let found = try await governed.verify(root: root)
        #expect(found.violations.filter { $0.kind == .approvalMissing }.map(\.commit) == [id], "\(found.story)")
        #expect(found.whys.contains("other-scope-head"))
    }

    @Test("a forge that is listed only afterwards, and one whose key a person has")
    func lateForge() async throws {
        let (governed, root) = try await Governed.withForge(listsForge: false)
        let merged = try await governed.step(Governed.raise)
        try await governed.fixture.commit([".flagctl/people.json": governed.peopleWithForge()], "List the forge")
        try await governed.attest(merged)
        let late = try await governed.verify(root: root)
        #expect(late.violations.map(\.scope?.text) == ["environments/production", "governance"], "\(late.story)")

        let (shared, start) = try await Governed.withForge(forgeKey: "mike")
        try await shared.attest(shared.step(Governed.raise), key: "mike")
        #expect(try await shared.verify(root: start).names == ["approval-missing"])
    }

    @Test("one's own signed approval beside the review of nobody else")
    func unsignedAuthor() async throws {
        let (governed, root) = try await Governed.withForge()
        try await governed.step(Governed.raise, [.approved])
        #expect(try await governed.verify(root: root).names == ["approval-missing"])
        try await governed.fixture.git("reset", "--quiet", "--hard", root)
        try await governed.step(Governed.raise, Governed.both)
        let signed = try await governed.verify(root: root)
        #expect(signed.outcome == .verified && signed.transitions.first?.level == .signed)
    }

    @Test("an attested review beside a rejection")
    func rejected() async throws {
        let (governed, root) = try await Governed.withForge()
        try await governed.attest(governed.step(Governed.raise, [.init(person: "mike", role: .reject)]))
        #expect(try await governed.verify(root: root).names == ["rejected", "approval-missing"])
    }
}
