import Evaluation
import FlagModel
import TestSupport
import Testing

@testable import Governance

@Suite("Verifier") struct VerifierTests {
    @Test("a repository with nothing but its first commit is verified")
    func first() async throws {
        let governed = try await Governed()
        let found = try await governed.verify()
        #expect(found.outcome == .verified, "\(found.story)")
        #expect(found.root == found.genesis)
    }

    @Test("an approved change is verified, with its approver and level")
    func approved() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, Governed.both, message: "Enable CSF\n\nIt is time.\n\nTicket: S4-101")
        let found = try await governed.verify()
        #expect(found.outcome == .verified, "\(found.story)")
        let row = try #require(found.transitions.first)
        #expect(row.scope.text == "environments/production")
        #expect(row.ground == .approved)
        #expect(row.level == .signed)
        #expect(row.approvers == ["priya"])
        #expect(row.classification == .raising)
        #expect(row.reason == "It is time.")
        #expect(row.ticket == "S4-101")
        #expect(row.impact?.contains("CSF") == true)
    }

    @Test("an unapproved change is not")
    func unapproved() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise)
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.transitions.first?.ground == .violation)
        #expect(found.transitions.first?.level == EvidenceLevel.none)
    }

    @Test("neutral changes and unprotected environments need nothing")
    func free() async throws {
        let governed = try await Governed()
        try await governed.step([
            "environments/development/flags/CSF.json": SampleFlags.state("CSF", enabled: true),
            "flags/CSF.json": SampleFlags.flag("CSF", groups: "s4", more: ",\n  \"description\": \"A grid\""),
            "README.md": "Changed.\n",
        ])
        let found = try await governed.verify()
        #expect(found.outcome == .verified, "\(found.story)")
        #expect(found.transitions.map(\.ground) == [.unprotected, .neutral])
    }

    @Test("lowering needs nothing before, and somebody to look at it afterwards")
    func lowering() async throws {
        let governed = try await Governed()
        try await governed.step(
            ["environments/production/flags/CHAT.json": SampleFlags.state("CHAT")], at: "2026-01-02T09:00:00Z")
        let inTime = try await governed.verify()
        #expect(inTime.outcome == .verified, "\(inTime.story)")
        #expect(inTime.obligations.map(\.due.text) == ["2026-01-03T09:00:00Z"])
        let late = try await governed.verify(now: "2026-01-03T09:00:01Z")
        #expect(late.names == ["not-ratified"])
    }

    @Test("ratifying closes the obligation; the author cannot")
    func ratifies() async throws {
        for (person, closes) in [("priya", true), ("ann", false), ("mike", false)] {
            let governed = try await Governed()
            try await governed.step(["environments/production/flags/CHAT.json": SampleFlags.state("CHAT")])
            let owed = try #require(try await governed.verify().obligations.first)
            let statement = Statement(
                genesis: try #require(try await governed.verify().genesis), branch: "main", claims: [owed.claim],
                change: "look-1", role: .ratify, person: key(person), commit: owed.commit,
                time: .moment("2026-01-02T10:00:00Z"))
            try await governed.file(statement, key: person)
            try await governed.fixture.commit([:], "Look at it", at: "2026-01-02T10:00:00Z")
            let found = try await governed.verify(now: "2026-02-01T00:00:00Z")
            #expect((found.outcome == .verified) == closes, "\(person): \(found.story)")
        }
    }

    @Test("going back to what was approved before needs nothing, going forward again does")
    func restores() async throws {
        let governed = try await Governed()
        let theme = "environments/production/flags/theme.json"
        let old = try governed.fixture.repository.read(theme)
        // Everybody moves from one variant to another and back: neither lowers anything.
        let new = SampleFlags.state("theme", enabled: true, fallthrough: "\"dark\"")
        try await governed.step([theme: new], Governed.both)
        try await governed.step([theme: old])
        let back = try await governed.verify()
        #expect(back.outcome == .verified, "\(back.story)")
        #expect(back.transitions.map(\.ground) == [.approved, .restoring])
        #expect(back.obligations.count == 1)
        try await governed.step([theme: new])
        #expect(try await governed.verify().names == ["approval-missing"])
    }

    @Test("nobody raises again without approval what somebody lowered in an emergency")
    func doesNotRestoreLowered() async throws {
        let governed = try await Governed()
        try await governed.step(["environments/production/flags/CHAT.json": SampleFlags.state("CHAT")])
        try await governed.step(["environments/production/flags/CHAT.json": SampleFlags.state("CHAT", enabled: true)])
        #expect(try await governed.verify().names == ["approval-missing"])
    }

    @Test("break-glass passes, is marked, and has to be ratified")
    func breakGlass() async throws {
        let governed = try await Governed()
        let says = Governed.Says(person: "mike", role: .breakGlass, reason: "The other one is on fire")
        try await governed.step(Governed.raise, [says], by: "Mike <mike@example.com>")
        let found = try await governed.verify()
        #expect(found.outcome == .verified, "\(found.story)")
        #expect(found.transitions.map(\.ground) == [.breakGlass])
        #expect(found.obligations.map(\.due.text) == ["2026-01-03T08:00:00Z"])
        #expect(found.obligations.first?.authors.map(\.text) == ["mike"])
    }

    @Test("a policy that asks for claims takes trailers, and says that they are claims")
    func claims() async throws {
        let governed = try await Governed([
            "environments/production/environment.json": SampleFlags.production
        ])
        try await governed.step(Governed.raise, message: "Enable CSF\n\nApproved-by: Priya N <priya@example.com>")
        let found = try await governed.verify()
        #expect(found.outcome == .verified, "\(found.story)")
        #expect(found.transitions.map(\.level) == [.claimed])
        try await governed.step(Governed.lower)
        try await governed.step(
            [
                "environments/production/flags/CSF.json": SampleFlags.state(
                    "CSF", enabled: true, more: ",\n  \"salt\": \"x\"")
            ],
            message: "Again\n\nApproved-by: Ann Author <ann@example.com>")
        #expect(try await governed.verify().names == ["approval-missing"])
        #expect(try await governed.verify().whys == ["author"])
    }

    @Test("a second run checks no signature again, and one more commit only its own")
    func incremental() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, Governed.both)
        let first = try await governed.verify(keepsResults: true)
        #expect(first.signaturesChecked == 2)
        #expect(try await governed.verify(keepsResults: true).signaturesChecked == 0)
        let json = try #require(first.checkpoint).json
        let checkpoint = try #require(Checkpoint(json))
        #expect(checkpoint.json == json)
        try await governed.step(Governed.lower)
        let next = try await governed.verify(checkpoint: checkpoint)
        #expect(next.outcome == .verified, "\(next.story)")
        #expect(next.signaturesChecked == 0)
        #expect(next.transitions.map(\.ground) == [.lowering])
        #expect(next.steps == 2)
    }

    @Test("a merge brings its statements along, and everybody who wrote a part of it is an author")
    func merges() async throws {
        for (writer, outcome) in [
            ("Mike <mike@example.com>", Verification.Outcome.verified), ("Priya <priya@example.com>", .violated),
        ] {
            let governed = try await Governed()
            try await governed.fixture.git("switch", "--quiet", "--create", "feature")
            try governed.fixture.write(Governed.raise)
            try await governed.say(Governed.both)
            try await governed.fixture.commit([:], "Raise", by: writer)
            try await governed.fixture.git("switch", "--quiet", "main")
            try await governed.fixture.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
            let found = try await governed.verify()
            #expect(found.outcome == outcome, "\(writer) \(found.story)")
        }
    }
}
