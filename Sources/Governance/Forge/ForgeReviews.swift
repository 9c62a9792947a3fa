public import Documents
public import FlagModel

/// Which reviews of a merged pull request count as approvals, and why the others do not.
public struct ForgeReviews: Sendable, Hashable {
    /// A review that counts.
    public struct Approval: Sendable, Hashable {
        /// The review's number at the forge.
        public let review: Int
        /// Who gave it.
        public let reviewer: ForgeAccount
        /// When.
        public let time: Timestamp
    }

    /// A reviewer who does not count.
    public struct Rejection: Sendable, Hashable {
        /// Who it is.
        public let reviewer: ForgeAccount
        /// Why.
        public let reason: Reason
    }

    /// Why somebody's review does not count.
    public enum Reason: Sendable, Hashable {
        /// The last opinion asks for changes.
        case changesRequested
        /// The approval was dismissed.
        case dismissed
        /// The approval is of another commit than the one that was merged.
        case otherCommit(String)
        /// The reviewer opened the pull request.
        case author
        /// The reviewer wrote, committed or pushed a part of it.
        case contributor
        /// A program gave it.
        case bot

        /// What people read; lower case, no full stop.
        public var text: String {
            switch self {
            case .changesRequested: "asked for changes last"
            case .dismissed: "had the approval dismissed"
            case .otherCommit(let commit):
                "approved \(commit.isEmpty ? "no commit" : String(commit.prefix(8))), which is not what was merged"
            case .author: "opened the pull request"
            case .contributor: "wrote, committed or pushed a part of it"
            case .bot: "is a program"
            }
        }
    }

    /// Who approved the merged head, in the order of their reviews.
    public let approvals: [Approval]
    /// Everybody else who had an opinion, in the order of their last one.
    public let rejections: [Rejection]

    /// Counts the reviews of a pull request.
    ///
    /// Only the last opinion of each reviewer matters: approval, request for changes or dismissal. Comments are none, and
    /// neither are reviews of accounts that no longer exist.
    ///
    /// - Parameter reviews: all pages of `GET /repos/{owner}/{repo}/pulls/{number}/reviews`, as one list.
    /// - Throws: ``ForgePullRequest/Problem/missing(_:)`` where a review cannot be read.
    public init(_ reviews: JSONValue, of pull: ForgePullRequest) throws(ForgePullRequest.Problem) {
        guard let list = reviews.array else { throw .missing("reviews") }
        var last: [ForgeAccount: Opinion] = [:]
        for (index, review) in list.enumerated() {
            guard let opinion = try Opinion(review, index) else { continue }
            if let other = last[opinion.reviewer], other.order > opinion.order { continue }
            last[opinion.reviewer] = opinion
        }
        var approvals: [Approval] = []
        var rejections: [Rejection] = []
        for opinion in last.values.sorted(by: { $0.order < $1.order }) {
            if let reason = opinion.reason(against: pull) {
                rejections.append(Rejection(reviewer: opinion.reviewer, reason: reason))
            } else {
                approvals.append(Approval(review: opinion.review, reviewer: opinion.reviewer, time: opinion.time))
            }
        }
        self.approvals = approvals
        self.rejections = rejections
    }
}

/// A review that says yes or no.
private struct Opinion {
    enum State: String {
        case approved = "APPROVED"
        case changesRequested = "CHANGES_REQUESTED"
        case dismissed = "DISMISSED"
    }

    let review: Int
    let reviewer: ForgeAccount
    let state: State
    let commit: String
    let time: Timestamp

    /// By time, and by number where times are equal.
    var order: (Timestamp, Int) { (time, review) }

    /// Nil for comments, for reviews that are still being written, and for deleted accounts.
    init?(_ value: JSONValue, _ index: Int) throws(ForgePullRequest.Problem) {
        guard let word = value["state"]?.string else { throw .missing("reviews[\(index)].state") }
        guard let state = State(rawValue: word.uppercased()) else {
            guard ["COMMENTED", "PENDING"].contains(word.uppercased()) else {
                throw .missing("reviews[\(index)].state")
            }
            return nil
        }
        guard let user = value["user"] else { throw .missing("reviews[\(index)].user") }
        if user.isNull { return nil }
        guard let reviewer = ForgeAccount(user) else { throw .missing("reviews[\(index)].user") }
        guard let review = value["id"]?.number?.int else { throw .missing("reviews[\(index)].id") }
        guard let time = value["submitted_at"]?.string.flatMap({ Timestamp($0) }) else {
            throw .missing("reviews[\(index)].submitted_at")
        }
        self.review = review
        self.reviewer = reviewer
        self.state = state
        self.time = time
        // A force-push can leave a review without its commit; then it is of none that was merged.
        commit = value["commit_id"]?.string?.lowercased() ?? ""
    }

    func reason(against pull: ForgePullRequest) -> ForgeReviews.Reason? {
        switch state {
        case .changesRequested: return .changesRequested
        case .dismissed: return .dismissed
        case .approved: break
        }
        if reviewer.isBot { return .bot }
        if reviewer == pull.author { return .author }
        if pull.contributors.contains(reviewer) { return .contributor }
        return commit == pull.head ? nil : .otherCommit(commit)
    }
}
