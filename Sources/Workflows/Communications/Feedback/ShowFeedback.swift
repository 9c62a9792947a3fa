import FlagModel

/// One piece of feedback, with all that it says.
public struct ShowFeedback: Sendable {
    /// Its key, or how that begins.
    public var key: String

    /// Names the feedback.
    public init(_ key: String) { self.key = key }

    /// Reads it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> FeedbackReport {
        let feedback = try session.snapshot(at: nil).requireFeedback(key)
        return FeedbackReport(feedback, at: session.now, shortKey: feedback.key.text)
    }
}
