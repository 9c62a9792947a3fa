import FlagModel
import Testing

@Suite struct FeedbackUrgencyTests {
    private func feedback(_ key: String, deadline: Int, closed: Int? = nil) throws -> Feedback {
        Feedback(
            key: try #require(FeedbackKey(key)), kind: .general, text: "T", received: Timestamp(unixSeconds: 0),
            deadline: Timestamp(unixSeconds: deadline),
            closed: closed.map { Act(by: "Sam <sam@example.com>", at: Timestamp(unixSeconds: $0)) })
    }

    @Test("what is overdue comes first, the longest before all; what was answered last, the newest answer first")
    func order() throws {
        let all = [
            try feedback("closed-1", deadline: 1, closed: 50), try feedback("later", deadline: 300),
            try feedback("closed-2", deadline: 2, closed: 60), try feedback("overdue-2", deadline: 90),
            try feedback("overdue-1", deadline: 80), try feedback("soon-b", deadline: 200),
            try feedback("soon-a", deadline: 200),
        ]
        let expected = ["overdue-1", "overdue-2", "soon-a", "soon-b", "later", "closed-2", "closed-1"]
        #expect(all.byUrgency.map(\.key.text) == expected)
        #expect(all.reversed().byUrgency.map(\.key.text) == expected)
        let now = Timestamp(unixSeconds: 100)
        #expect(all.overdue(at: now).map(\.key.text) == ["overdue-1", "overdue-2"])
        #expect(all.overdue(at: Timestamp(unixSeconds: 80)).isEmpty)
    }
}
