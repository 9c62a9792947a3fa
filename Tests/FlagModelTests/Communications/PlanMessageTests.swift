import FlagModel
import Testing

@Suite struct PlanMessageTests {
    private func message(_ moment: MessageMoment, every: ISODuration? = nil, maxLateness: Int? = nil) throws
        -> PlanMessage
    {
        PlanMessage(
            key: try #require(MessageKey("m")), moment: moment, every: every, channels: [], maxLateness: maxLateness)
    }

    @Test("what comes again is too late when the next one is due, anything else after a day, unless it says")
    func lateness() throws {
        #expect(try message(MessageMoment(.start)).lateness == 86400)
        #expect(try message(MessageMoment(.weekly(.monday))).lateness == 604_800)
        #expect(try message(MessageMoment(.daily)).lateness == 86400)
        #expect(try message(MessageMoment(.step(nil)), every: ISODuration(seconds: 900)).lateness == 900)
        #expect(
            try message(MessageMoment(.step(nil)), every: ISODuration(seconds: 900), maxLateness: 60).lateness == 60)
    }
}
