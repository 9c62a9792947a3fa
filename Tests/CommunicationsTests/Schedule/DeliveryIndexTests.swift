import FlagModel
import Testing

@testable import Communications

/// What a schedule asks of a log.
@Suite struct DeliveryIndexTests {
    private let message: MessageKey
    private let email: ChannelKey

    init() throws {
        message = try #require(MessageKey("m"))
        email = try #require(ChannelKey("email"))
    }

    private func record(
        _ occurrence: String, due: Int = 0, _ state: Delivery.State = .sent, run: String? = "RUN", at: Int = 0,
        of message: MessageKey? = nil, on channel: ChannelKey? = nil
    ) -> Delivery {
        Delivery(
            slot: .init(
                message: message ?? self.message, occurrence: occurrence, run: run, channel: channel ?? email),
            due: Timestamp(unixSeconds: due), state: state, at: Timestamp(unixSeconds: at), by: "watch")
    }

    private func index(_ records: [Delivery]) throws -> DeliveryIndex {
        DeliveryIndex(try ScheduleExample.log(records), now: Timestamp(unixSeconds: 4_000_000_000))
    }

    @Test("of a slot with several records the last one counts, as in the log")
    func slots() throws {
        let records = [record("start", .failed, at: 1), record("start", .sent, at: 2)]
        let found = try index(records)
        #expect(found[records[0].slot] == records[1])
        #expect(try ScheduleExample.log(records)[records[0].slot] == records[1])
        #expect(found[record("start", run: "OTHER").slot] == nil)
    }

    @Test("the records of a message on a channel are oldest first, of every run")
    func places() throws {
        let other = try #require(MessageKey("other"))
        let live = try #require(ChannelKey("live"))
        let own = [record("start/2", run: nil), record("start/1")]
        let found = try index([own[0], record("start", of: other), record("start", on: live), own[1]])
        #expect(found.records(of: message, on: email) == own)
        #expect(found.records(of: other, on: live).isEmpty)
    }

    @Test("the newest of a cadence is that of its run and of its whole name, and none that is tried again")
    func cadences() throws {
        let found = try index([
            record("step/one/1/a/t1", due: 20), record("step/one/1/a/t2", due: 10),
            record("step/one/1/a/t3", due: 30, .failed), record("step/one/1/a/t4", due: 40, run: "OTHER"),
            record("step/one/1/a~2/t5", due: 50), record("step/one/1/a", due: 60),
        ])
        func newest(_ name: String, _ run: String? = "RUN") -> Int? {
            found.newest(of: message, below: name, on: email, in: run)?.unixSeconds
        }
        #expect(newest("step/one/1/a") == 20)
        #expect(newest("step/one/1/a", "OTHER") == 40)
        #expect(newest("step/one/1/a~2") == 50)
        #expect(newest("step/one/1/b") == nil)
    }
}
