import Communications
import FlagModel
import Testing

@Suite struct StandingTests {
    typealias Example = ScheduleExample

    private func due() throws -> (plan: RolloutPlan, status: RolloutStatus, delivery: ScheduledDelivery) {
        let plan = try Example.plan([Example.message("m", "start")])
        let status = try Example.status(.waiting, [(.start, "2026-02-16T08:00:00Z", "one", 0)])
        let schedule = try Example.schedule(plan, status, now: "2026-02-16T08:00:00Z")
        return (plan, status, try #require(schedule.deliveries.first))
    }

    private func line(
        _ state: Delivery.State, attempts: Int = 1, until: String? = nil, now: String
    ) throws -> String {
        let (plan, status, delivery) = try due()
        let log = try Example.settled(
            delivery, state, at: "2026-02-16T08:00:00Z", in: Example.log(), attempts: attempts, until: until)
        return try #require(Example.schedule(plan, status, log: log, now: now).lines.first)
    }

    @Test("a claim holds until its time is over, and then nobody knows")
    func claims() throws {
        let until = "2026-02-16T08:02:00Z"
        #expect(try line(.claimed, until: until, now: "2026-02-16T08:02:00Z") == "start email claimed")
        #expect(try line(.claimed, until: until, now: "2026-02-16T08:02:01Z") == "start email unknown")
        #expect(try line(.claimed, until: until, now: "2026-03-16T08:02:01Z") == "start email unknown")
    }

    @Test("what is not known is never due again by itself")
    func unknown() throws {
        #expect(try line(.unknown, now: "2026-02-16T09:00:00Z") == "start email unknown")
        #expect(try line(.unknown, now: "2027-02-16T09:00:00Z") == "start email unknown")
    }

    @Test("what failed is tried again after a while, each time a longer one, until it is too late")
    func failures() throws {
        #expect(try line(.failed, now: "2026-02-16T08:00:29Z") == "start email retrying")
        #expect(try line(.failed, now: "2026-02-16T08:00:30Z") == "start email due")
        #expect(try line(.failed, attempts: 3, now: "2026-02-16T08:01:59Z") == "start email retrying")
        #expect(try line(.failed, attempts: 3, now: "2026-02-16T08:02:00Z") == "start email due")
        #expect(try line(.failed, attempts: 40, now: "2026-02-16T08:15:00Z") == "start email due")
        #expect(try line(.failed, attempts: 40, now: "2026-02-17T08:00:01Z") == "start email lapsed as skipped")
    }

    @Test("a receiver that asks for time gets it")
    func retryAfter() throws {
        let until = "2026-02-16T08:10:00Z"
        #expect(try line(.failed, until: until, now: "2026-02-16T08:09:59Z") == "start email retrying")
        #expect(try line(.failed, until: until, now: "2026-02-16T08:10:00Z") == "start email due")
    }

    @Test("what is settled stays settled", arguments: [Delivery.State.sent, .skipped, .superseded])
    func settled(state: Delivery.State) throws {
        #expect(try line(state, now: "2026-02-16T08:00:01Z") == "start email \(state.rawValue)")
    }

    @Test("what the plan does not name any more is not lost from sight")
    func leftOver() throws {
        let (plan, status, delivery) = try due()
        let log = try Example.settled(delivery, .unknown, at: "2026-02-16T08:00:00Z", in: Example.log())
        var without = plan
        without.messages = []
        #expect(
            try Example.schedule(without, status, log: log, now: "2026-02-16T09:00:00Z").lines
                == ["start email unknown"])
    }
}
