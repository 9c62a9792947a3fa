import Communications
import FlagModel
import Testing

@Suite struct OutgoingMessageTests {
    @Test("reaches nobody and asks for no attention unless it is told to")
    func defaults() throws {
        let time = try #require(Timestamp("2026-02-16T09:00:00Z"))
        let message = OutgoingMessage(id: "a", subject: "b", body: RichText([.rule]), time: time)
        #expect(message.recipients.isEmpty)
        #expect(!message.isUrgent)
    }
}
