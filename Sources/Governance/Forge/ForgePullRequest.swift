public import Documents

/// A merged pull request, as GitHub's `pull_request` event tells it when it is closed.
public struct ForgePullRequest: Sendable, Hashable {
    /// `owner/name` of the repository that it was merged into.
    public let repository: String
    /// Its number.
    public let number: Int
    /// The branch that it was merged into.
    public let base: String
    /// The commit of the head that was merged, in hexadecimal digits.
    public let head: String
    /// The commit that the merge made on the base.
    public let mergeCommit: String
    /// Who opened it.
    public let author: ForgeAccount
    /// Who wrote or committed one of its commits, or pushed them, as far as the forge knows an account.
    public let contributors: Set<ForgeAccount>
    /// The addresses of commits that the forge knows no account of.
    public let unknownContributors: [String]
    /// The addresses of everybody who wrote or committed one of its commits, in lower case.
    public let addresses: Set<String>

    /// Why a payload is no merged pull request whose reviews can be counted.
    public enum Problem: Error, Sendable, Hashable {
        /// The event is another one, or was not merged.
        case notMerged
        /// A member is missing or of another type.
        case missing(String)
        /// The list of commits is not that of the pull request.
        case commitsDoNotMatch(expected: Int, found: Int)
        /// An event is about another pull request.
        case otherPullRequest

        /// What is wrong; lower case, no full stop.
        public var message: String {
            switch self {
            case .notMerged: "the event is no merged pull request"
            case .missing(let path): "the payload has no usable '\(path)'"
            case .commitsDoNotMatch(let expected, let found):
                "the pull request has \(expected) commits, and \(found) of them are given"
            case .otherPullRequest: "an event is about another pull request"
            }
        }
    }

    /// Reads the event.
    ///
    /// - Parameters:
    ///   - event: the webhook's payload, `GITHUB_EVENT_PATH` of a workflow.
    ///   - commits: all pages of `GET /repos/{owner}/{repo}/pulls/{number}/commits`, as one list.
    ///   - pushers: who pushed to the head, as far as it is known: senders of `synchronize` events.
    /// - Throws: ``Problem``; what cannot be told is never taken for nobody.
    public init(event: JSONValue, commits: JSONValue, pushers: [ForgeAccount] = []) throws(Problem) {
        let pull = event["pull_request"] ?? .null
        guard pull["merged"]?.bool == true, event["action"]?.string == "closed" else { throw .notMerged }
        func text(_ path: JSONPath) throws(Problem) -> String {
            guard let text = event[path: path]?.string, !text.isEmpty else { throw .missing(path.text) }
            return text
        }
        func commit(_ path: JSONPath) throws(Problem) -> String {
            let id = try text(path)
            guard id.utf8.count == 40 || id.utf8.count == 64, id.allSatisfy(\.isHexDigit) else {
                throw .missing(path.text)
            }
            return id.lowercased()
        }
        repository = try text(["repository", "full_name"])
        base = try text(["pull_request", "base", "ref"])
        head = try commit(["pull_request", "head", "sha"])
        mergeCommit = try commit(["pull_request", "merge_commit_sha"])
        guard let number = pull["number"]?.number?.int else { throw .missing("pull_request.number") }
        guard let author = ForgeAccount(pull["user"]) else { throw .missing("pull_request.user") }
        guard let count = pull["commits"]?.number?.int else { throw .missing("pull_request.commits") }
        guard let list = commits.array else { throw .missing("commits") }
        guard list.count == count, list.last?["sha"]?.string?.lowercased() == head else {
            throw .commitsDoNotMatch(expected: count, found: list.count)
        }
        self.number = number
        self.author = author
        addresses = Set(
            list.flatMap { commit in
                ["author", "committer"].compactMap { role in
                    commit[path: ["commit", .member(role), "email"]]?.string?.lowercased()
                }
            })
        (contributors, unknownContributors) = Self.contributors(list, pushers)
    }

    /// Both people of each commit; one without an account is named by address.
    private static func contributors(
        _ commits: [JSONValue], _ pushers: [ForgeAccount]
    ) -> (Set<ForgeAccount>, [String]) {
        var accounts = Set(pushers)
        var unknown: Set<String> = []
        for commit in commits {
            for role in ["author", "committer"] {
                if let account = ForgeAccount(commit[role]) {
                    accounts.insert(account)
                } else {
                    unknown.insert(commit[path: ["commit", .member(role), "email"]]?.string?.lowercased() ?? "nobody")
                }
            }
        }
        return (accounts, unknown.sorted())
    }
}
