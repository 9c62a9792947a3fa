import Documents
import FlagModel
import FlagRepository

/// Checks what an edit can break, by looking at what it touches and what that refers to.
enum EditValidation {
    /// Refuses errors that the edit brings in and gives those in its files that were there before.
    ///
    /// - Throws: a ``Failure`` with the findings.
    static func check(_ review: Transaction.Review) throws -> [Finding] {
        let dependents = try dependents(of: review)
        let after = try errors(review.result, review.paths, dependents)
        guard !after.isEmpty else { return [] }
        let before = Set(try errors(review.base, review.paths, dependents).map(\.withoutPosition))
        let new = after.filter { !before.contains($0.withoutPosition) }
        guard new.isEmpty else {
            throw Failure(
                "invalid-documents", "the edit would leave \(new.count == 1 ? "an error" : "\(new.count) errors")",
                hint: "nothing was written; correct what is named above and run it again", findings: new)
        }
        return after.filter { review.paths.contains($0.path) }
    }

    private static func errors(
        _ snapshot: Snapshot, _ paths: [String], _ dependents: [DocumentKind]
    ) throws -> [Finding] {
        let content = try PartialContent(snapshot).around(paths, and: dependents)
        return Validation.findings(in: content).filter { $0.severity == .error }
    }

    /// Documents that may name what the edit takes away; only such an edit costs more than what it touches.
    private static func dependents(of review: Transaction.Review) throws -> [DocumentKind] {
        let result = review.result
        var found: Set<DocumentKind> = []
        for change in review.changes {
            switch change.document {
            case .flag where change.takesVariantsAway:
                found.formUnion(try result.flagKeys().map { .flag($0) })
            case .cohort(let environment, _) where change.isRemoval:
                found.formUnion(try result.stateKeys(in: environment).map { .state(environment, $0) })
            case .environment(let environment) where change.isRemoval:
                found.formUnion(try result.stateKeys(in: environment).map { .state(environment, $0) })
                found.formUnion(try result.cohortKeys(in: environment).map { .cohort(environment, $0) })
            case .environment:
                found.formUnion(try result.environmentKeys().map { .environment($0) })
            default: break
            }
        }
        return Array(found)
    }
}

extension FlagChange {
    fileprivate var isRemoval: Bool { field == .document && after == nil }

    /// Whether a requirement of this flag can lose its variant, or be of its off variant now.
    fileprivate var takesVariantsAway: Bool {
        isRemoval || before != nil && ["variants", "offVariant"].contains(field.names.first ?? "variants")
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
