public import Documents

extension ForgePullRequest {
    /// Reads the event of the merge, and from the others who pushed.
    ///
    /// - Parameters:
    ///   - events: the `pull_request` event of the merge, and those of the same pull request from before, of which
    ///     `opened` and `synchronize` name who pushed.
    ///   - commits: as for ``init(event:commits:pushers:)``.
    /// - Throws: ``Problem``.
    public init(events: [JSONValue], commits: JSONValue) throws(Problem) {
        let merges = events.filter { $0["action"]?.string == "closed" }
        guard merges.count == 1, let merge = merges.first else { throw .notMerged }
        let place: [JSONPath] = [["repository", "full_name"], ["pull_request", "number"]]
        var pushers: [ForgeAccount] = []
        for event in events where event["action"]?.string != "closed" {
            guard place.allSatisfy({ event[path: $0] == merge[path: $0] }) else { throw .otherPullRequest }
            guard ["opened", "synchronize"].contains(event["action"]?.string) else { continue }
            guard let sender = ForgeAccount(event["sender"]) else { throw .missing("sender") }
            pushers.append(sender)
        }
        try self.init(event: merge, commits: commits, pushers: pushers)
    }
}
