import FlagModel

/// Who of those who are said to have approved counts under a policy, and why the others do not.
struct ApprovalCount {
    /// The people who count, by key; others by address.
    private(set) var counted: Set<String> = []
    /// Those who do not.
    private(set) var rejected: [PolicyDecision.Rejection] = []

    private let question: PolicyQuestion
    private let approvals: Approvals

    init(_ question: PolicyQuestion, _ approvals: Approvals, required: Int) {
        self.question = question
        self.approvals = approvals
        // Until there are people enough a new repository could never add them: then strangers have to do.
        let needsStrangers = approvals.roles.isEmpty && Set(candidates.map(\.key)).count < required
        for approval in question.approvals {
            if let why = reason(against: approval, acceptsStrangers: needsStrangers) {
                rejected.append(PolicyDecision.Rejection(approver: approval.approver.text, why: why))
            } else {
                counted.insert(approval.approver.person?.key.text ?? approval.approver.email.lowercased())
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

    private func reason(against approval: GivenApproval, acceptsStrangers: Bool) -> String? {
        let approver = approval.approver
        // Nobody could tell such a person from the author, and no trailer could name them.
        if approver.email.isEmpty { return "has no e-mail in .flagctl/people.json" }
        if !approvals.selfApproval, isAuthor(approver) { return "is the author, who does not count" }
        guard let person = approver.person else {
            return acceptsStrangers ? outdated(approval) : "is not in .flagctl/people.json"
        }
        if !approvals.roles.isEmpty, Set(person.roles).isDisjoint(with: approvals.roles) {
            return "has none of the roles \(approvals.roles.joined(separator: ", "))"
        }
        return outdated(approval)
    }

    private func outdated(_ approval: GivenApproval) -> String? {
        if approvals.evidence == .forge {
            return "is only said to have approved, and a review at the forge is asked for"
        }
        if approvals.evidence == .signed { return "is only said to have approved, and a signature is asked for" }
        guard let time = approval.time, let limit = approvals.validFor,
            question.now.unixSeconds - time.unixSeconds > limit.seconds
        else { return nil }
        return "approved on \(time), and approvals hold for \(limit.text)"
    }

    private func isAuthor(_ approver: Approver) -> Bool {
        question.authorEmails.contains(approver.email.lowercased())
            || approver.person?.isOne(of: question.authorEmails) ?? false
    }
}

extension Person {
    /// Whether one of some addresses, in lower case, is the person's.
    func isOne(of emails: Set<String>) -> Bool { self.emails.contains { emails.contains($0.lowercased()) } }
}
