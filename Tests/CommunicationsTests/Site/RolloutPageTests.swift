import FlagModel
import Testing

@testable import Communications

@Suite struct RolloutPageTests {
    private static let now = SampleSite.now
    private static let production = SampleSite.production

    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private func plan(_ key: String = "s4", start: String? = nil) throws -> RolloutPlan {
        let flag = try #require(FlagKey("CSF"))
        let step = PlanStep(name: "Half", set: [Assignment(flag: flag, enabled: true)])
        return RolloutPlan(
            key: try #require(PlanKey(key)), name: "Plan \(key)",
            phases: [
                Phase(
                    key: try #require(PhaseKey("one")), name: "One", steps: [step],
                    gate: Gate(hold: ISODuration("P2D"))),
                Phase(key: try #require(PhaseKey("two")), name: "Two", steps: [step], gate: Gate(roles: ["owner"])),
                Phase(key: try #require(PhaseKey("three")), name: "Three", steps: [step]),
            ], schedule: PlanSchedule(start: try start.map(time)))
    }

    private func run(
        _ plan: RolloutPlan, _ state: RolloutState, phase: String = "two", since: String = "2026-01-13T09:00:00Z",
        in place: EnvironmentKey = production
    ) throws -> SiteRun {
        let since = try time(since)
        var status = RolloutStatus(
            plan: plan.key, run: "RUN", planHash: "sha256:0", phase: try #require(PhaseKey(phase)), at: since,
            approval: RunApproval(policyVersion: 0, at: since, by: ["Sarah Chen"]))
        status.state = state
        status.steps = 1
        status.passed = [try #require(PhaseKey("one"))]
        if state == .rolledBack {
            status.rollback = RunningRollback(
                strategy: RollbackStrategy(.immediate), flags: plan.flags, rungs: 1, cause: "It breaks")
        }
        return SiteRun(environment: place, plan: plan, status: status)
    }

    private func page(_ runs: [SiteRun], _ path: String = "rollouts/production/s4.html") throws -> String {
        var content = SampleSite.content()
        content.messages = []
        content.runs = runs
        return try #require(SampleSite.file(path, of: content))
    }

    @Test func `what went back reads as taken back, with when, why and what comes next`() throws {
        let run = try run(plan(), .rolledBack)
        let page = try page([run])
        for phase in ["One", "Two"] {
            #expect(page.contains("<h3>\(phase) <span class=\"badge bad\">taken back</span></h3>"))
        }
        #expect(page.contains("<h3>Three <span class=\"badge plain\">not reached</span></h3>"))
        #expect(page.contains(" made, and taken back"))
        #expect(!page.contains(">current<") && !page.contains("class=\"done\">Half"))
        let turn = """
            Taken back <time datetime="2026-01-13T09:00:00Z">13 Jan 2026, 09:00 UTC</time>: <bdi>It breaks</bdi>
            """
        #expect(page.contains(turn))
        #expect(page.contains("<code>flagctl rollout start s4 --env production</code>"))
        let card = try self.page([run], "index.html")
        #expect(card.contains(turn))
        #expect(card.contains("<span class=\"unseen\">Two: taken back</span>"))
    }

    @Test func `a stopped run says where it was stopped, and takes nothing back`() throws {
        let page = try page([run(plan(), .stopped)])
        #expect(page.contains("<h3>One <span class=\"badge on\">passed</span></h3>"))
        #expect(page.contains("<h3>Two <span class=\"badge wait\">stopped</span></h3>"))
        #expect(!page.contains("taken back"))
    }

    @Test func `a gate's boxes are said, and ticked once it was passed`() throws {
        let page = try page([run(plan(), .gated)])
        #expect(page.contains("<li class=\"done\"><span class=\"unseen\">done: </span>held for 2 days</li>"))
        #expect(page.contains("<li><span class=\"unseen\">open: </span>owner: "))
        #expect(page.contains("Opened by itself") && page.contains("Opens by itself"))
    }

    @Test func `a plan that runs again is planned: on its card, on its page and in the calendar`() throws {
        let run = try run(plan(start: "2026-02-20T08:00:00Z"), .rolledBack)
        #expect(try page([run], "index.html").contains("Planned again for <time datetime=\"2026-02-20T08:00:00Z\""))
        #expect(try page([run]).contains("<dt>Planned start</dt>"))
        #expect(try page([run], "calendar.ics").contains("SUMMARY:Plan s4 starts"))
        let over = try self.run(plan(start: "2026-01-10T08:00:00Z"), .rolledBack)
        #expect(try !page([over], "index.html").contains("Planned"))
    }

    @Test func `rollouts come in the order of concern, what users have first`() throws {
        let staging = try #require(EnvironmentKey("staging"))
        func planned(_ key: String, _ start: String?) throws -> SiteRun {
            SiteRun(environment: Self.production, plan: try plan(key, start: start), status: nil)
        }
        let wanted = [
            try run(plan("z-back"), .rolledBack), try run(plan("a-back"), .paused, in: staging),
            try run(plan("b-moves"), .holding), try run(plan("a-moves"), .holding, in: staging),
            try planned("d-soon", "2026-02-01T08:00:00Z"), try planned("c-later", "2026-03-01T08:00:00Z"),
            try planned("b-some-day", nil), try run(plan("a-new"), .succeeded, since: "2026-01-10T08:00:00Z"),
            try run(plan("a-long-ago"), .rolledBack, since: "2025-12-01T08:00:00Z"),
        ]
        var content = SampleSite.content()
        content.runs = wanted.reversed()
        #expect(content.runsByConcern.map(\.plan.key) == wanted.map(\.plan.key))
        #expect(content.runsOfConcern == 4)
    }
}
