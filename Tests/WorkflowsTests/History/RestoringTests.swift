import FlagModel
import FlagRepository
import Git
import Governance
import TestSupport
import Testing

@testable import Workflows

/// Going back to what an environment was right before its newest raising step takes the fast lane, for the editing verbs
/// as for the verifier.
@Suite struct RestoringTests {
    /// Moves everybody but a cohort from one variant to another, which is neither raising nor lowering and counts as
    /// raising.
    private func move(_ flags: FlagFixture) async throws -> String {
        let report = try await flags.target("theme", in: "production", .variant("dark"), options: .approved)
        #expect(report.classification == "raising" && report.reviewBy.isEmpty)
        return try #require(report.commit)
    }

    /// What the verifier says of everything up to a revision.
    private func verified(_ flags: FlagFixture) async throws -> Verification {
        let session = try flags.session()
        let repository = try session.repository()
        let request = Verifier.Request(tip: try repository.headCommit(), now: session.now, keepsResults: false)
        return try await Verifier(repository, request, location: session.location).run()
    }

    @Test func `a revert that restores what was there needs no approval, and is to be looked at`() async throws {
        let flags = try await FlagFixture()
        let moved = try await move(flags)
        let report = try await flags.revert(moved, options: .init())
        #expect(report.classification == "raising" && report.approvers.isEmpty)
        #expect(report.reviewBy == ["production 2026-01-04T12:00:00Z"])
        #expect(
            report.notes == ["production is again as it was before it was raised last, which counts as lowering it"])
        #expect(try await flags.message().contains("\nReview-by: production 2026-01-04T12:00:00Z"))
        let found = try await verified(flags)
        #expect(found.violations.isEmpty && found.transitions.last?.ground == .restoring)
        #expect(found.obligations.map(\.due.text) == ["2026-01-04T12:00:00Z"])
        try await flags.expectSound()
    }

    @Test func `so does a rollback`() async throws {
        let flags = try await FlagFixture()
        _ = try await move(flags)
        let report = try await flags.rollBack("theme")
        #expect(report.classification == "raising" && report.reviewBy.count == 1)
        let found = try await verified(flags)
        #expect(found.violations.isEmpty && found.transitions.last?.ground == .restoring)
    }

    @Test func `making the change again needs approval, however often it was approved`() async throws {
        let flags = try await FlagFixture()
        let moved = try await move(flags)
        let back = try #require(try await flags.revert(moved, options: .init()).commit)
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(back, options: .init())
        }
        let again = try #require(try await flags.revert(back, options: .approved).commit)
        #expect(try await verified(flags).transitions.last?.ground == .approved)
        try await flags.revert(again, options: .init())
        let found = try await verified(flags)
        #expect(found.violations.isEmpty && found.transitions.last?.ground == .restoring)
    }

    @Test func `what is not the environment's whole content before the newest raising step is not free`() async throws {
        let flags = try await FlagFixture()
        let moved = try await move(flags)
        try await flags.enable("CSF", in: "production", options: .approved)
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(moved, options: .init())
        }
        let other = try await FlagFixture()
        let change = try await move(other)
        try await other.commit(["environments/production/rollouts/r/plan.json": "{}\n"], "A plan")
        try await other.expectRefusal("approval-needed", .approvalNeeded) {
            try await other.revert(change, options: .init())
        }
    }

    @Test func `what somebody turned off since stays off`() async throws {
        let flags = try await FlagFixture()
        let moved = try await move(flags)
        try await flags.disable("theme", in: "production")
        let lowered = try await flags.head()
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(lowered, options: .init())
        }
        try await flags.revert(moved, options: .init())
        #expect(try await verified(flags).violations.isEmpty)
    }

    @Test func `neutral changes elsewhere do not stand in the way`() async throws {
        let flags = try await FlagFixture()
        let moved = try await move(flags)
        try await flags.enable("CSF", in: "development")
        try await flags.commit(["README.md": "Something else.\n"])
        try await flags.revert(moved, options: .init())
        let found = try await verified(flags)
        #expect(found.violations.isEmpty && found.transitions.last?.ground == .restoring)
    }
}
