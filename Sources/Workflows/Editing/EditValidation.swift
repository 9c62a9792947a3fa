import Documents
import FlagModel
import FlagRepository

/// Checks what an edit can break, by looking at what it touches and what that refers to.
enum EditValidation {
    /// Refuses errors that the edit brings in and gives those in its files that were there before.
    ///
    /// - Throws: ``RepositoryError/invalid(_:)``.
    static func check(_ review: Transaction.Review) throws -> [Finding] {
        let after = try errors(review.result, review.paths)
        guard !after.isEmpty else { return [] }
        let before = Set(try errors(review.base, review.paths).map(\.withoutPosition))
        let new = after.filter { !before.contains($0.withoutPosition) }
        guard new.isEmpty else { throw RepositoryError.invalid(new) }
        return after.filter { review.paths.contains($0.path) }
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
