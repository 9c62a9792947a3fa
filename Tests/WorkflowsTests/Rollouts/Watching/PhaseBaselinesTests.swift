import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Workflows

/// A guard or criterion that compares needs what was before its phase.
@Suite struct PhaseBaselinesTests {
    /// A run that is about to begin; its guard on errors compares with what was before.
    private func comparing() async throws -> FlagFixture {
        let guarded = #""metric": "error-rate", "window": "PT5M","# + "\n      "
        let plan = CanaryPlan.plan().replacing(guarded, with: guarded + #""compare": "delta", "#)
        return try await .withRun(["\(CanaryPlan.path)/plan.json": plan])
    }

    private static func metrics(_ metric: String) -> String {
        """
        {
          "sources": [
            { "key": "prometheus", "type": "prometheus", "url": "http://localhost:9" },
            { "key": "api", "type": "http", "url": "http://localhost:9" },
            { "key": "team", "type": "manual" }
          ],
          "metrics": [\(metric)]
        }

        """
    }

    private static let broken: [(metrics: String, why: String)] = [
        ("{", ".flagctl/metrics.json:"),
        (metrics(""), ".flagctl/metrics.json has no metric 'error-rate' with a source"),
        (
            metrics(#"{ "key": "error-rate", "source": "prometheus", "query": "errors{s=\"{{service}}\"}" }"#),
            "the placeholder 'service' has no argument"
        ),
        (
            metrics(#"{ "key": "error-rate", "source": "api", "path": "/e", "measure": "value", "pointer": "/e" }"#),
            "'error-rate' is known for the moment only"
        ),
        (metrics(#"{ "key": "error-rate", "source": "team" }"#), "'error-rate' is known for the moment only"),
    ]

    @Test(arguments: broken.indices)
    func `a phase does not begin while what its guard compares with cannot be asked for`(_ index: Int) async throws {
        let (metrics, why) = Self.broken[index]
        let flags = try await comparing()
        try await flags.commit([".flagctl/metrics.json": metrics])
        let head = try await flags.head()
        let report = try await flags.look(at: "12:02")
        #expect(try await flags.head() == head)
        #expect(report.gaps.map(\.subject) == ["guard error-rate"])
        #expect(report.gaps.map(\.metric) == ["baseline"])
        #expect(report.gaps.allSatisfy { $0.why.hasPrefix(why) })
        // The board names a file that cannot be read by itself.
        guard metrics != "{" else { return }
        let board = try await ShowRollout("csf", in: "production", gathering: ConstantMeasurements.healthy)
            .run(flags.session(.ann, at: "12:02"))
        #expect(
            board.next.map(\.text).first?.hasPrefix(
                "the phase begins when what it is compared with is known; guard error-rate: \(why)") == true)
    }

    @Test func `once the metrics are mended it begins, and the guard fires`() async throws {
        let flags = try await comparing()
        try await flags.commit([".flagctl/metrics.json": "{"])
        try await flags.look(at: "12:02")
        try await flags.commit([".flagctl/metrics.json": CanaryPlan.metrics])
        // Nobody approved the change of the metrics; the watcher is told to trust it.
        let session = try flags.session("flagctl watch --once", at: "2026-01-03T12:03:00Z")
        let watch = WatchRollouts(root: "HEAD", gathering: ConstantMeasurements.healthy)
        let report = try await watch.look(session, now: session.now)
        #expect(report.decisions.map(\.edit.subject).first == "Rollout csf: canary begins")
        #expect(report.decisions.count == 2)
        try await flags.look(at: "12:20", .broken)
        #expect(try await flags.runState() == "rolledBack")
    }

    @Test func `a source that does not answer keeps the phase from beginning`() async throws {
        let flags = try await comparing()
        let report = try await flags.look(at: "12:02", .dead)
        #expect(report.decisions.isEmpty)
        #expect(report.gaps.map(\.why) == ["connection refused"])
    }

    @Test func `what became ready while others were measured begins with the next look`() async throws {
        let flags = try await comparing()
        let session = try flags.session(.ann, at: "12:02")
        let steps = try RunSteps(session, EditOptions(push: false))
        let plan = try #require(PlanKey("csf"))
        let made = try await steps.commit(plan, in: try #require(EnvironmentKey("production")), knowing: .init())
        #expect(made == nil)
        #expect(try await flags.runState() == "waiting")
    }
}
