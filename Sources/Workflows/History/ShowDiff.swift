public import Documents
import Evaluation
import FlagRepository
import Git
import Governance

/// What differs between two revisions or dates, as typed changes with their impact.
public struct ShowDiff: Sendable {
    /// `A..B`, or one revision for its difference to HEAD.
    public var range: String

    /// Names both ends.
    public init(_ range: String) { self.range = range }

    /// Compares.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> DiffReport {
        let repository = try session.repository()
        let (from, to) = try ends(repository)
        let base = try repository.snapshot(at: from)
        let result = try repository.snapshot(at: to)
        let changes = try repository.changes(from: base, to: result)
        let analysis = try ImpactAnalysis(from: base, to: result, changes: changes)
        return DiffReport(
            from: from.hex, to: to.hex, changes: changes.map(ChangeReport.init), impact: analysis.reports,
            classification: analysis.classification.rawValue)
    }

    private func ends(_ repository: FlagRepository) throws -> (ObjectID, ObjectID) {
        if let (old, new) = Self.split(range, at: "...") {
            let (a, b) = (try commit(old, repository), try commit(new, repository))
            guard let base = try repository.git.mergeBase(a, b) else {
                throw Failure("no-merge-base", "'\(old)' and '\(new)' have no common history")
            }
            return (base, b)
        }
        guard let (old, new) = Self.split(range, at: "..") else {
            return (try commit(range, repository), try repository.headCommit())
        }
        return (try commit(old, repository), try commit(new, repository))
    }

    private static func split(_ text: String, at separator: String) -> (String, String)? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(separator) {
                return (String(text[..<start]), String(text[start...].dropFirst(separator.count)))
            }
            start = text.index(after: start)
        }
        return nil
    }

    private func commit(_ text: String, _ repository: FlagRepository) throws -> ObjectID {
        text.isEmpty ? try repository.headCommit() : try repository.commitID(at: text)
    }
}

/// What differs between two commits.
public struct DiffReport: Report {
    /// The older end.
    public let from: String
    /// The newer end.
    public let to: String
    /// What changes.
    public let changes: [ChangeReport]
    /// Who is affected.
    public let impact: [ImpactReport]
    /// `neutral`, `lowering` or `raising`.
    public let classification: String

    /// `{"from", "to", "changes", "impact", "classification"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("from", from)
            fields.add("to", to)
            fields.add("changes", .array(changes.map(\.json)))
            fields.add("impact", .array(impact.map(\.json)))
            fields.add("classification", classification)
        }
    }
}
