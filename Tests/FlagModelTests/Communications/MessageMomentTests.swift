import FlagModel
import Testing

@Suite struct MessageMomentTests {
    @Test(
        "reads every event, and writes it the same again",
        arguments: [
            "start", "start -P7D", "start +PT15M", "phase canary", "phase canary +P1D", "step", "step canary",
            "step +PT1H", "gate", "gate canary", "passed canary", "passed canary +PT1H", "paused", "resumed",
            "rolled-back", "completed", "completed +P1D", "stopped", "daily", "weekly monday", "weekly sunday",
            "phase start", "step daily",
        ])
    func roundTrip(_ text: String) throws {
        #expect(try #require(MessageMoment(text)).text == text)
    }

    @Test("an offset is written in days, hours, minutes and seconds; none is not written")
    func offsets() throws {
        #expect(MessageMoment("start -PT168H")?.text == "start -PT168H")
        #expect(MessageMoment("start -P1W")?.text == "start -P7D")
        #expect(MessageMoment("completed +P1D") == MessageMoment(.completed, offset: 86400))
        #expect(MessageMoment("completed +PT24H")?.offset == 86400)
        #expect(MessageMoment("completed +PT24H")?.isInDays == false)
        #expect(MessageMoment("start -P14D") == MessageMoment(.start, offset: -1_209_600))
        #expect(MessageMoment("step +PT0S") == MessageMoment(.step(nil)))
        #expect(MessageMoment("step +PT0S")?.text == "step")
    }

    @Test("what names a phase has it, and what may name one need not")
    func phases() throws {
        let canary = try #require(PhaseKey("canary"))
        #expect(MessageMoment("phase canary")?.event == .phase(canary))
        #expect(MessageMoment("step canary")?.event == .step(canary))
        #expect(MessageMoment("gate canary")?.event.phase == canary)
        #expect(MessageMoment("passed canary +PT1H")?.event.phase == canary)
        #expect(MessageMoment("step")?.event == .step(nil))
        #expect(MessageMoment("gate")?.event.phase == nil)
    }

    @Test(
        "anything else is no moment",
        arguments: [
            "", " ", "begin", "Start", "start P7D", "start -", "start -7d", "start -P1M", "start - P7D", "-P7D",
            "phase", "phase -P1D", "phase +P1D", "passed", "passed a b", "step a b", "phase a/b", "weekly",
            "weekly mon", "weekly Monday", "daily monday", "daily +PT1H", "weekly monday +PT1H", "paused canary",
            "completed canary", "rolled back", "step -PT1H", "completed -P1D", "start -P1D +P1D",
            "start -P99999999999999999999D",
        ])
    func refused(_ text: String) {
        #expect(MessageMoment(text) == nil)
    }

    @Test("only days and weeks come again by themselves")
    func periods() {
        #expect(MessageMoment(.daily).period == 86400)
        #expect(MessageMoment(.weekly(.friday)).period == 604_800)
        #expect(MessageMoment(.start).period == nil)
        #expect(MessageMoment.Event.daily.isPeriodic && MessageMoment.Event.weekly(.monday).isPeriodic)
        #expect(!MessageMoment.Event.step(nil).isPeriodic)
    }

    @Test("a rollback takes back what tells of success, and nothing else")
    func success() throws {
        let canary = try #require(PhaseKey("canary"))
        let good: [MessageMoment.Event] = [
            .start, .phase(canary), .step(nil), .gate(canary), .passed(canary), .resumed, .completed,
        ]
        let rest: [MessageMoment.Event] = [.paused, .rolledBack, .stopped, .daily, .weekly(.monday)]
        #expect(good.filter { !$0.isSuccess }.isEmpty)
        #expect(rest.filter(\.isSuccess).isEmpty)
    }
}
