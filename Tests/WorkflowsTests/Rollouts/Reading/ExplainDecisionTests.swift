import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Workflows

@Suite("Deciding again what a commit decided")
struct ExplainDecisionTests {
    @Test("every commit of a run comes to the same decision again")
    func same() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.reachGate()
        let length = try await fixture.flags.length()
        for back in 0..<(length - 1) {
            let report = try fixture.explain("HEAD~\(back)")
            #expect(report.isSame, "\(report.subject): \(report.decisions.map(\.differences)) \(report.differences)")
        }
        #expect(length == 9)
    }

    @Test("a rollback shows the windows that failed, and comes to the same again")
    func rollback() async throws {
        var fixture = try await RolloutFixture()
        try await fixture.begin()
        fixture.errors.append(("2026-01-05T10:00:00Z", 7))
        try await fixture.watch(at: "2026-01-05T12:00:00Z")
        let report = try fixture.explain()
        let decided = try #require(report.decisions.first)
        #expect(decided.decision?.kind == .rollback)
        let evidence = try #require(decided.decision?.evidence.first)
        #expect(evidence.result == .failed)
        #expect(!evidence.windows.isEmpty)
        #expect(decided.thresholds[evidence.subject]?.failure?.value == 5)
        #expect(report.isSame, "\(decided.differences)")
    }

    @Test("a value that somebody lowered no longer explains the rollback")
    func tamperedValue() async throws {
        var fixture = try await RolloutFixture()
        try await fixture.begin()
        fixture.errors.append(("2026-01-05T10:00:00Z", 7))
        try await fixture.watch(at: "2026-01-05T12:00:00Z")
        try await fixture.amend(SampleRolloutFiles.statusPath) { $0.replacing("\"value\": 7", with: "\"value\": 1") }
        let report = try fixture.explain()
        #expect(!report.isSame)
        let differences = try #require(report.decisions.first).differences
        #expect(
            differences.contains { $0.contains("come to 'successful', the status says 'failed'") }, "\(differences)")
    }

    @Test("a state that was put in by hand is told from what the machine does")
    func tamperedState() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        try await fixture.amend(SampleRolloutFiles.statusPath) {
            $0.replacing("\"state\": \"holding\"", with: "\"state\": \"gated\"")
        }
        let differences = try #require(try fixture.explain().decisions.first).differences
        #expect(differences == ["the machine writes something else: state"])
    }

    @Test("a step that also exposes more than the plan says is found")
    func tamperedFlag() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        try await fixture.amend("environments/production/flags/CSF.json") { $0.replacing("25", with: "60") }
        try await fixture.amend("environments/production/flags/CSF.json") { $0.replacing("75", with: "40") }
        let report = try fixture.explain()
        #expect(report.differences.map(\.path) == ["fallthrough"])
        #expect(!report.isSame)
    }

    @Test("a word that names somebody else than the commit's author is found")
    func forgedWord() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.reachGate()
        _ = try await AttestRollout("csf", in: "production", role: nil, .go)
            .run(fixture.session("2026-01-07T10:00:00Z"), EditOptions())
        #expect(try fixture.explain().isSame)
        try await fixture.amend(SampleRolloutFiles.statusPath) {
            $0.replacing(
                "Somebody <ann@example.com>\", \"at\": \"2026-01-07",
                with: "Priya N <priya@example.com>\", \"at\": \"2026-01-07")
        }
        try await fixture.flags.git("commit", "--quiet", "--amend", "--no-edit", "--author", "Mike <mike@example.com>")
        let differences = try #require(try fixture.explain().decisions.first).differences
        #expect(differences.contains { $0.contains("Mike <mike@example.com> wrote the commit") }, "\(differences)")
        #expect(differences.contains("Mike <mike@example.com> did not hold the role product-owner"))
    }

    @Test("a step before its time is found, with what the run still waits for")
    func tooEarly() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        try await fixture.report(0, at: "2026-01-05T10:00:00Z")
        try await fixture.watch(at: "2026-01-06T09:05:00Z")
        try await fixture.flags.git("reset", "--quiet", "--hard", "HEAD~2")
        let before = try await fixture.flags.show(SampleRolloutFiles.statusPath)
        let forged =
            before
            .replacing("\"state\": \"holding\"", with: "\"state\": \"progressing\"")
            .replacing("\"kind\": \"report\"", with: "\"kind\": \"advance\"")
        try await fixture.flags.commit([SampleRolloutFiles.statusPath: forged], "Forge")
        let differences = try #require(try fixture.explain().decisions.first).differences
        #expect(differences.contains { $0.hasPrefix("the run still waits: the step holds until") }, "\(differences)")
    }

    @Test("a commit that decides nothing is refused")
    func nothing() async throws {
        let fixture = try await RolloutFixture()
        await failure("no-decision") { _ = try fixture.explain() }
        try await fixture.flags.enable("CHAT")
        await failure("no-decision") { _ = try fixture.explain() }
    }
}
