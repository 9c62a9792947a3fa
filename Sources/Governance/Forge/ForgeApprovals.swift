public import FlagModel

/// Whose reviews of a merged pull request count, by the people of the repository. Pure.
public struct ForgeApprovals: Sendable {
    /// A person whose review counts.
    public struct Approval: Sendable, Hashable {
        /// Who.
        public let person: Person
        /// The review.
        public let review: ForgeReviews.Approval
    }

    /// An account whose review does not count.
    public struct Rejection: Sendable, Hashable {
        /// The account.
        public let reviewer: ForgeAccount
        /// Why; lower case, no full stop.
        public let why: String
    }

    /// Somebody wrote a part of the pull request, and nobody can tell whether it is one of the reviewers.
    public struct UnknownContributor: Error, Sendable, Hashable {
        /// The address.
        public let address: String
    }

    /// Who counts, each person once, in the order of their reviews.
    public let approvals: [Approval]
    /// Who does not.
    public let rejections: [Rejection]

    /// Finds the people behind accounts.
    ///
    /// Whoever opened, wrote, committed or pushed a part of the pull request does not count, by whichever of their accounts
    /// and addresses.
    ///
    /// - Parameters:
    ///   - forge: the forge that the accounts are of.
    ///   - people: the people before the change, to whom reviewers have to belong.
    ///   - current: the people now, among whom contributors are looked for too.
    /// - Throws: ``UnknownContributor``.
    public init(
        _ reviews: ForgeReviews, of pull: ForgePullRequest, forge: ForgeKey, people: People, current: People
    ) throws(UnknownContributor) {
        func owner(_ account: ForgeAccount, _ people: People) -> Person? {
            people.person(account: PersonAccount(forge: forge, id: account.id))
        }
        var insiders: Set<PersonKey> = []
        for known in [people, current] {
            for account in pull.contributors.union([pull.author]) {
                if let person = owner(account, known) { insiders.insert(person.key) }
            }
            for address in pull.addresses {
                if let person = known.person(email: address) { insiders.insert(person.key) }
            }
        }
        for address in pull.unknownContributors
        where people.person(email: address) == nil && current.person(email: address) == nil {
            throw UnknownContributor(address: address)
        }
        var approvals: [Approval] = []
        var rejections = reviews.rejections.map { Rejection(reviewer: $0.reviewer, why: $0.reason.text) }
        for review in reviews.approvals {
            guard let person = owner(review.reviewer, people) else {
                rejections.append(
                    Rejection(reviewer: review.reviewer, why: "is nobody's account in .flagctl/people.json"))
                continue
            }
            if insiders.contains(person.key) {
                rejections.append(Rejection(reviewer: review.reviewer, why: ForgeReviews.Reason.contributor.text))
            } else if !approvals.contains(where: { $0.person.key == person.key }) {
                approvals.append(Approval(person: person, review: review))
            }
        }
        self.approvals = approvals
        self.rejections = rejections
    }
}
