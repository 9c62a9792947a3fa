import FlagModel
import Rollouts
import Testing

@testable import Communications

@Suite struct SiteRunTests {
    private func run() throws -> SiteRun {
        let plan = try ExamplePlans("tracks-posts")
        return SiteRun(environment: plan.environment.key, plan: plan.plan, status: try plan.status(.running))
    }

    private func value(_ run: SiteRun) throws -> SiteRun.Measured? {
        run.newest(.criterion(try #require(CriterionKey("migrated"))), in: run.status?.phase)
    }

    @Test func `what people reported stands at the criterion that asks for it`() throws {
        var run = try run()
        let found = try #require(try value(run))
        #expect(found.reporter == "Tomás Vega <tomas@example.com>")
        #expect(found.evidence.result == .successful)
        var content = SampleSite.content()
        content.runs = [run]
        let page = try #require(SampleSite.file("rollouts/production/tracks-posts.html", of: content))
        #expect(page.contains(", reported by Tomás Vega</td>"))
        run.status?.reports = []
        #expect(try value(run) == nil)
    }

    @Test func `evidence of a later decision counts before a report, and earlier evidence does not`() throws {
        var run = try run()
        let report = try #require(run.status?.reports.last)
        var evidence = MetricEvidence(
            subject: .criterion(try #require(CriterionKey("migrated"))), metric: report.metric,
            source: SourceKey("team"), result: .successful,
            windows: [.init(from: report.act.at, to: report.act.at, samples: 1, value: 0)])
        let phase = try #require(run.status?.phase)
        run.evidence = [.init(phase: phase, at: report.act.at.advanced(by: 60), evidence: evidence)]
        #expect(try value(run)?.reporter == nil)
        evidence.windows = []
        evidence.result = .inconclusive
        run.evidence = [.init(phase: phase, at: report.act.at.advanced(by: -60), evidence: evidence)]
        #expect(try value(run)?.reporter != nil)
    }
}
