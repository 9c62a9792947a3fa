import Connectors
import FlagModel
import FlagRepository

extension WatchRollouts {
    /// How long a receiver of messages may take, and messages are begun in one look, in seconds: guards wait for it.
    private static let longestAnswer = 10

    /// Sends the messages that are due, and notes those that are not sent any more.
    func tell(
        _ session: Session, _ editing: Editing, _ sync: RemoteSync?, _ report: inout WatchReport
    ) async throws {
        guard let sender else { return }
        let now = session.now
        var delivering = DeliverMessages(
            DeliverMessage(
                editing: editing, sync: sync, sender: sender, composer: MessageComposer(session, gathering: gathering),
                clock: clock ?? { now }, by: Decision.automation, limit: Self.longestAnswer),
            patience: Self.longestAnswer)
        let base = try editing.repository.head()
        var sent = SendReport()
        do {
            try await delivering.deliverDue(in: places(base), of: nil, base, &sent)
        } catch let failure as Failure {
            report.add(.init(run: "messages", failure: failure))
        }
        report.messages += sent.rows
        report.waiting = sent.waiting
        if let failure = sent.unpublished { report.add(.init(run: "messages", failure: failure)) }
        for problem in sent.problems + sent.unread {
            let what = problem.message?.text ?? "messages"
            report.add(.init(run: "\(what) of \(problem.plan) in \(problem.environment)", failure: problem.failure))
        }
    }
}
