import Communications
import FlagModel
import Testing

/// What comes again and again, on several channels and over a long time.
@Suite struct CadenceTests {
    typealias Example = ScheduleExample

    private func running(_ steps: [(String, Int)] = [("2026-02-16T08:00:00Z", 1)]) throws -> RolloutStatus {
        try Example.status(
            .holding, [(.start, "2026-02-16T07:59:00Z", "one", 0)] + steps.map { (.step, $0.0, "one", $0.1) })
    }

    @Test("each channel has its own cadence")
    func channels() throws {
        let plan = try Example.plan([Example.message("m", "step", every: "PT15M", channels: ["email", "live"])])
        let status = try running()
        let schedule = try Example.schedule(plan, status, now: "2026-02-16T08:16:00Z")
        let due = schedule.deliveries.filter { $0.standing == .due(attempts: 0) }
        #expect(due.map(\.channel.text) == ["email", "live"])
        let log = try Example.settled(due[0], .sent, at: "2026-02-16T08:16:00Z", in: Example.log())
        let next = try Example.schedule(plan, status, log: log, now: "2026-02-16T08:16:10Z")
        #expect(next.deliveries.filter { $0.standing == .due(attempts: 0) }.map(\.channel.text) == ["live"])
    }

    @Test("one that failed is tried again until it is too late")
    func failed() throws {
        let plan = try Example.plan([Example.message("m", "daily", at: "09:00")])
        let status = try running()
        let first = try Example.schedule(plan, status, now: "2026-02-17T08:00:00Z")
        let due = try #require(first.deliveries.first { $0.standing == .due(attempts: 0) })
        let log = try Example.settled(due, .failed, at: "2026-02-17T08:00:00Z", in: Example.log())
        let again = try Example.schedule(plan, status, log: log, now: "2026-02-17T08:10:00Z")
        #expect(again.deliveries.contains { $0.slot == due.slot && $0.standing == .due(attempts: 1) })
    }

    @Test("a long log forgets no event that something came again after")
    func pruned() throws {
        let plan = try Example.plan([Example.message("m", "step", every: "PT1H", maxLateness: 86400)])
        let status = try running([("2026-02-16T08:00:00Z", 1), ("2026-02-16T08:30:00Z", 2)])
        var log = try Example.log()
        for hour in 8..<40 {
            let now = try Example.time("2026-02-16T00:31:00Z").unixSeconds + hour * 3600
            let text = Timestamp(unixSeconds: now).text
            let schedule = try Example.schedule(plan, status, log: log, now: text)
            for delivery in schedule.deliveries where delivery.standing == .due(attempts: 0) {
                log = try Example.settled(delivery, .sent, at: text, in: log).pruned(for: plan)
            }
        }
        let firstStep = log.deliveries.filter { $0.slot.occurrence.hasPrefix("step/one/1/20260216T080000Z/") }
        #expect(firstStep.count == 1)
        #expect(log.deliveries.count == 21)
    }

    @Test("a notice never goes out when what it announces has come, and is never planned later")
    func announced() throws {
        let plan = try Example.plan([
            Example.message("hour", "start -PT1H"), Example.message("evening", "start -PT1H", at: "18:00"),
        ])
        let before = try Example.schedule(plan, now: "2026-02-14T08:00:00Z")
        #expect(before.dues == ["evening 2026-02-15T18:00:00+01:00", "hour 2026-02-16T08:00:00+01:00"])
        let after = try Example.schedule(plan, now: "2026-02-16T08:00:00Z")
        let lapsed = "start/20260216T080000Z email lapsed as skipped"
        #expect(after.lines == [lapsed, lapsed])
    }
}
