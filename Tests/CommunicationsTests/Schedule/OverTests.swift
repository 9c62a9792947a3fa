import Communications
import FlagModel
import Testing

@Suite struct OverTests {
    typealias Example = ScheduleExample

    private static let begun: [(Decision.Kind, String, String, Int)] = [
        (.start, "2026-02-16T08:00:00Z", "one", 0), (.step, "2026-02-16T08:00:05Z", "one", 1),
    ]

    private func sent(_ message: String, _ occurrence: String, run: String?, start: String? = nil) throws -> Delivery {
        let slot = Delivery.Slot(
            message: try #require(MessageKey(message)), occurrence: occurrence, run: run,
            channel: try #require(ChannelKey("email")))
        let time = try Example.time("2026-02-16T08:01:00Z")
        return Delivery(
            slot: slot, due: time, start: try start.map(Example.time), state: .sent, at: time, by: "watch")
    }

    @Test(
        "a success is over once its run went back or was stopped, or another began",
        arguments: [
            (RolloutState.holding, "RUN", false, false), (.succeeded, "RUN", false, false),
            (.succeeded, "RUN", true, true), (.rollingBack, "RUN", false, true), (.rolledBack, "RUN", false, true),
            (.stopped, "RUN", false, true), (.holding, "EARLIER", false, true),
        ])
    func success(state: RolloutState, run: String, isTakenBack: Bool, isOver: Bool) throws {
        let plan = try Example.plan([Example.message("step", "step")])
        let status = try Example.status(state, Self.begun)
        let schedule = try Example.schedule(plan, status, now: "2026-02-17T08:00:00Z", isTakenBack: isTakenBack)
        #expect(schedule.isOver(try sent("step", "step/one/1/20260216T080005Z", run: run)) == isOver)
    }

    @Test(
        "a pause is over when the run goes on, a rollback is not",
        arguments: [
            ("paused", RolloutState.paused, false), ("paused", .holding, true), ("paused", .rolledBack, true),
            ("rolled-back", .rolledBack, false),
        ])
    func warning(when: String, state: RolloutState, isOver: Bool) throws {
        let plan = try Example.plan([Example.message("bad", when)])
        let schedule = try Example.schedule(plan, Example.status(state, Self.begun), now: "2026-02-17T08:00:00Z")
        #expect(schedule.isOver(try sent("bad", "\(when)/one/20260216T080005Z", run: "RUN")) == isOver)
    }

    @Test(
        "a notice is over when its start came or moved, or the run began",
        arguments: [
            ("2026-02-16T08:00:00Z", "2026-02-10T08:00:00Z", false, false),
            ("2026-02-16T08:00:00Z", "2026-02-16T08:00:00Z", false, true),
            ("2026-02-15T08:00:00Z", "2026-02-10T08:00:00Z", false, true),
            ("2026-02-16T08:00:00Z", "2026-02-16T08:02:00Z", true, true),
        ])
    func notice(start: String, now: String, isBegun: Bool, isOver: Bool) throws {
        let plan = try Example.plan([Example.message("t7", "start -P7D")], start: "2026-02-16T08:00:00Z")
        let status = isBegun ? try Example.status(.holding, Self.begun) : nil
        let schedule = try Example.schedule(plan, status, now: now)
        #expect(schedule.isOver(try sent("t7", "start/x", run: isBegun ? "RUN" : nil, start: start)) == isOver)
    }
}
