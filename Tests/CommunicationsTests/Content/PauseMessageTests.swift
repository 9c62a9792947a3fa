import Communications
import FlagModel
import Testing

@Suite("The message of a pause")
struct PauseMessageTests {
    private func body(now: Int?, asSet: Int?) throws -> String {
        var facts = try ExamplePlans("tracks-posts").facts(.paused)
        let set = asSet.map { MessageFacts.FlagReach.Share(thousandths: $0, people: nil) }
        facts.exposure = [
            .init(
                flag: try #require(FlagKey("tracks.separation")), now: .init(thousandths: now, people: nil), asSet: set)
        ]
        let message = PlanMessage(
            key: try #require(MessageKey("paused")), moment: MessageMoment(.paused),
            channels: [try #require(ChannelKey("email"))], template: "delay")
        return try MessageWriter(facts).write(message).body.markdown
    }

    @Test("what is on stays on where everything is as the steps left it")
    func kept() throws {
        for (now, set) in [(100_000, 100_000), (nil, nil)] {
            let body = try body(now: now, asSet: set)
            #expect(body.contains("- What is on stays on as it is while the pause lasts.\n- It goes on when"))
            #expect(body.contains("**What to do:** nothing new has to be done. You will hear"))
        }
    }

    @Test("a flag that was turned off by hand is said to be off")
    func off() throws {
        let body = try body(now: 0, asSet: 25_000)
        #expect(body.contains("- It was turned off: nobody has it any more at present.\n- It goes on when"))
        #expect(
            body.contains("**What to do:** go on as you did before the change; nothing else has to be done. You will"))
        #expect(!body.contains("stays on"))
    }

    @Test("exposure below what the steps set is said to be lower")
    func lowered() throws {
        let body = try body(now: 10_000, asSet: 25_000)
        #expect(body.contains("- Fewer people have it than before the pause; what is on stays on"))
        #expect(
            body.contains("**What to do:** who does not have it any more goes on as before the change; nothing else"))
    }

    @Test("before the first step nobody has it")
    func nobody() throws {
        let body = try body(now: 0, asSet: nil)
        #expect(body.contains("- Nobody has it, and nobody gets it while the pause lasts.\n"))
        #expect(!body.contains("stays on"))
    }
}
