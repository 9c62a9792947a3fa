public import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance

/// What the policy of an environment says to a change that nobody has approved yet.
public struct PolicyAnswer: Report {
    /// How it stands.
    public enum Verdict: String, Sendable {
        /// Nothing is asked beforehand.
        case allowed
        /// Approvals are asked for.
        case approvalNeeded = "approval-needed"
        /// Nothing is raised now.
        case frozen
    }

    /// Whose policy.
    public let environment: String
    /// `neutral`, `lowering` or `raising`.
    public let classification: String
    /// How it stands.
    public let verdict: Verdict
    /// How many have to approve.
    public private(set) var required = 0
    /// The roles of which they need one.
    public private(set) var roles: [String] = []
    /// `claimed` or `signed`.
    public private(set) var evidence: String?
    /// People who could.
    public private(set) var candidates: [String] = []
    /// Why nothing is raised, and until when; or by when somebody has to look.
    public private(set) var reason: String?
    /// The moment that it is about.
    public private(set) var until: String?

    init(_ question: PolicyQuestion) {
        environment = question.environment.key.text
        classification = question.classification.rawValue
        switch question.decision() {
        case .allowed(let obligation):
            verdict = .allowed
            if let within = question.environment.policy?.lowering?.reviewWithin, obligation != nil {
                reason = "somebody has to look at it within \(within.text)"
            }
        case .approvalNeeded(let shortfall):
            verdict = .approvalNeeded
            required = shortfall.required
            roles = shortfall.roles
            evidence = shortfall.evidence.rawValue
            candidates = shortfall.candidates.map(\.key.text)
        case .frozen(_, let freeze):
            verdict = .frozen
            reason = freeze.reason
            until = freeze.to.text
        }
    }

    /// What it asks, in words.
    public var text: String {
        switch verdict {
        case .allowed: return "nothing beforehand" + (reason.map { "; \($0)" } ?? "")
        case .frozen: return "no: frozen until \(until ?? "further notice"): \(reason ?? "")"
        case .approvalNeeded:
            let kind = evidence == "signed" ? "signed approval" : evidence == "forge" ? "reviewed approval" : "approval"
            let role = roles.isEmpty ? "somebody else" : roles.joined(separator: " or ")
            let who = candidates.isEmpty ? "nobody there has the role" : candidates.joined(separator: ", ")
            return "\(counted(required, kind)) by \(role): \(who)"
        }
    }

    /// `{"environment", "classification", "verdict", "required", "roles", "evidence", "candidates", "reason", "until"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment)
            fields.add("classification", classification)
            fields.add("verdict", verdict.rawValue)
            if verdict == .approvalNeeded {
                fields.add("required", required)
                fields.add("roles", .array(roles.map { .string($0) }))
                fields.add("evidence", evidence)
                fields.add("candidates", .array(candidates.map { .string($0) }))
            }
            fields.add("reason", reason)
            fields.add("until", until)
        }
    }
}

/// The policies of one commit, asked about what differs between others.
struct PolicyReview {
    let repository: FlagRepository
    let now: Timestamp

    /// The answers for every environment in which the change is not neutral.
    ///
    /// - Parameters:
    ///   - base: the commit whose policies and people hold: where the change is to go, not where it branched off.
    ///   - fork: where the change branched off.
    ///   - tip: the change's last commit.
    func answers(
        _ classifications: [EnvironmentKey: Classification], base: ObjectID, fork: ObjectID, tip: ObjectID
    ) throws -> [PolicyAnswer] {
        let snapshot = try repository.snapshot(at: base)
        let authors = try authors(from: fork, to: tip)
        return try classifications.sorted { $0.key < $1.key }.compactMap { key, classification in
            guard classification != .neutral, let environment = try snapshot.environment(key),
                environment.policy != nil
            else { return nil }
            return PolicyAnswer(
                PolicyQuestion(
                    environment: environment, classification: classification, authorEmails: authors, approvals: [],
                    people: try snapshot.people(), now: now))
        }
    }

    /// The addresses of those who wrote the commits of a branch.
    private func authors(from fork: ObjectID, to tip: ObjectID) throws -> [String] {
        var authors: [String] = []
        var chain = repository.git.firstParents(from: tip)
        while let commit = try chain.next(), commit.id != fork { authors.append(commit.author.email) }
        return authors
    }
}
