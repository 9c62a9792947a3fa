import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct ProposalTests {
    @Test func `commits to a new branch and leaves files, index and HEAD alone`() async throws {
        let flags = try await FlagFixture()
        let head = try await flags.head()
        let report = try await flags.enable("CSF", in: "production", options: EditOptions(propose: true))
        #expect(report.branch.hasPrefix("flagctl/enable-csf-production-"))
        #expect(report.publishCommand == "git push -u origin \(report.branch)")
        #expect(try await flags.head(report.branch) == report.commit)
        #expect(try await flags.head() == head)
        try await flags.expectSound()
    }

    @Test func `two proposals of one change are two branches`() async throws {
        let flags = try await FlagFixture()
        let first = try await flags.enable("CSF", options: EditOptions(propose: true))
        let second = try await flags.enable("CSF", options: EditOptions(propose: true))
        #expect(first.branch != second.branch)
    }

    @Test func `a proposal that changes nothing makes no branch`() async throws {
        let flags = try await FlagFixture()
        let report = try await flags.disable("CSF", options: EditOptions(propose: true))
        #expect(report.commit == nil && report.changes.isEmpty)
        #expect(try await flags.git("branch", "--list", "flagctl/*") == "")
    }

    @Test func `a dry run shows the change and writes nothing`() async throws {
        let flags = try await FlagFixture()
        let before = try await flags.fingerprint()
        let report = try await flags.enable("CSF", options: EditOptions(dryRun: true))
        #expect(report.commit == nil && report.dryRun)
        #expect(report.changes.map(\.summary) == ["turned on"])
        #expect(report.json["commit"] == .null && report.json["dryRun"] == true)
        #expect(try await flags.fingerprint() == before)
    }

    @Test func `a dry run is refused where the run would be`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.enable("CSF", in: "production", options: EditOptions(dryRun: true))
        }
    }

    @Test func `an edit that is done already says so and exits well`() async throws {
        let flags = try await FlagFixture()
        let before = try await flags.fingerprint()
        let report = try await flags.disable("CSF")
        #expect(report.notes == ["already off: CSF"])
        #expect(report.commit == nil && report.isEmpty)
        #expect(try await flags.fingerprint() == before)
    }

    @Test func `an edit's document has the members that scripts rely on`() async throws {
        let flags = try await FlagFixture()
        let json = try await flags.enable("CSF", in: "production", options: .approved).json
        #expect(
            json.object?.names == [
                "commit", "branch", "subject", "dryRun", "changes", "impact", "classification", "approvers",
            ])
        #expect(
            json["changes"] == [
                [
                    "environment": "production", "flag": "CSF", "path": "enabled", "before": false, "after": true,
                    "summary": "turned on",
                ]
            ])
        #expect(
            json["impact"] == [
                [
                    "environment": "production", "flag": "CSF", "row": "fallthrough",
                    "ranges": [["from": 0, "to": 100, "before": "off", "after": "on"]], "people": 150_000,
                ]
            ])
    }
}
