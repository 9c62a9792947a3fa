import Communications
import FlagModel
import Testing

@Suite struct RunMessageTests {
    typealias Example = ScheduleExample

    /// A run that is half-way through.
    private func running(_ state: RolloutState = .holding) throws -> RolloutStatus {
        try Example.status(
            state,
            [
                (.start, "2026-02-16T08:00:00Z", "one", 0), (.begin, "2026-02-16T08:00:00Z", "one", 0),
                (.step, "2026-02-16T08:00:05Z", "one", 1), (.gate, "2026-02-17T08:00:05Z", "one", 1),
                (.pass, "2026-02-17T09:00:00Z", "one", 1), (.begin, "2026-02-17T09:00:00Z", "two", 0),
                (.step, "2026-02-17T09:00:01Z", "two", 1),
            ])
    }

    @Test(
        "goes by each event of the run",
        arguments: [
            ("start", ["start"]), ("phase two", ["phase/two"]),
            ("step", ["step/one/1/20260216T080005Z", "step/two/1/20260217T090001Z"]),
            ("step two", ["step/two/1/20260217T090001Z"]), ("gate one", ["gate/one/20260217T080005Z"]),
            ("passed one", ["passed/one"]), ("completed", []), ("rolled-back", []),
        ])
    func events(when: String, expected: [String]) throws {
        let plan = try Example.plan([Example.message("m", when)])
        let schedule = try Example.schedule(plan, running(), now: "2026-02-17T09:10:00Z")
        #expect(schedule.occurrences.map(\.name) == expected)
    }

    @Test("waits for its offset, and is skipped when it would be too late")
    func lateness() throws {
        let plan = try Example.plan([Example.message("m", "start +PT1H", maxLateness: 600)])
        let status = try running()
        #expect(try Example.schedule(plan, status, now: "2026-02-16T08:59:59Z").lines == ["start email upcoming"])
        #expect(try Example.schedule(plan, status, now: "2026-02-16T09:10:00Z").lines == ["start email due"])
        #expect(
            try Example.schedule(plan, status, now: "2026-02-16T09:10:01Z").lines == ["start email lapsed as skipped"])
    }

    @Test("at a time of day it goes out at the first one after its offset")
    func timeOfDay() throws {
        let plan = try Example.plan([Example.message("m", "start +PT24H", at: "09:00")])
        // 24 h after the start it is 09:00 there, to the second.
        #expect(
            try Example.schedule(plan, running(), now: "2026-02-16T09:00:00Z").dues == ["m 2026-02-17T09:00:00+01:00"])
        let early = try Example.plan([Example.message("m", "start +PT24H", at: "08:59")])
        #expect(
            try Example.schedule(early, running(), now: "2026-02-16T09:00:00Z").dues == ["m 2026-02-18T08:59:00+01:00"])
    }

    @Test("comes again every so often while the step holds, the newest one only")
    func every() throws {
        let plan = try Example.plan([Example.message("m", "step one", every: "PT15M")])
        let status = try running()
        let schedule = try Example.schedule(plan, status, now: "2026-02-16T08:50:00Z")
        #expect(
            schedule.lines == [
                "step/one/1/20260216T080005Z/20260216T084505Z email due",
                "step/one/1/20260216T080005Z/20260216T090005Z email upcoming",
            ])
        #expect(schedule.occurrences[0].missed == 3)
        let log = try Example.settled(schedule.deliveries[0], .sent, at: "2026-02-16T08:50:00Z", in: Example.log())
        let later = try Example.schedule(plan, status, log: log, now: "2026-02-16T09:00:10Z")
        #expect(later.lines.first == "step/one/1/20260216T080005Z/20260216T090005Z email due")
        #expect(later.occurrences[0].missed == 0)
        // The gate ended the step: its last moment was before that, and is too late by now.
        let over = try Example.schedule(plan, status, log: log, now: "2026-02-17T09:10:00Z")
        #expect(over.lines == ["step/one/1/20260216T080005Z/20260217T074505Z email lapsed as skipped"])
    }

    @Test("a rollback takes the reason from messages of success, and not from others")
    func supersede() throws {
        let plan = try Example.plan([
            Example.message("success", "step +PT1H"), Example.message("digest", "daily", at: "23:00"),
            Example.message("rollback", "rolled-back"),
        ])
        var status = try running(.rolledBack)
        status.decisions.append(
            Decision(
                kind: .rollback, at: try Example.time("2026-02-17T09:30:00Z"), by: "watch", from: .holding,
                to: .rolledBack, phase: try Example.phase("two"), steps: 1, why: "guard"))
        status.since = try Example.time("2026-02-17T09:30:00Z")
        let schedule = try Example.schedule(plan, status, now: "2026-02-17T09:30:30Z")
        #expect(
            schedule.lines.filter { !$0.hasPrefix("daily") } == [
                "step/one/1/20260216T080005Z email lapsed as superseded",
                "rolled-back/two/20260217T093000Z email due",
                "step/two/1/20260217T090001Z email lapsed as superseded",
            ])
    }

    @Test("flags taken down after success take the reason from what was to follow it")
    func takenBack() throws {
        let plan = try Example.plan([Example.message("report", "completed +PT24H")])
        let status = try Example.status(
            .succeeded, [(.start, "2026-02-16T08:00:00Z", "one", 0), (.succeed, "2026-02-17T08:00:00Z", "one", 1)])
        let now = "2026-02-17T10:00:00Z"
        #expect(try Example.schedule(plan, status, now: now).lines == ["completed email upcoming"])
        #expect(
            try Example.schedule(plan, status, now: now, isTakenBack: true).lines
                == ["completed email lapsed as superseded"])
    }

    @Test("of a rollback after success a person decides whether it is told, once")
    func takenBackByHand() throws {
        let plan = try Example.plan([Example.message("rollback", "rolled-back")])
        let status = try Example.status(
            .succeeded, [(.start, "2026-02-16T08:00:00Z", "one", 0), (.succeed, "2026-02-17T08:00:00Z", "one", 1)])
        let now = "2026-02-17T10:00:00Z"
        #expect(try Example.schedule(plan, status, now: now).lines == [])
        let schedule = try Example.schedule(plan, status, now: now, isTakenBack: true)
        #expect(schedule.lines == ["taken-back email by hand"])
        let log = try Example.settled(schedule.deliveries[0], .sent, at: now, in: Example.log())
        #expect(
            try Example.schedule(plan, status, log: log, now: "2026-02-17T11:00:00Z", isTakenBack: true).lines
                == ["taken-back email sent"])
    }

    @Test("a run that was stopped before its first step has nothing to announce, and one after it has")
    func stopped() throws {
        let plan = try Example.plan([Example.message("launch", "start"), Example.message("end", "stopped")])
        let begun: [(Decision.Kind, String, String, Int)] = [(.start, "2026-02-16T08:00:00Z", "one", 0)]
        let now = "2026-02-16T08:30:00Z"
        let idle = try Example.status(.stopped, begun + [(.stop, "2026-02-16T08:05:00Z", "one", 0)])
        #expect(
            try Example.schedule(plan, idle, now: now).lines == [
                "start email lapsed as superseded", "stopped email due",
            ])
        let moved = try Example.status(
            .stopped, begun + [(.step, "2026-02-16T08:01:00Z", "one", 1), (.stop, "2026-02-16T08:05:00Z", "one", 1)])
        #expect(try Example.schedule(plan, moved, now: now).lines == ["start email due", "stopped email due"])
    }

    @Test("a condition is waited for until it is too late")
    func condition() throws {
        let flag = TaskCheck.flag(try #require(FlagKey("CSF")), try #require(VariantKey("on")))
        let plan = try Example.plan([Example.message("m", "start", condition: flag)])
        let status = try running()
        #expect(try Example.schedule(plan, status, now: "2026-02-16T08:01:00Z").lines == ["start email conditional"])
        #expect(
            try Example.schedule(plan, status, now: "2026-02-16T08:01:00Z", checks: [flag]).lines == ["start email due"]
        )
        #expect(
            try Example.schedule(plan, status, now: "2026-02-18T08:01:00Z").lines == ["start email lapsed as skipped"])
    }

    @Test("comes daily at its time of day while the run lasts, on business days where asked")
    func daily() throws {
        let plan = try Example.plan([Example.message("m", "daily", at: "18:00", businessDays: true)])
        let status = try running()
        let friday = try Example.schedule(plan, status, now: "2026-02-20T18:00:00Z")
        #expect(
            friday.lines == ["daily/20260220T170000Z email due", "daily/20260223T170000Z email upcoming"])
        #expect(friday.occurrences[0].missed == 4)
        let ended = try Example.status(
            .succeeded, [(.start, "2026-02-16T08:00:00Z", "one", 0), (.succeed, "2026-02-17T08:00:00Z", "one", 1)])
        // The last one tells how it ended.
        #expect(
            try Example.schedule(plan, ended, now: "2026-02-17T12:00:00Z").lines
                == ["daily/20260216T170000Z email due", "daily/20260217T170000Z email upcoming"])
        #expect(
            try Example.schedule(plan, ended, now: "2026-02-20T18:00:00Z").lines
                == ["daily/20260217T170000Z email lapsed as skipped"])
    }

    @Test("comes weekly on its day")
    func weekly() throws {
        let plan = try Example.plan([Example.message("m", "weekly friday", at: "15:00")])
        let schedule = try Example.schedule(plan, running(), now: "2026-02-18T18:00:00Z")
        #expect(schedule.dues == ["m 2026-02-20T15:00:00+01:00"])
    }
}
