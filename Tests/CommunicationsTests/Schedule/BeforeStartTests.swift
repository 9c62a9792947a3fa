import Communications
import FlagModel
import Testing

@Suite struct BeforeStartTests {
    typealias Example = ScheduleExample

    @Test("a notice is due at its time of day, so long before the announced start")
    func due() throws {
        let plan = try Example.plan([
            Example.message("t7", "start -P7D", at: "09:00"), Example.message("t1", "start -P1D"),
        ])
        let schedule = try Example.schedule(plan, now: "2026-02-01T00:00:00Z")
        #expect(schedule.dues == ["t7 2026-02-09T09:00:00+01:00", "t1 2026-02-15T09:00:00+01:00"])
        #expect(schedule.lines == ["start/20260216T080000Z email upcoming", "start/20260216T080000Z email upcoming"])
    }

    @Test("on business days it goes out earlier, never later")
    func businessDays() throws {
        // 2026-02-15 is a Sunday, the Friday before it a holiday here.
        let plan = try Example.plan(
            [Example.message("t1", "start -P1D", at: "09:00", businessDays: true)], holidays: ["2026-02-13"])
        #expect(try Example.schedule(plan, now: "2026-02-01T00:00:00Z").dues == ["t1 2026-02-12T09:00:00+01:00"])
    }

    @Test("what is unsent moves with the start")
    func moves() throws {
        let message = try Example.message("t7", "start -P7D")
        let plan = try Example.plan([message], start: "2026-02-20T09:00:00+01:00")
        #expect(try Example.schedule(plan, now: "2026-02-10T00:00:00Z").dues == ["t7 2026-02-13T09:00:00+01:00"])
    }

    @Test("a channel that was told is told that the start has moved, another one of the start")
    func changeNotice() throws {
        let message = try Example.message("t7", "start -P7D", channels: ["email", "live"])
        let first = try Example.schedule(Example.plan([message]), now: "2026-02-09T09:00:00Z")
        let log = try Example.settled(first.deliveries[0], .sent, at: "2026-02-09T09:00:00Z", in: Example.log())

        let moved = try Example.plan([message], start: "2026-02-18T09:00:00+01:00")
        let schedule = try Example.schedule(moved, log: log, now: "2026-02-12T08:00:00Z")
        #expect(
            schedule.lines == [
                "start/20260218T080000Z live due", "change/20260218T080000Z/20260209T090000Z email due",
            ])
        #expect(schedule.deliveries[1].occurrence.formerStart?.text == "2026-02-16T09:00:00+01:00")

        // Told once, it is not told again; moved back, it is.
        let told = try Example.settled(schedule.deliveries[1], .sent, at: "2026-02-12T08:00:00Z", in: log)
        let after = try Example.schedule(moved, log: told, now: "2026-02-12T09:00:00Z")
        #expect(after.lines.contains("change/20260218T080000Z/20260209T090000Z email sent"))
        #expect(after.lines.count == 2)
        let back = try Example.schedule(Example.plan([message]), log: told, now: "2026-02-13T08:00:00Z")
        #expect(back.lines.contains("change/20260216T080000Z/20260212T080000Z email due"))
    }

    @Test("who was told that the start has moved is told again at the notice's own moment for the new start")
    func ownMoment() throws {
        let message = try Example.message("t1", "start -P1D")
        let first = try Example.schedule(Example.plan([message]), now: "2026-02-15T08:00:00Z")
        let log = try Example.settled(first.deliveries[0], .sent, at: "2026-02-15T08:00:00Z", in: Example.log())
        let moved = try Example.plan([message], start: "2026-03-16T09:00:00+01:00")
        let change = try Example.schedule(moved, log: log, now: "2026-02-15T10:00:00Z")
        #expect(
            change.lines == [
                "change/20260316T080000Z/20260215T080000Z email due", "start/20260316T080000Z email upcoming",
            ])
        let told = try Example.settled(change.deliveries[0], .sent, at: "2026-02-15T10:00:00Z", in: log)
        let day = try Example.schedule(moved, log: told, now: "2026-03-15T08:00:00Z")
        #expect(
            day.lines == [
                "change/20260316T080000Z/20260215T080000Z email sent", "start/20260316T080000Z email due",
            ])
        let reminded = try Example.settled(day.deliveries[1], .sent, at: "2026-03-15T08:00:00Z", in: told)
        #expect(
            try Example.schedule(moved, log: reminded, now: "2026-03-15T09:00:00Z").lines
                == ["start/20260316T080000Z email sent"])
    }

    @Test("the same people are told once that the start has moved, whatever notices they had")
    func oneChange() throws {
        var messages = try ["t14", "t7"].map { try Example.message($0, "start -P7D") }
        messages.append(try Example.message("others", "start -P7D"))
        for (index, groups) in [["team", "leads"], ["team"], ["users"]].enumerated() {
            messages[index].audience = try groups.map { try #require(GroupKey($0)) }
        }
        let now = "2026-02-09T09:00:00Z"
        let first = try Example.schedule(Example.plan(messages), now: now)
        let log = try first.deliveries.reduce(Example.log()) { log, delivery in
            var log = try Example.settled(delivery, .sent, at: now, in: log)
            log.deliveries[log.deliveries.count - 1].audience = delivery.occurrence.message.audience
            return log
        }
        let moved = try Example.plan(messages, start: "2026-02-12T09:00:00+01:00")
        let change = try Example.schedule(moved, log: log, now: now)
        #expect(change.deliveries.map(\.occurrence.message.key.text) == ["others", "t14"])
        let told = try change.deliveries.reduce(log) { log, delivery in
            var log = try Example.settled(delivery, .sent, at: now, in: log)
            log.deliveries[log.deliveries.count - 1].audience = delivery.occurrence.message.audience
            return log
        }
        #expect(try Example.schedule(moved, log: told, now: now).lines.allSatisfy { $0.hasSuffix(" sent") })
    }

    @Test("a notice of a change that does not arrive lapses with its start, and is never late before that by moving on")
    func changeLapses() throws {
        let message = try Example.message("t7", "start -P7D", maxLateness: 3600)
        let first = try Example.schedule(Example.plan([message]), now: "2026-02-09T09:00:00Z")
        let log = try Example.settled(first.deliveries[0], .sent, at: "2026-02-09T09:00:00Z", in: Example.log())
        let moved = try Example.plan([message], start: "2026-02-12T09:00:00+01:00")
        let change = try Example.schedule(moved, log: log, now: "2026-02-10T08:00:00Z")
        let failed = try Example.settled(change.deliveries[0], .failed, at: "2026-02-10T08:00:00Z", in: log)
        let name = "change/20260212T080000Z/20260209T090000Z email"
        #expect(try Example.schedule(moved, log: failed, now: "2026-02-10T08:30:00Z").lines == ["\(name) due"])
        let late = try Example.schedule(moved, log: failed, now: "2026-02-10T09:30:00Z")
        #expect(late.lines == ["\(name) lapsed as skipped"])
        #expect(
            late.deliveries[0].standing
                == .lapsed(.skipped, why: "tried 1 times until 2026-02-10T09:00:00Z: it did not arrive"))
        // One that nobody ever tried is of no use either once the start has come.
        #expect(
            try Example.schedule(moved, log: log, now: "2026-02-12T08:00:00Z").lines == ["\(name) lapsed as skipped"])
    }

    @Test("a start that is taken away is told as such")
    func postponed() throws {
        let message = try Example.message("t7", "start -P7D")
        let first = try Example.schedule(Example.plan([message]), now: "2026-02-09T09:00:00Z")
        let log = try Example.settled(first.deliveries[0], .sent, at: "2026-02-09T09:00:00Z", in: Example.log())
        let schedule = try Example.schedule(
            Example.plan([message], start: nil), log: log, now: "2026-02-10T09:00:00Z")
        #expect(schedule.lines == ["change/none/20260209T090000Z email due"])
    }

    @Test("what never went out before the start is skipped, and what did is the run's")
    func started() throws {
        let messages = [try Example.message("t7", "start -P7D"), try Example.message("t1", "start -P1D")]
        let plan = try Example.plan(messages)
        let first = try Example.schedule(plan, now: "2026-02-09T09:00:00Z")
        let log = try Example.settled(first.deliveries[0], .sent, at: "2026-02-09T09:00:00Z", in: Example.log())
        let status = try Example.status(.waiting, [(.start, "2026-02-14T09:00:00Z", "one", 0)])
        let schedule = try Example.schedule(plan, status, log: log, now: "2026-02-14T09:01:00Z")
        #expect(
            schedule.lines == ["start/20260216T080000Z email sent", "start/20260216T080000Z email lapsed as skipped"])
        #expect(schedule.log.deliveries[0].slot.run == "RUN")
        #expect(schedule.log.isSent(messages[0], of: schedule.plan, in: "RUN"))
    }

    @Test("after a run another start can be announced, and its notices go out anew")
    func nextRun() throws {
        let message = try Example.message("t7", "start -P7D")
        let first = try Example.schedule(Example.plan([message]), now: "2026-02-09T09:00:00Z")
        let log = try Example.settled(first.deliveries[0], .sent, at: "2026-02-09T09:00:00Z", in: Example.log())
        let status = try Example.status(
            .rolledBack, [(.start, "2026-02-16T09:00:00Z", "one", 0), (.rollback, "2026-02-17T09:00:00Z", "one", 1)])
        let again = try Example.plan([message], start: "2026-03-02T09:00:00+01:00")
        let schedule = try Example.schedule(again, status, log: log, now: "2026-02-23T09:00:00Z")
        #expect(schedule.isBeforeStart)
        #expect(schedule.lines == ["start/20260302T080000Z email due"])
        #expect(schedule.deliveries[0].slot.run == nil)
    }

    @Test("a notice that was given up for one start goes out for another")
    func givenUp() throws {
        let message = try Example.message("t7", "start -P7D")
        let late = try Example.schedule(Example.plan([message]), now: "2026-02-15T09:00:00Z")
        #expect(late.lines == ["start/20260216T080000Z email lapsed as skipped"])
        let log = try Example.settled(late.deliveries[0], .skipped, at: "2026-02-15T09:00:00Z", in: Example.log())
        let moved = try Example.plan([message], start: "2026-03-02T09:00:00+01:00")
        #expect(
            try Example.schedule(moved, log: log, now: "2026-02-23T08:00:00Z").lines
                == ["start/20260302T080000Z email due"])
    }

    @Test("who was told of a start is not told again because a run began too early and was stopped")
    func stoppedEarly() throws {
        let message = try Example.message("t7", "start -P7D")
        let first = try Example.schedule(Example.plan([message]), now: "2026-02-09T09:00:00Z")
        let log = try Example.settled(first.deliveries[0], .sent, at: "2026-02-09T09:00:00Z", in: Example.log())
        let stopped = try Example.status(
            .stopped, [(.start, "2026-02-10T09:00:00Z", "one", 0), (.stop, "2026-02-10T09:05:00Z", "one", 0)])
        let same = try Example.schedule(Example.plan([message]), stopped, log: log, now: "2026-02-10T10:00:00Z")
        #expect(same.isBeforeStart)
        #expect(same.lines == ["start/20260216T080000Z email sent"])
        let moved = try Example.plan([message], start: "2026-02-18T09:00:00+01:00")
        #expect(
            try Example.schedule(moved, stopped, log: log, now: "2026-02-10T10:00:00Z").lines
                == ["change/20260218T080000Z/20260209T090000Z email due", "start/20260218T080000Z email upcoming"])
        // The next run of the same start has its notices.
        let next = try Example.status(.waiting, [(.start, "2026-02-16T08:00:00Z", "one", 0)], run: "NEXT")
        let running = try Example.schedule(Example.plan([message]), next, log: log, now: "2026-02-16T08:01:00Z")
        #expect(running.lines == ["start/20260216T080000Z email sent"])
    }

    @Test("hours are hours, also where clocks change")
    func hours() throws {
        let plan = try Example.plan(
            [Example.message("t24", "start -PT24H")], start: "2026-03-30T02:30:00+02:00")
        #expect(try Example.schedule(plan, now: "2026-03-01T00:00:00Z").dues == ["t24 2026-03-29T01:30:00+01:00"])
    }

    @Test("whole days are days of the calendar, so that clocks that change move no notice")
    func clocksChange() throws {
        // Clocks go forward there on 2026-03-29.
        let plan = try Example.plan(
            [Example.message("t7", "start -P7D"), Example.message("late", "start -P7D", at: "23:00")],
            start: "2026-03-30T00:30:00+02:00")
        #expect(
            try Example.schedule(plan, now: "2026-03-01T00:00:00Z").dues == [
                "t7 2026-03-23T00:30:00+01:00", "late 2026-03-23T23:00:00+01:00",
            ])
    }
}
