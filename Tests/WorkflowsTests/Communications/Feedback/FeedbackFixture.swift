import FlagModel
import TestSupport

@testable import Workflows

extension FlagFixture {
    /// Records feedback.
    @discardableResult
    func addFeedback(
        _ kind: Feedback.Class = .general, _ text: String = "It hangs", at time: String = "2026-01-03T12:00:00Z",
        options: EditOptions = .init(), _ more: (inout AddFeedback) -> Void = { _ in }
    ) async throws -> EditReport {
        var feedback = AddFeedback(kind, text)
        more(&feedback)
        return try await feedback.run(session("flagctl feedback add", at: time), options)
    }

    /// The keys of all feedback at HEAD, sorted.
    func feedbackKeys() async throws -> [String] {
        try await git("ls-tree", "--name-only", "HEAD", "feedback/").split(separator: "\n").map {
            String($0.dropFirst("feedback/".count).dropLast(".json".count))
        }
    }
}
