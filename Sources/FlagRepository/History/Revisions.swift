import FlagModel
public import Git

extension FlagRepository {
    /// The commit that a text names: a git revision, or a date for the newest step that is not later.
    ///
    /// A date without a time means its end, in UTC.
    ///
    /// - Throws: ``GitError/noSuchRevision`` or ``RepositoryError/noCommitAt(_:)``.
    public func commitID(at text: String) throws -> ObjectID {
        guard let limit = Self.seconds(of: text) else { return try git.commitID(of: text) }
        var found: ObjectID?
        try History(of: self, endingWith: headCommit()).forEach { step in
            if step.commit.committer.time <= limit { found = step.commit.id }
            return found == nil
        }
        guard let found else { throw RepositoryError.noCommitAt(text) }
        return found
    }

    private static func seconds(of text: String) -> Int64? {
        if let date = CalendarDate(text) { return Timestamp("\(date)T23:59:59Z").map { Int64($0.unixSeconds) } }
        return Timestamp(text).map { Int64($0.unixSeconds) }
    }
}
