import Documents
import TestSupport
import Testing

@testable import Workflows

/// What a plan needs is not taken away from under it, and nothing of a plan keeps a flag on.
@Suite struct PlanDependencyTests {
    private static let path = "environments/production/rollouts/s4/plan.json"

    private static func plan(_ members: String) -> String {
        """
        { "key": "s4", "name": "S4", "phases": [{ "key": "one", "name": "One", \(members) }] }

        """
    }

    private static let serving = plan(
        #""steps": [{ "set": [{ "flag": "CSF", "cohort": "regular-users", "serve": "on" }] }]"#)

    @Test func `a cohort that a plan serves stays`() async throws {
        let flags = try await FlagFixture([Self.path: Self.serving])
        let failure = try await flags.expectRefusal("invalid-documents") {
            _ = try await EditCohort("regular-users", in: "production", .remove).run(flags.session(), .init())
        }
        #expect(failure?.findings.map(\.rule) == ["plan-undefined-cohort"])
        #expect(failure?.findings.map(\.path) == [Self.path])
    }

    @Test func `a plan that was broken before keeps nobody from removing another cohort`() async throws {
        let flags = try await FlagFixture([
            Self.path: Self.serving.replacing("regular-users", with: "nobody"),
            "environments/production/cohorts/spare.json": SampleFlags.cohort("spare", share: 1),
        ])
        let report = try await EditCohort("spare", in: "production", .remove).run(flags.session(), .init())
        #expect(report.commit != nil)
    }

    @Test func `a tick that turning off contradicts does not keep a flag on`() async throws {
        let ticked = Self.plan(
            #""tasks": [{ "key": "a", "text": "A", "done": true, "check": { "flag": "CHAT", "variant": "on" } }]"#)
        let flags = try await FlagFixture([Self.path: ticked])
        #expect(try await flags.disable("CHAT", in: "production").classification == "lowering")
        let findings = try await Validate().run(flags.session()).findings
        #expect(findings.map(\.rule).contains("plan-contradicted-tick"))
    }
}
