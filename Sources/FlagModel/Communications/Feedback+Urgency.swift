extension Feedback {
    /// Whether it is looked at before another: open before closed, by deadline; closed ones by the newest answer.
    public func isMoreUrgent(than other: Feedback) -> Bool {
        switch (closed, other.closed) {
        case (nil, nil): (deadline, key) < (other.deadline, other.key)
        case (nil, _): true
        case (_, nil): false
        case (let mine?, let theirs?): (theirs.at, other.key) < (mine.at, key)
        }
    }
}

extension Sequence<Feedback> {
    /// In the order in which it is looked at: what is overdue, what is open, what was answered.
    public var byUrgency: [Feedback] { sorted { $0.isMoreUrgent(than: $1) } }

    /// What waits for an answer longer than it should at a moment, the longest first.
    public func overdue(at now: Timestamp) -> [Feedback] { filter { $0.isOverdue(at: now) }.byUrgency }
}
