import FlagModel
import TestSupport
import Testing

@testable import Governance

/// Keys and signatures that are to be taken for others.
@Suite("Attacks with keys") struct KeyAttackTests {
    @Test("an expired key")
    func expired() async throws {
        for option in [#"valid-before="20260101""#, #"expiry-time="202601020700""#, #"valid-after="20260102090000Z""#] {
            let governed = try await Governed(lines: { name, key in
                name == "priya" ? ["\(option) \(key)"] : [key]
            })
            try await governed.step(Governed.raise, Governed.both)
            let found = try await governed.verify()
            #expect(found.names == ["approval-missing"], "\(option)")
            #expect(found.whys == ["expired-key"], "\(option)")
        }
    }

    @Test("a statement dated back to when the key was good")
    func expiredInTheMeantime() async throws {
        let governed = try await Governed(lines: { name, key in
            name == "priya" ? [#"valid-before="20260103" "# + key] : [key]
        })
        let author = Governed.Says(person: "ann", role: .author, time: "2026-01-05T08:00:00Z")
        try await governed.step(Governed.raise, [author, .approved], at: "2026-01-02T09:00:00Z")
        let found = try await governed.verify(now: "2026-01-06T00:00:00Z")
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["expired-key"])
    }

    @Test("a revoked key, whoever else lists it")
    func revoked() async throws {
        let governed = try await Governed(lines: { name, key in name == "priya" ? ["@revoked " + key] : [key] })
        try await governed.step(Governed.raise, Governed.both)
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["revoked-key"])
    }

    @Test("a key that is gone from the people when the change is made")
    func removed() async throws {
        let governed = try await Governed()
        let people = Governed.people { name in name == "priya" ? [] : [(try? governed.publicKey(name)) ?? ""] }
        try await governed.step([".flagctl/people.json": people], Governed.both, change: "leaves")
        #expect(try await governed.verify().outcome == .verified)
        try await governed.step(Governed.raise, Governed.both)
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["unknown-key"])
    }

    @Test("a statement signed in git's own namespace")
    func gitNamespace() async throws {
        let governed = try await Governed()
        try await governed.step(
            Governed.raise, [.author, .init(person: "priya", role: .approve, namespace: "git")])
        let found = try await governed.verify()
        #expect(found.names == ["bad-statement", "approval-missing"])
        #expect(found.whys == ["other-namespace"])
    }

    @Test("wildcards and authorities where a person or a key belongs")
    func wildcards() async throws {
        for line in [
            #"cert-authority ssh-ed25519 KEY"#, #"principals="*" ssh-ed25519 KEY"#, #"* ssh-ed25519 KEY"#,
            #"namespaces="git" ssh-ed25519 KEY"#,
        ] {
            let governed = try await Governed(lines: { name, key in
                name == "priya" ? [line.replacing("ssh-ed25519 KEY", with: key)] : [key]
            })
            try await governed.step(Governed.raise, Governed.both)
            let found = try await governed.verify()
            #expect(found.names == ["approval-missing"], "\(line)")
            #expect(found.whys == ["unknown-key"], "\(line)")
        }
        #expect(PersonKey("*") == nil)
        #expect(PersonKey("pri?a") == nil)
        #expect(PersonKey("!ann,priya") == nil)
    }

    @Test("a signature over something else, and no signature at all")
    func otherSignature() async throws {
        let governed = try await Governed()
        try governed.fixture.write(Governed.raise)
        let statements = try await governed.say(Governed.both)
        let (author, approval) = (statements[0], statements[1])
        try await governed.file(
            Statement(
                genesis: approval.genesis, branch: "main", claims: approval.claims, change: approval.change,
                role: .approve, person: key("priya"), reason: "Something else", time: approval.time), key: "priya")
        // The signature of that statement beside this one.
        try governed.fixture.write([approval.path: String(decoding: approval.bytes, as: UTF8.self)])
        try await governed.fixture.commit([:], "Raise", by: "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["bad-statement", "approval-missing"])
        #expect(found.whys == ["bad-signature"])
        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        try governed.fixture.write(Governed.raise)
        try await governed.say(Governed.both)
        try await governed.fixture.commit([approval.signaturePath: String?.none], by: "Ann Author <ann@example.com>")
        #expect(try await governed.verify().whys == ["no-signature"])
        #expect(author.path != approval.path)
    }
}
