import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// Walks along the branch and says whether every step may stand.
public struct VerifyHistory: Sendable {
    /// `A..B`, or the revision to walk to; HEAD where nothing is given.
    public var range: String?
    /// The revision that is taken for granted; the first commit where nothing is given.
    public var root: String?
    /// The text of a checkpoint of an earlier run.
    public var checkpoint: String?

    /// Asks for a walk.
    public init(_ range: String? = nil, root: String? = nil, checkpoint: String? = nil) {
        self.range = range
        self.root = root
        self.checkpoint = checkpoint
    }

    /// Walks.
    ///
    /// - Throws: a failure where something cannot be read; what is wrong with the history is in the report.
    public func run(_ session: Session) async throws -> VerificationReport {
        let repository = try session.repository()
        var (start, end) = (root, range)
        if let range, let dots = range.firstRange(of: "..") {
            guard root == nil else {
                throw Failure.usage("give A..B or --root, not both", hint: "flagctl verify --root A B")
            }
            start = String(range[..<dots.lowerBound])
            end = String(range[dots.upperBound...])
        }
        let tip = try end.flatMap { $0.isEmpty ? nil : $0 }.map { try repository.commitID(at: $0) }
        let request = Verifier.Request(
            tip: try tip ?? repository.headCommit(),
            root: try start.flatMap { $0.isEmpty ? nil : $0 }.map { try repository.commitID(at: $0) },
            checkpoint: try checkpoint.map(Self.parse), now: session.now, keepsResults: session.mayWrite)
        return VerificationReport(
            try await Verifier(repository, request, location: session.location).run())
    }

    private static func parse(_ text: String) throws -> Checkpoint {
        guard let value = try? JSONDocument(parsing: Array(text.utf8)).value, let checkpoint = Checkpoint(value) else {
            throw Failure(
                "bad-checkpoint", "the checkpoint is none that this flagctl writes",
                hint: "remove it and verify from the beginning, or from a commit that you trust: --root COMMIT")
        }
        return checkpoint
    }
}

extension Session {
    /// Whether results may be kept: a hook of a receiving git writes nothing.
    fileprivate var mayWrite: Bool { location.environment["GIT_QUARANTINE_PATH"] == nil }
}

extension String {
    /// Where a text first stands in this one.
    fileprivate func firstRange(of separator: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(separator) {
                return start..<index(start, offsetBy: separator.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
