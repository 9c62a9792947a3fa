import Documents
import FlagModel
import FlagRepository
import Git

/// Says that feedback was answered, and how.
public struct CloseFeedback: Sendable {
    /// Its key, or how that begins.
    public var key: String

    /// Names the feedback.
    public init(_ key: String) { self.key = key }

    /// Commits the answer, which is the reason that `options` give.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        guard let note = options.reason, !note.allSatisfy(\.isWhitespace) else {
            throw Failure.usage("nothing says what was answered", hint: "say it: -m \"fixed in 2.1\"")
        }
        try FeedbackText.check(note, "the answer")
        let editing = try Editing(session: session, options: options)
        let author = try editing.repository.git.author(now: session.moment)
        return try await editing.run { draft in
            let feedback = try draft.base.requireFeedback(key)
            if let closed = feedback.closed {
                throw Failure(
                    "already-closed", "feedback \(feedback.key) was closed at \(closed.at)",
                    hint: "see the answer: flagctl feedback show \(feedback.key)")
            }
            var closed = feedback
            closed.closed = Act(by: author.text, at: session.now, note: note)
            try draft.edit(.feedback(feedback.key)) { editor in
                guard let answer = closed.json["closed"] else { return }
                try editor.set(answer, at: ["closed"], order: Feedback.memberOrder)
            }
            return Editing.Intent(
                subject: "Close \(feedback.kind.rawValue) feedback \(feedback.key)", operation: "feedback-close",
                flags: feedback.flag.map { [$0] } ?? [], environment: feedback.environment,
                trailers: feedback.rolloutTrailers)
        }
    }
}
