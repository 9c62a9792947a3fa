import FlagModel
import Testing

@Suite struct DeliveryLogTests {
    private let plan = RolloutPlan(key: PlanKey("s4")!, name: "S4", phases: [])

    private static func slot(_ message: String, _ channel: String, run: String? = "01K3", _ at: String = "start")
        -> Delivery.Slot
    {
        Delivery.Slot(message: MessageKey(message)!, occurrence: at, run: run, channel: ChannelKey(channel)!)
    }

    private static func delivery(_ slot: Delivery.Slot, _ state: Delivery.State, until: Int? = nil) -> Delivery {
        Delivery(
            slot: slot, due: Timestamp(unixSeconds: 0), state: state, at: Timestamp(unixSeconds: 1), by: "watch",
            until: until.map { Timestamp(unixSeconds: $0) })
    }

    private func log(_ deliveries: [Delivery]) throws -> DeliveryLog {
        DeliveryLog(
            environment: try #require(EnvironmentKey("production")), plan: try #require(PlanKey("s4")),
            deliveries: deliveries)
    }

    private func message(_ channels: String...) throws -> PlanMessage {
        PlanMessage(
            key: try #require(MessageKey("launch")), moment: MessageMoment(.start),
            channels: try channels.map { try #require(ChannelKey($0)) })
    }

    @Test("a message is sent when all its channels have it")
    func allChannels() throws {
        let message = try message("email", "in-app")
        let mailed = Self.delivery(Self.slot("launch", "email"), .sent)
        #expect(try !log([]).isSent(message, of: plan, in: "01K3"))
        #expect(try !log([mailed]).isSent(message, of: plan, in: "01K3"))
        let shown = Self.delivery(Self.slot("launch", "in-app"), .sent)
        #expect(try log([mailed, shown]).isSent(message, of: plan, in: "01K3"))
        let other = Self.delivery(Self.slot("other", "in-app"), .sent)
        #expect(try !log([mailed, other]).isSent(message, of: plan, in: "01K3"))
    }

    @Test("only what the receiver has counts", arguments: Delivery.State.allCases)
    func states(_ state: Delivery.State) throws {
        let log = try log([Self.delivery(Self.slot("launch", "email"), state)])
        let isSent = log.isSent(try message("email"), of: plan, in: "01K3")
        #expect(isSent == (state == .sent))
    }

    @Test("what another run sent does not count; a notice before the start does once it is the run's")
    func runs() throws {
        let message = try message("email")
        let early = try log([Self.delivery(Self.slot("launch", "email", run: nil), .sent)])
        let old = try log([Self.delivery(Self.slot("launch", "email", run: "01K2"), .sent)])
        #expect(!early.isSent(message, of: plan, in: "01K3"))
        #expect(early.isSent(message, of: plan, in: nil))
        #expect(!old.isSent(message, of: plan, in: "01K3"))
        #expect(!old.isSent(message, of: plan, in: nil))
        #expect(old.isSent(message, of: plan, in: "01K2"))
    }

    @Test("a notice counts for its start, whichever run it was sent in")
    func notices() throws {
        var plan = plan
        plan.schedule.start = Timestamp(unixSeconds: 900)
        let notice = PlanMessage(
            key: try #require(MessageKey("launch")), moment: MessageMoment(.start, offset: -60),
            channels: [try #require(ChannelKey("email"))])
        var told = Self.delivery(Self.slot("launch", "email", run: "01K2"), .sent)
        told.start = Timestamp(unixSeconds: 900)
        #expect(try log([told]).isSent(notice, of: plan, in: "01K3"))
        told.start = Timestamp(unixSeconds: 800)
        #expect(try !log([told]).isSent(notice, of: plan, in: "01K3"))
        #expect(try !log([told]).isSent(notice, of: self.plan, in: "01K3"))
    }

    @Test("a record takes the place of the one of its slot, else it comes last")
    func put() throws {
        let email = Self.slot("launch", "email")
        let shown = Self.slot("launch", "in-app")
        var log = try log([Self.delivery(email, .claimed), Self.delivery(shown, .sent)])
        log.put(Self.delivery(email, .sent))
        #expect(log.deliveries.map(\.slot) == [email, shown])
        #expect(log.deliveries.map(\.state) == [.sent, .sent])
        #expect(log[email]?.state == .sent)
        let later = [
            Self.slot("launch", "email", "step/a/2"), Self.slot("launch", "email", run: "01K4"),
            Self.slot("launch", "email", run: nil), Self.slot("done", "email"),
        ]
        for slot in later {
            #expect(log[slot] == nil)
            log.put(Self.delivery(slot, .failed))
        }
        #expect(log.deliveries.map(\.slot) == [email, shown] + later)
    }

    @Test("nobody knows what became of a claim whose time is over")
    func overdueClaim() {
        let slot = Self.slot("launch", "email")
        let claim = Self.delivery(slot, .claimed, until: 100)
        #expect(claim.state(at: Timestamp(unixSeconds: 99)) == .claimed)
        #expect(claim.state(at: Timestamp(unixSeconds: 100)) == .claimed)
        #expect(claim.state(at: Timestamp(unixSeconds: 100, nanoseconds: 1)) == .unknown)
        let sent = Self.delivery(slot, .sent, until: 100)
        #expect(sent.state(at: Timestamp(unixSeconds: 1000)) == .sent)
    }

    @Test("what was sent, skipped or superseded is done")
    func final() {
        #expect(Delivery.State.allCases.filter(\.isFinal) == [.sent, .skipped, .superseded])
    }
}
