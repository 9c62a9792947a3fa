public import Evaluation
public import FlagModel

/// A change as a policy sees it.
public struct PolicyQuestion: Sendable {
    /// Whose policy is asked; read from the documents before the change.
    public let environment: FlagEnvironment
    /// What the change does to exposure there.
    public let classification: Classification
    /// Whether the change is a step of a rollout plan whose approval holds, so that a freeze is all that is asked.
    public let isPlanned: Bool
    /// The addresses of everybody who wrote a part of the change, in lower case.
    public let authorEmails: Set<String>
    /// Who approved, as claimed.
    public let approvals: [GivenApproval]
    /// The people that the repository knows.
    public let people: People?
    /// The time of the change.
    public let now: Timestamp

    /// Joins what a policy looks at.
    public init(
        environment: FlagEnvironment, classification: Classification, isPlanned: Bool = false, authorEmails: [String],
        approvals: [GivenApproval], people: People?, now: Timestamp
    ) {
        self.isPlanned = isPlanned
        self.environment = environment
        self.classification = classification
        self.authorEmails = Set(authorEmails.map { $0.lowercased() })
        self.approvals = approvals
        self.people = people
        self.now = now
    }

    /// Asks the policy.
    ///
    /// Neutral changes need nothing. Lowering ones pass a freeze, need as many approvals as `lowering` asks, of the roles
    /// and with the evidence of `approvals`, and leave an obligation to look at them within `reviewWithin`. People are
    /// counted, not names or e-mails; the author never counts unless the policy allows it, somebody unknown only while the
    /// repository knows too few people, and an approval only as long as `validFor` says.
    public func decision() -> PolicyDecision {
        guard let policy = environment.policy, classification != .neutral else { return .allowed(nil) }
        if classification == .lowering {
            let obligation = policy.lowering?.reviewWithin.map {
                ReviewObligation(
                    environment: environment.key,
                    until: Timestamp(unixSeconds: now.unixSeconds + $0.seconds))
            }
            return ask(for: policy.lowering?.required ?? 0, policy.approvals) ?? .allowed(obligation)
        }
        if let freeze = policy.freezes.first(where: { $0.from <= now && now < $0.to }) {
            return .frozen(environment.key, freeze)
        }
        if isPlanned { return .allowed(nil) }
        return ask(for: policy.approvals?.required ?? 0, policy.approvals) ?? .allowed(nil)
    }

    /// What is missing; nothing where enough is there.
    private func ask(for required: Int, _ approvals: Approvals?) -> PolicyDecision? {
        guard required > 0 else { return nil }
        let approvals = approvals ?? Approvals(required: required)
        let count = ApprovalCount(self, approvals, required: required)
        guard count.counted.count < required else { return nil }
        let candidates = count.candidates.filter { count.counted[$0.key.text] == nil }
        return .approvalNeeded(
            PolicyDecision.Shortfall(
                environment: environment.key, required: required, counted: count.counted.count,
                roles: approvals.roles, evidence: approvals.evidence, candidates: candidates,
                keyless: approvals.evidence == .signed ? candidates.filter { $0.usableKeys.isEmpty } : [],
                rejected: count.rejected.map { PolicyDecision.Rejection(approver: $0.approver.text, why: $0.why.text) })
        )
    }
}
