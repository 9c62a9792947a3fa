import FlagModel

/// Who of those who are said to have approved counts under a policy, and why the others do not.
///
/// Editing verbs, pull requests and the verifier all count with it (docs/decisions/0035-one-count-of-claims.md).
struct ApprovalCount {
    /// Why an approval does not count.
    enum Objection: Hashable {
        case noAddress
        case author
        case unknown
        case missingRole([String])
        case onlyClaimed(Evidence)
        case tooOld(Timestamp, ISODuration)
    }

    /// Those who count, by the person's key; others by address.
    private(set) var counted: [String: Approver] = [:]
    /// Those who do not.
    private(set) var rejected: [(approver: Approver, why: Objection)] = []

    private let question: PolicyQuestion
    private let approvals: Approvals

    init(_ question: PolicyQuestion, _ approvals: Approvals, required: Int) {
        self.question = question
        self.approvals = approvals
        // Until there are people enough a new repository could never add them: then strangers have to do.
        let needsStrangers = approvals.roles.isEmpty && Set(candidates.map(\.key)).count < required
        for approval in question.approvals {
            if let why = objection(to: approval, acceptsStrangers: needsStrangers) {
                rejected.append((approval.approver, why))
            } else {
                let name = approval.approver.person?.key.text ?? approval.approver.email.lowercased()
                counted[name] = approval.approver
            }
        }
    }

    /// Everybody who could approve, whoever has.
    var candidates: [Person] {
        (question.people?.people ?? []).filter { person in
            !person.emails.isEmpty && (approvals.selfApproval || !person.isOne(of: question.authorEmails))
                && (approvals.roles.isEmpty || !Set(person.roles).isDisjoint(with: approvals.roles))
        }
    }

    private func objection(to approval: GivenApproval, acceptsStrangers: Bool) -> Objection? {
        let approver = approval.approver
        // Nobody could tell such a person from the author, and no trailer could name them.
        if !approver.hasAddress { return .noAddress }
        if !approvals.selfApproval, isAuthor(approver) { return .author }
        if let person = approver.person {
            if !approvals.roles.isEmpty, Set(person.roles).isDisjoint(with: approvals.roles) {
                return .missingRole(approvals.roles)
            }
        } else if !acceptsStrangers {
            return .unknown
        }
        if approvals.evidence != .claimed { return .onlyClaimed(approvals.evidence) }
        guard let time = approval.time, let limit = approvals.validFor,
            question.now.unixSeconds - time.unixSeconds > limit.seconds
        else { return nil }
        return .tooOld(time, limit)
    }

    private func isAuthor(_ approver: Approver) -> Bool {
        question.authorEmails.contains(approver.email.lowercased())
            || approver.person?.isOne(of: question.authorEmails) ?? false
    }
}

extension ApprovalCount.Objection {
    /// Why, lower case, no full stop.
    var text: String {
        switch self {
        case .noAddress: "has no e-mail in .flagctl/people.json"
        case .author: "is the author, who does not count"
        case .unknown: "is not in .flagctl/people.json"
        case .missingRole(let roles): "has none of the roles \(roles.joined(separator: ", "))"
        case .onlyClaimed(.forge): "is only said to have approved, and a review at the forge is asked for"
        case .onlyClaimed: "is only said to have approved, and a signature is asked for"
        case .tooOld(let time, let limit): "approved on \(time), and approvals hold for \(limit.text)"
        }
    }

    /// The name that the verifier lists it by.
    var reason: Rejection.Reason {
        switch self {
        case .noAddress, .unknown: .unknownPerson
        case .author: .author
        case .missingRole: .missingRole
        case .onlyClaimed: .claim
        case .tooOld: .tooOld
        }
    }
}

extension Person {
    /// Whether one of some addresses, in lower case, is the person's.
    func isOne(of emails: Set<String>) -> Bool { self.emails.contains { emails.contains($0.lowercased()) } }
}
