import Documents
import FlagRepository

/// Refuses edits that would leave errors.
enum EditValidation {
    /// Refuses errors that the edit brings in and gives those in its files that were there before.
    ///
    /// - Throws: a ``Failure`` with the findings.
    static func check(_ review: Transaction.Review) throws -> [Finding] {
        let errors = try StepErrors(from: review.base, to: review.result, paths: review.paths, changes: review.changes)
        guard errors.new.isEmpty else {
            let count = errors.new.count
            throw Failure(
                "invalid-documents", "the edit would leave \(count == 1 ? "an error" : "\(count) errors")",
                hint: "nothing was written; correct what is named above and run it again", findings: errors.new)
        }
        return errors.old
    }
}
