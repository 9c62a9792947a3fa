import FlagModel
import Testing

@Suite struct FeedbackTests {
    private func feedback(_ kind: Feedback.Class = .critical, closed: Act? = nil) throws -> Feedback {
        Feedback(
            key: try #require(FeedbackKey("01K3")), kind: kind, text: "It hangs",
            received: try #require(Timestamp("2026-02-16T09:00:00.5+01:00")), closed: closed)
    }

    @Test(
        "each class has its time, as seed 000 says: two hours, two days, a week, two weeks",
        arguments: [
            (Feedback.Class.critical, "2026-02-16T11:00:00.5+01:00"), (.request, "2026-02-18T09:00:00.5+01:00"),
            (.general, "2026-02-23T09:00:00.5+01:00"), (.survey, "2026-03-02T09:00:00.5+01:00"),
        ])
    func deadlines(_ kind: Feedback.Class, _ deadline: String) throws {
        #expect(try feedback(kind).deadline.text == deadline)
    }

    @Test("open feedback is overdue once its deadline is over")
    func overdue() throws {
        let open = try feedback()
        #expect(!open.isOverdue(at: open.received))
        #expect(!open.isOverdue(at: open.deadline))
        let after = Timestamp(unixSeconds: open.deadline.unixSeconds + 1)
        #expect(open.isOverdue(at: after))
        let closed = try feedback(closed: Act(by: "Sam <sam@example.com>", at: after))
        #expect(!closed.isOverdue(at: after))
    }
}
