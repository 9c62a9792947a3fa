import FlagModel
import Testing

@Suite struct DeliveryLogMergingTests {
    private func log(_ records: (String, Delivery.State, Int)...) throws -> DeliveryLog {
        DeliveryLog(
            environment: try #require(EnvironmentKey("production")), plan: try #require(PlanKey("go")),
            deliveries: try records.map { name, state, attempts in
                Delivery(
                    slot: .init(
                        message: try #require(MessageKey(name)), occurrence: "start", run: nil,
                        channel: try #require(ChannelKey("live"))),
                    due: Timestamp(unixSeconds: 0), state: state, at: Timestamp(unixSeconds: attempts), by: "watch",
                    attempts: attempts)
            })
    }

    private func lines(_ log: DeliveryLog) -> [String] {
        log.deliveries.map { "\($0.slot.message) \($0.state.rawValue)" }
    }

    @Test("each side's records are there")
    func both() throws {
        let base = try log(("a", .sent, 1))
        let merge = try log(("a", .sent, 1), ("b", .sent, 1)).taking(
            log(("a", .sent, 1), ("c", .unknown, 1)), since: base)
        #expect(lines(merge.log) == ["a sent", "b sent", "c unknown"])
        #expect(merge.taken.map(\.message.text) == ["c"])
        #expect(merge.contested.isEmpty)
    }

    @Test("a sender that could not publish its claim says nothing of another's")
    func unpublished() throws {
        let theirs = try log(("a", .claimed, 1))
        for own in [Delivery.State.failed, .claimed, .unknown, .skipped] {
            let merge = try theirs.taking(log(("a", own, 2)), since: nil)
            #expect(lines(merge.log) == ["a claimed"])
            #expect(merge.taken.isEmpty)
            #expect(merge.contested.count == 1)
        }
    }

    @Test("what a person said of a delivery stands against what was known before")
    func verdict() throws {
        let base = try log(("a", .unknown, 1), ("b", .claimed, 1))
        let theirs = try log(("a", .failed, 1), ("b", .claimed, 1))
        let merge = try theirs.taking(log(("a", .unknown, 1), ("b", .sent, 2)), since: base)
        #expect(lines(merge.log) == ["a failed", "b sent"])
    }

    @Test("that a receiver has it beats everything else, and once is enough")
    func sent() throws {
        let base = try log(("a", .claimed, 1))
        #expect(try lines(log(("a", .unknown, 1)).taking(log(("a", .sent, 2)), since: base).log) == ["a sent"])
        let merge = try log(("a", .sent, 3)).taking(log(("a", .sent, 2)), since: base)
        #expect(merge.log.deliveries[0].attempts == 3)
        #expect(merge.contested.isEmpty)
    }

    @Test("what one side dropped as too old stays dropped")
    func dropped() throws {
        let base = try log(("a", .sent, 1), ("b", .sent, 1))
        #expect(try lines(base.taking(log(("b", .sent, 1)), since: base).log) == ["b sent"])
        #expect(try lines(log(("b", .sent, 1)).taking(base, since: base).log) == ["b sent"])
    }
}
