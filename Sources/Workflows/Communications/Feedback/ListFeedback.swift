public import FlagModel
import FlagRepository

/// What people say about features, what is overdue first.
public struct ListFeedback: Sendable {
    /// Which feedback is listed.
    public enum Filter: Sendable {
        /// What waits for an answer.
        case open
        /// What waits for one longer than it should.
        case overdue
        /// What was answered.
        case closed
        /// All of it.
        case all
    }

    /// Which feedback is listed.
    public var filter: Filter
    /// Only what is about this flag.
    public var flag: String?
    /// Only what is of this class.
    public var kind: Feedback.Class?

    /// Says what is listed.
    public init(_ filter: Filter = .open, flag: String? = nil, kind: Feedback.Class? = nil) {
        self.filter = filter
        self.flag = flag
        self.kind = kind
    }

    /// Reads it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> FeedbackListReport {
        let snapshot = try session.snapshot(at: nil)
        _ = try snapshot.settings()
        let all = try snapshot.allFeedback()
        // A flag that is gone still has its feedback; a word that nothing is about is a mistake.
        if let flag, !all.contains(where: { $0.flag?.text == flag }) { _ = try snapshot.flagKey(flag) }
        let found = all.filter { feedback in
            (flag == nil || feedback.flag?.text == flag) && (kind == nil || feedback.kind == kind)
        }
        let listed = found.filter { feedback in
            switch filter {
            case .open: feedback.closed == nil
            case .overdue: feedback.isOverdue(at: session.now)
            case .closed: feedback.closed != nil
            case .all: true
            }
        }
        let names = ShortKeys(all.map(\.key.text))
        return FeedbackListReport(
            time: session.now.text, open: found.count { $0.closed == nil },
            overdue: found.count { $0.isOverdue(at: session.now) }, closed: found.count { $0.closed != nil },
            feedback: listed.byUrgency.map {
                FeedbackReport($0, at: session.now, shortKey: names.short($0.key.text))
            })
    }
}

/// How little of a key names it among others.
struct ShortKeys {
    private let sorted: [String]

    /// No less than this, so that what was noted down stays good for a while.
    private static let shortest = 8

    init(_ keys: [String]) { sorted = keys.sorted() }

    /// The shortest beginning that no other key has.
    func short(_ key: String) -> String {
        var places = sorted.indices
        while places.count > 1 {
            let middle = places.lowerBound + places.count / 2
            places = sorted[middle] <= key ? middle..<places.upperBound : places.lowerBound..<middle
        }
        guard let index = places.first, sorted[index] == key else { return key }
        let neighbours = [index - 1, index + 1].filter(sorted.indices.contains).map { sorted[$0] }
        let shared = neighbours.map { zip($0.utf8, key.utf8).prefix { $0 == $1 }.count }.max() ?? 0
        return String(key.prefix(max(Self.shortest, shared + 1)))
    }
}
