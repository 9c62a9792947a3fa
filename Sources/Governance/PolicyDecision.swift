public import Evaluation
public import FlagModel

/// What an environment's policy says about one change.
public enum PolicyDecision: Sendable, Hashable {
    /// The change may be made.
    case allowed
    /// Approvals are missing.
    case approvalNeeded(Shortfall)
    /// A freeze is in force; only lowering changes pass.
    case frozen(EnvironmentKey, Freeze)
    /// The policy asks for signed statements, which trailers never satisfy.
    case signatureNeeded(EnvironmentKey)

    /// What is missing.
    public struct Shortfall: Sendable, Hashable {
        /// Whose policy asks.
        public let environment: EnvironmentKey
        /// How many approvals it asks for.
        public let required: Int
        /// How many of those given count.
        public let counted: Int
        /// The roles of which an approver needs one; empty where anybody may approve.
        public let roles: [String]
        /// People who could still approve, the author left out.
        public let candidates: [Person]
        /// Approvers who do not count, and why.
        public let rejected: [Rejection]
    }

    /// An approver who does not count.
    public struct Rejection: Sendable, Hashable {
        /// As given.
        public let approver: String
        /// Why, lower case, no full stop.
        public let why: String
    }
}

/// A change as a policy sees it.
public struct PolicyQuestion: Sendable {
    /// Whose policy is asked; read from the documents before the change.
    public let environment: FlagEnvironment
    /// What the change does to exposure there.
    public let classification: Classification
    /// The author's e-mail.
    public let authorEmail: String
    /// Who approved, as claimed.
    public let approvers: [Approver]
    /// The people that the repository knows.
    public let people: People?
    /// The time of the change.
    public let now: Timestamp

    /// Joins what a policy looks at.
    public init(
        environment: FlagEnvironment, classification: Classification, authorEmail: String, approvers: [Approver],
        people: People?, now: Timestamp
    ) {
        self.environment = environment
        self.classification = classification
        self.authorEmail = authorEmail
        self.approvers = approvers
        self.people = people
        self.now = now
    }

    /// Asks the policy.
    ///
    /// Neutral changes need nothing. Lowering ones pass a freeze and need as many approvals as `lowering` asks, of the
    /// roles and with the evidence of `approvals`. People are counted, not names or e-mails, and the author never
    /// counts unless the policy allows it.
    public func decision() -> PolicyDecision {
        guard let policy = environment.policy, classification != .neutral else { return .allowed }
        if classification == .lowering {
            return ask(for: policy.lowering?.required ?? 0, of: policy.approvals)
        }
        if let freeze = policy.freezes.first(where: { $0.from <= now && now < $0.to }) {
            return .frozen(environment.key, freeze)
        }
        return ask(for: policy.approvals?.required ?? 0, of: policy.approvals)
    }

    private func ask(for required: Int, of approvals: Approvals?) -> PolicyDecision {
        guard required > 0 else { return .allowed }
        if approvals?.evidence == .signed { return .signatureNeeded(environment.key) }
        let roles = approvals?.roles ?? []
        let selfApproval = approvals?.selfApproval ?? false
        var counted: Set<String> = []
        var rejected: [PolicyDecision.Rejection] = []
        for approver in approvers {
            if let why = reason(against: approver, roles: roles, selfApproval: selfApproval) {
                rejected.append(PolicyDecision.Rejection(approver: approver.text, why: why))
            } else {
                counted.insert(approver.person?.key.text ?? approver.email.lowercased())
            }
        }
        guard counted.count < required else { return .allowed }
        return .approvalNeeded(
            PolicyDecision.Shortfall(
                environment: environment.key, required: required, counted: counted.count, roles: roles,
                candidates: candidates(roles: roles, selfApproval: selfApproval, counted: counted),
                rejected: rejected))
    }

    private func reason(against approver: Approver, roles: [String], selfApproval: Bool) -> String? {
        // Nobody could tell such a person from the author, and no trailer could name them.
        if approver.email.isEmpty { return "has no e-mail in .flagctl/people.json" }
        if !selfApproval, isAuthor(approver) { return "is the author, who does not count" }
        guard !roles.isEmpty else { return nil }
        guard let person = approver.person else { return "is not in .flagctl/people.json" }
        guard Set(person.roles).isDisjoint(with: roles) else { return nil }
        return "has none of the roles \(roles.joined(separator: ", "))"
    }

    private func isAuthor(_ approver: Approver) -> Bool {
        let author = authorEmail.lowercased()
        if approver.email.lowercased() == author { return true }
        return approver.person?.emails.contains { $0.lowercased() == author } ?? false
    }

    private func candidates(roles: [String], selfApproval: Bool, counted: Set<String>) -> [Person] {
        (people?.people ?? []).filter { person in
            let isAuthor = person.emails.contains { $0.lowercased() == authorEmail.lowercased() }
            return !person.emails.isEmpty && !counted.contains(person.key.text) && (selfApproval || !isAuthor)
                && (roles.isEmpty || !Set(person.roles).isDisjoint(with: roles))
        }
    }
}
