import Documents
import TestSupport
import Testing

@testable import Workflows

/// What policies ask of runs.
@Suite struct RunPolicyTests {
    private static let production = "environments/production/environment.json"

    private func policy(_ change: (String) -> String) -> [String: String?] {
        [Self.production: change(SampleFlags.production)]
    }

    @Test func `a start is asked for like raising exposure, and no step is`() async throws {
        let flags = try await FlagFixture.withPlan()
        let found = try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.start("csf", .init())
        }
        #expect(
            found?.hint == """
                once they agree: flagctl rollout start csf --env production --approved-by priya
                      or ask for review: flagctl rollout start csf --env production --propose
                """)
        try await flags.start()
        try await flags.tick("deployed", by: .mike)
        let report = try await flags.look(at: "12:02")
        #expect(report.problems.isEmpty)
        #expect(report.decisions.map(\.edit.classification) == ["neutral", "raising"])
        #expect(report.decisions.allSatisfy { $0.edit.approvers.isEmpty })
        #expect(try await flags.state("CSF", in: "production").contains("{ \"on\": 10, \"off\": 90 }"))
        let verified = try await flags.verified()
        #expect(verified.contains("planned"), "\(verified)")
    }

    @Test func `a freeze holds a step, says so, and lets it go on by itself`() async throws {
        let frozen = policy {
            $0.replacing(
                "\"lowering\"",
                with: """
                    "freezes": [{ "from": "2026-01-03T13:00:00Z", "to": "2026-01-03T14:00:00Z", "reason": "Audit" }],
                        "lowering"
                    """)
        }
        let flags = try await FlagFixture.withRun(frozen)
        try await flags.look(at: "12:02")
        let report = try await flags.look(at: "13:02")
        let problem = try #require(report.problems.first)
        #expect(problem.run == "csf in production" && problem.failure.code == "frozen")
        #expect(problem.failure.message == "production is frozen until 2026-01-03T14:00:00Z: Audit")
        #expect(
            problem.failure.hint
                == "it goes on by itself; or end it: flagctl rollout stop csf --env production")
        #expect(report.decisions.map(\.edit.subject) == ["Rollout csf: canary, step 1 has held"])
        #expect(try await flags.look(at: "13:30", .healthy).decisions.isEmpty)
        #expect(try await flags.look(at: "14:00").decisions.map(\.edit.classification) == ["raising"])
    }

    @Test func `a guard takes down in a freeze`() async throws {
        let frozen = policy {
            $0.replacing(
                "\"lowering\"",
                with: """
                    "freezes": [{ "from": "2026-01-03T12:10:00Z", "to": "2026-01-03T14:00:00Z", "reason": "Audit" }],
                        "lowering"
                    """)
        }
        let flags = try await FlagFixture.withRun(frozen)
        try await flags.look(at: "12:02")
        #expect(try await flags.look(at: "12:20", .broken).decisions.map(\.edit.classification) == ["lowering"])
    }

    @Test func `an approval that ran out holds the run until it is renewed`() async throws {
        let flags = try await FlagFixture.withRun(
            policy { $0.replacing("\"evidence\"", with: "\"validFor\": \"PT30M\", \"evidence\"") })
        try await flags.look(at: "12:02")
        let held = try await flags.look(at: "13:02")
        let problem = try #require(held.problems.first?.failure)
        #expect(problem.code == "approval-needed" && problem.status == .approvalNeeded)
        #expect(
            problem.hint
                == "approve what is left of it: flagctl rollout resume csf --env production --approved-by WHO")
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.control(.resume, at: "13:03")
        }
        #expect(try await flags.control(.resume, at: "13:03", .approved).classification == "raising")
        #expect(try await flags.look(at: "13:10").decisions.map(\.edit.classification) == ["raising"])
    }

    @Test func `a policy that changed holds the run until it is renewed`() async throws {
        let flags = try await FlagFixture.withRun(
            policy { $0.replacing("\"policy\": {", with: "\"policy\": {\n    \"version\": 1,") })
        try await flags.look(at: "12:02")
        let tighter = SampleFlags.production.replacing(
            "\"policy\": {", with: "\"policy\": {\n    \"version\": 2,")
        try await flags.commit(
            [Self.production: tighter], "Policy 2\n\nApproved-by: Priya N <priya@example.com>",
            at: "2026-01-03T12:30:00Z")
        let held = try await flags.look(at: "13:02")
        #expect(held.problems.map(\.failure.code) == ["approval-needed"])
        try await flags.control(.resume, at: "13:03", .approved)
        #expect(try await flags.look(at: "13:10").problems.isEmpty)
        #expect(try await flags.state("CSF", in: "production").contains("{ \"on\": 50, \"off\": 50 }"))
    }

    @Test func `a plan that is edited under its run pauses it`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        try await flags.commit(
            ["\(CanaryPlan.path)/plan.json": CanaryPlan.plan().replacing("PT1H", with: "PT30M")], "Faster")
        #expect(
            try await flags.look(at: "13:02").decisions.map(\.edit.subject) == [
                "Rollout csf: pause: the plan changed after the run was started"
            ])
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.control(.resume, at: "13:03")
        }
    }

    @Test func `where signatures are asked for, a word at a gate is a change like any other`() async throws {
        let flags = try await FlagFixture.withPlan()
        try await flags.start()
        let signed = SampleFlags.production.replacing("claimed", with: "signed")
        try await flags.commit([Self.production: signed], "Sign")
        try await flags.expectRefusal("signature-needed", .approvalNeeded) {
            try await flags.tick("deployed", by: .mike)
        }
        let proposed = try await flags.tick("deployed", by: .mike, EditOptions(propose: true))
        #expect(proposed.classification == "raising" && proposed.branch.hasPrefix("flagctl/"))
        #expect(try await flags.control(.pause, by: .mike).classification == "neutral", "a pause waits for nobody")
    }

    @Test func `what was started without anybody's approval never raises`() async throws {
        let on = SampleFlags.state("CSF", enabled: true)
        let plan = """
            { "key": "keep-on", "name": "Keep on", "phases": [
              { "key": "all", "name": "All", "delay": "PT1H", "steps": [{ "set": [{ "flag": "CSF", "enabled": true }] }] } ] }
            """
        let flags = try await FlagFixture.withPlan([
            "environments/production/flags/CSF.json": on,
            "environments/production/rollouts/keep-on/plan.json": plan,
        ])
        let started = try await flags.start("keep-on", .init())
        #expect(started.classification == "neutral", "it changes nothing")
        try await flags.disable("CSF", in: "production", at: "2026-01-03T12:10:00Z")
        let report = try await flags.look(at: "13:00")
        #expect(report.decisions.map(\.edit.subject) == ["Rollout keep-on: pause: CSF changed outside of the run"])
        #expect(try await flags.state("CSF", in: "production").contains("\"enabled\": false"))
        try await flags.control(.resume, "keep-on", at: "13:01", .approved)
        #expect(try await flags.look(at: "13:02").problems.isEmpty)
        #expect(try await flags.state("CSF", in: "production").contains("\"enabled\": true"))
    }
}

extension FlagFixture {
    /// What verify says of every transition, as a table.
    func verified() async throws -> String {
        let report = try await VerifyHistory().run(session(at: "2026-01-03T18:00:00Z"))
        return CanonicalJSON.compact(report.json)
    }
}
