import Documents
import FlagModel
import FlagRepository

/// Checks what an edit can break, by looking at what it touches and what that refers to.
enum EditValidation {
    /// Refuses errors that the edit brings in; those that were there before stay somebody's task.
    ///
    /// - Throws: a ``Failure`` with the findings.
    static func check(_ review: Transaction.Review) throws {
        let after = try errors(review.result, review.paths)
        guard !after.isEmpty else { return }
        let before = Set(try errors(review.base, review.paths).map(\.withoutPosition))
        let new = after.filter { !before.contains($0.withoutPosition) }
        guard new.isEmpty else {
            throw Failure(
                "invalid-documents", "the edit would leave \(new.count == 1 ? "an error" : "\(new.count) errors")",
                hint: "nothing was written; correct what is named above and run it again", findings: new)
        }
    }

    private static func errors(_ snapshot: Snapshot, _ paths: [String]) throws -> [Finding] {
        let content = try PartialContent(snapshot).around(paths)
        return Validation.findings(in: content).filter { $0.severity == .error }
    }
}

extension Finding {
    /// The finding wherever it stands in its file.
    var withoutPosition: Finding {
        var copy = self
        copy.position = nil
        return copy
    }
}
