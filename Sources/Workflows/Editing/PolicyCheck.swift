import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance

/// Asks the policies of the documents before a change whether it may be made.
struct PolicyCheck {
    let session: Session
    let approvers: [Approver]

    /// Refuses what a policy does not allow on the protected branch.
    ///
    /// - Throws: a ``Failure`` that names what is missing and the next command.
    func check(_ review: Transaction.Review, _ analysis: ImpactAnalysis) throws {
        guard review.target == .currentBranch,
            review.branch.name == (try review.base.settings().protectedBranch)
        else { return }
        for environment in analysis.classifications.keys.sorted() {
            let classification = analysis.classifications[environment] ?? .neutral
            guard classification != .neutral, let document = try review.base.environment(environment) else { continue }
            // Who the people are matters only where some have to be asked: their file may have errors.
            if classification == .lowering, document.policy?.lowering?.required ?? 0 == 0 { continue }
            let question = PolicyQuestion(
                environment: document, classification: classification, authorEmail: review.author.email,
                approvers: approvers, people: try review.base.people(), now: session.now)
            try refuse(question.decision(), question)
        }
    }

    private func refuse(_ decision: PolicyDecision, _ question: PolicyQuestion) throws {
        switch decision {
        case .allowed: return
        case .frozen(let environment, let freeze):
            throw Failure(
                "frozen", "\(environment) is frozen until \(freeze.to): \(freeze.reason)",
                hint: "lowering exposure is still possible; or propose it for later: add --propose")
        case .signatureNeeded(let environment):
            throw Failure(
                "signature-needed", "\(environment) asks for signed approvals, which --approved-by does not give",
                hint: "propose it for review: add --propose", status: .approvalNeeded)
        case .approvalNeeded(let shortfall): throw failure(shortfall, question)
        }
    }

    private func failure(_ shortfall: PolicyDecision.Shortfall, _ question: PolicyQuestion) -> Failure {
        let count = shortfall.required == 1 ? "an approval" : "\(shortfall.required) approvals"
        let roles = shortfall.roles.isEmpty ? "somebody else" : "role \(shortfall.roles.joined(separator: " or "))"
        var message = "\(question.classification.rawValue) exposure in \(shortfall.environment) needs \(count) by \(roles)"
        if shortfall.counted > 0 { message += "; \(shortfall.counted) so far" }
        for rejection in shortfall.rejected { message += "\n  \(rejection.approver) \(rejection.why)" }
        let names = shortfall.candidates.map { "\($0.key) (\($0.name))" }
        if !names.isEmpty { message += "\n  who can: \(names.joined(separator: ", "))" }
        return Failure("approval-needed", message, hint: nextCommand(shortfall), status: .approvalNeeded)
    }

    private func nextCommand(_ shortfall: PolicyDecision.Shortfall) -> String {
        guard let candidate = shortfall.candidates.first else {
            return "nobody in .flagctl/people.json can approve; add somebody with the role, or add --propose"
        }
        return "once they agree: \(session.commandLineText) --approved-by \(candidate.key)\n"
            + "      or ask for review: \(session.commandLineText) --propose"
    }
}

extension Session {
    /// The command line as it can be typed again.
    var commandLineText: String { commandLine.map(shellQuoted).joined(separator: " ") }
}

/// A word as a POSIX shell reads it back.
func shellQuoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_./=,:@%+".utf8.contains(byte)
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
