import Evaluation
import FlagModel
import Governance

/// What a refused edit says: what is missing, who could approve, and the exact next command.
struct ApprovalRefusal {
    let session: Session
    let approvers: [Approver]
    let shortfall: PolicyDecision.Shortfall
    let classification: Classification
    /// Further reasons, a line each.
    let details: [String]

    /// The refusal, with exit 3.
    var failure: Failure {
        let isSigned = shortfall.evidence == .signed
        let kind = isSigned ? "signed approval" : shortfall.evidence == .forge ? "reviewed approval" : "approval"
        let count =
            shortfall.required == 1 ? "\(kind == "approval" ? "an" : "a") \(kind)" : counted(shortfall.required, kind)
        let roles = shortfall.roles.isEmpty ? "somebody else" : "role \(shortfall.roles.joined(separator: " or "))"
        var message = "\(classification.rawValue) exposure in \(shortfall.environment) needs \(count) by \(roles)"
        if shortfall.counted > 0 { message += "; \(shortfall.counted) so far" }
        for detail in details { message += "\n  \(detail)" }
        for rejection in shortfall.rejected { message += "\n  \(rejection.approver): \(rejection.why)" }
        let names = shortfall.candidates.map { "\($0.key) (\($0.name))" }
        if !names.isEmpty { message += "\n  who can: \(names.joined(separator: ", "))" }
        for person in shortfall.keyless {
            message += "\n  \(person.key) has no key to sign with: flagctl people add \(person.key) --keys FILE"
        }
        return Failure(
            isSigned ? "signature-needed" : "approval-needed", message,
            hint: hint, status: .approvalNeeded)
    }

    /// The command line that proposes the edit instead.
    static func proposal(_ session: Session) -> String {
        session.commandLineText(withoutApprovers: true) + " --propose"
    }

    private var hint: String {
        switch shortfall.evidence {
        case .signed: signedCommands
        case .forge: "propose it and have it reviewed at the forge: \(Self.proposal(session)) --push"
        case .claimed: claimedCommands
        }
    }

    /// What somebody signs is a branch, so that a proposal comes first.
    private var signedCommands: String {
        let who = shortfall.candidates.isEmpty ? "they" : shortfall.candidates.map(\.key.text).joined(separator: " or ")
        return "propose it: \(Self.proposal(session))\n      then \(who): flagctl approve BRANCH"
            + "\n      then: flagctl land BRANCH"
    }

    private var claimedCommands: String {
        let command = session.commandLineText(withoutApprovers: shortfall.counted == 0)
        let review = "ask for review: \(command) --propose"
        if let candidate = shortfall.candidates.first(where: { !approvers.compactMap(\.person).contains($0) }) {
            return "once they agree: \(command) --approved-by \(candidate.key)\n      or \(review)"
        }
        if shortfall.roles.isEmpty {
            return "once somebody agrees: \(command) --approved-by 'Name <name@example.com>'\n      or \(review)"
        }
        return "nobody else in .flagctl/people.json has that role; give it to somebody there, or \(review)"
    }
}
