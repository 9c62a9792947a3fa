import FlagModel
import TestSupport
import Testing

@testable import Governance

/// Somebody who is to be counted, and should not be.
@Suite("Attacks on people") struct PeopleAttackTests {
    @Test("a forged Approved-by")
    func forgedTrailer() async throws {
        let governed = try await Governed()
        try await governed.step(
            Governed.raise, [.author], message: "Enable CSF\n\nApproved-by: Priya N <priya@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["claim"])
    }

    @Test("the author's second key")
    func secondKey() async throws {
        let second = try TemporaryFolder("second")
        let line = try await second.key("second")
        let governed = try await Governed(lines: { name, key in name == "ann" ? [key, line] : [key] })
        for name in ["second", "second.pub"] {
            try governed.fixture.repository.folder.write(second.read(name), to: "home/\(name)")
        }
        _ = try await run(
            "chmod", ["600", governed.fixture.repository.folder.path("home/second")], in: governed.fixture.path)
        try await governed.step(Governed.raise, [.author, .init(person: "ann", role: .approve, key: "second")])
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["author"])
    }

    @Test("the author's second e-mail, listed or not")
    func secondEmail() async throws {
        let governed = try await Governed()
        let says = [Governed.Says(person: "priya", role: .approve), .init(person: "priya", role: .author)]
        for address in ["priya@example.com", "priya@home.example"] {
            try await governed.step(Governed.raise, says, by: "P <\(address)>")
            let found = try await governed.verify()
            #expect(found.names == ["approval-missing"], "\(address)")
            #expect(found.whys == ["author"], "\(address)")
            try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        }
    }

    @Test("a commit in another's name, approved by who wrote it")
    func forgedAuthor() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, [.approved], by: "Mike <mike@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.violations.first?.message.contains("author's own signature") == true)
    }

    @Test("one key for two people")
    func sharedKey() async throws {
        let governed = try await Governed()
        let shared = try governed.publicKey("ann")
        let people = Governed.people { name in [name == "priya" ? shared : (try? governed.publicKey(name)) ?? ""] }
        let other = try await Governed([".flagctl/people.json": people])
        for name in ["ann", "ann.pub"] {
            let text = try governed.fixture.repository.folder.read("home/\(name)")
            try other.fixture.repository.folder.write(text, to: "home/\(name)")
        }
        _ = try await run(
            "chmod", ["600", other.fixture.repository.folder.path("home/ann")], in: other.fixture.path)
        try await other.step(Governed.raise, [.author, .init(person: "priya", role: .approve, key: "ann")])
        let found = try await other.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["shared-key", "shared-key"])
    }

    @Test("somebody without the role, and somebody nobody knows")
    func wrongPeople() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, [.author, .init(person: "mike", role: .approve)])
        #expect(try await governed.verify().whys == ["missing-role"])
        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        try await governed.step(Governed.raise, [.author, .init(person: "mallory", role: .approve, key: "mike")])
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["unknown-person"])
    }

    @Test("a statement in another's name")
    func anothersName() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, [.author, .init(person: "priya", role: .approve, key: "ann")])
        let found = try await governed.verify()
        #expect(found.names == ["bad-statement", "approval-missing"])
        #expect(found.whys == ["key-of-another-person"])
    }

    @Test("an approval beside a rejection")
    func rejected() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, Governed.both + [.init(person: "mike", role: .reject)])
        #expect(try await governed.verify().names == ["rejected", "approval-missing"])
    }
}
