public import Documents
import Evaluation
import FlagRepository
import Git
import Governance

/// What differs between two revisions or dates, as typed changes with their impact.
public struct ShowDiff: Sendable {
    /// `A..B`, or one revision for its difference to HEAD.
    public var range: String

    /// Whether to ask the policies of the older end what they say to the difference.
    public var asksPolicy: Bool

    /// Names both ends.
    public init(_ range: String, asksPolicy: Bool = false) {
        self.range = range
        self.asksPolicy = asksPolicy
    }

    /// Compares.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> DiffReport {
        let repository = try session.repository()
        let (from, to, target) = try ends(repository)
        let base = try repository.snapshot(at: from)
        let result = try repository.snapshot(at: to)
        let changes = try repository.changes(from: base, to: result)
        let analysis = try ImpactAnalysis(from: base, to: result, changes: changes)
        var report = DiffReport(
            from: from.hex, to: to.hex, changes: changes.filter(\.isTold).map(ChangeReport.init),
            impact: analysis.reports,
            classification: analysis.classification.rawValue)
        if asksPolicy {
            report.policy = try PolicyReview(repository: repository, now: session.now)
                .answers(analysis.classifications, base: target, fork: from, tip: to)
            report.policyCommit = target.hex
        }
        return report
    }

    /// Both ends, and the commit that the difference is to be made on: of `A...B` it is A, whatever they had in common.
    private func ends(_ repository: FlagRepository) throws -> (ObjectID, ObjectID, ObjectID) {
        if let (old, new) = Self.split(range, at: "...") {
            let (a, b) = (try commit(old, repository), try commit(new, repository))
            guard let base = try repository.git.mergeBase(a, b) else {
                throw Failure("no-merge-base", "'\(old)' and '\(new)' have no common history")
            }
            return (base, b, a)
        }
        guard let (old, new) = Self.split(range, at: "..") else {
            let from = try commit(range, repository)
            return (from, try repository.headCommit(), from)
        }
        let from = try commit(old, repository)
        return (from, try commit(new, repository), from)
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
    /// What the policies say, where they were asked.
    public internal(set) var policy: [PolicyAnswer]?
    /// The commit whose policies they are.
    public internal(set) var policyCommit: String?

    /// Whether a policy does not let the change pass at all now.
    public var isFrozen: Bool { policy?.contains { $0.verdict == .frozen } ?? false }

    /// `{"from", "to", "changes", "impact", "classification", "policyCommit", "policy": [answer]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("from", from)
            fields.add("to", to)
            fields.add("changes", .array(changes.map(\.json)))
            fields.add("impact", .array(impact.map(\.json)))
            fields.add("classification", classification)
            fields.add("policyCommit", policyCommit)
            fields.add("policy", policy.map { .array($0.map(\.json)) })
        }
    }
}
