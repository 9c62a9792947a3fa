import FlagModel
import TestSupport
import Testing

@testable import Governance

/// Dates that are to help.
@Suite("Attacks with dates") struct TimeAttackTests {
    @Test("an approval past its age")
    func tooOld() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, Governed.both, at: "2026-01-16T08:00:01Z")
        let found = try await governed.verify(now: "2026-01-16T09:00:00Z")
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["too-old"])
    }

    @Test("a backdated commit that makes an old approval look fresh")
    func backdated() async throws {
        let governed = try await Governed()
        let late = [
            Governed.Says(person: "ann", role: .author, time: "2026-02-01T08:00:00Z"),
            .init(person: "priya", role: .approve, time: "2026-02-01T08:00:00Z"),
        ]
        try await governed.step(
            ["environments/production/flags/theme.json": SampleFlags.state("theme", enabled: true)], late,
            change: "change-0", at: "2026-01-02T08:59:00Z")
        try await governed.step(Governed.raise, Governed.both, at: "2026-01-02T09:00:00Z")
        let found = try await governed.verify(now: "2026-02-02T00:00:00Z")
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["too-old"])
    }

    @Test("a backdated commit after a checkpoint")
    func backdatedAfterCheckpoint() async throws {
        let governed = try await Governed()
        let checkpoint = try await governed.verify(now: "2026-03-01T00:00:00Z").checkpoint
        try await governed.step(Governed.raise, Governed.both, at: "2026-01-02T09:00:00Z")
        #expect(try await governed.verify().outcome == .verified)
        let found = try await governed.verify(checkpoint: checkpoint, now: "2026-03-02T00:00:00Z")
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["too-old"])
    }

    @Test("a statement from the future")
    func future() async throws {
        let governed = try await Governed()
        try await governed.step(
            Governed.raise, [.author, .init(person: "priya", role: .approve, time: "2036-01-01T00:00:00Z")])
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.whys == ["from-the-future"])
    }

    @Test("break-glass that is never ratified")
    func breakGlass() async throws {
        let governed = try await Governed([
            "environments/production/environment.json": Governed.production(more: #""lowering": { "required": 0 }"#)
        ])
        try await governed.step(
            Governed.raise, [.init(person: "mike", role: .breakGlass, reason: "Fire")], at: "2036-01-01T00:00:00Z",
            by: "Mike <mike@example.com>")
        #expect(try await governed.verify(now: "2026-01-09T08:00:00Z").outcome == .verified)
        // A date in the future does not put it off.
        #expect(try await governed.verify(now: "2026-01-09T08:00:01Z").names == ["not-ratified"])
    }

    @Test("raising in a freeze")
    func freeze() async throws {
        let freeze =
            #""freezes": [{ "from": "2026-01-01T00:00:00Z", "to": "2026-01-10T00:00:00Z", "reason": "New year" }]"#
        let governed = try await Governed([
            "environments/production/environment.json": Governed.production(more: freeze)
        ])
        try await governed.step(Governed.raise, Governed.both)
        #expect(try await governed.verify().names == ["frozen"])
    }
}
