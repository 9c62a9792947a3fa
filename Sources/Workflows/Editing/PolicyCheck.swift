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
            try refuse(question.decision(), question, review)
        }
    }

    private func refuse(
        _ decision: PolicyDecision, _ question: PolicyQuestion, _ review: Transaction.Review
    ) throws {
        switch decision {
        case .allowed: return
        case .frozen(let environment, let freeze):
            throw Failure(
                "frozen", "\(environment) is frozen until \(freeze.to): \(freeze.reason)",
                hint: "lowering exposure is still possible; or propose it for later: \(proposal)")
        case .signatureNeeded(let environment):
            throw Failure(
                "signature-needed", "\(environment) asks for signed approvals, which --approved-by does not give",
                hint: "propose it for review: \(proposal)", status: .approvalNeeded)
        case .approvalNeeded(let shortfall): throw failure(shortfall, question, try withoutAnswer(review))
        }
    }

    /// Why removing a flag can raise exposure: the application is left with its code default.
    private func withoutAnswer(_ review: Transaction.Review) throws -> [String] {
        try review.changes.compactMap { change in
            guard case .flag(let key) = change.document, change.field == .document, change.after == nil,
                let flag = try review.base.flag(key), let fallback = flag.codeDefault, fallback != flag.offVariant
            else { return nil }
            return "without \(key), applications use its code default '\(fallback)'"
        }
    }

    private func failure(
        _ shortfall: PolicyDecision.Shortfall, _ question: PolicyQuestion, _ details: [String]
    ) -> Failure {
        let count = shortfall.required == 1 ? "an approval" : counted(shortfall.required, "approval")
        let roles = shortfall.roles.isEmpty ? "somebody else" : "role \(shortfall.roles.joined(separator: " or "))"
        var message =
            "\(question.classification.rawValue) exposure in \(shortfall.environment) needs \(count) by \(roles)"
        if shortfall.counted > 0 { message += "; \(shortfall.counted) so far" }
        for detail in details { message += "\n  \(detail)" }
        for rejection in shortfall.rejected { message += "\n  \(rejection.approver): \(rejection.why)" }
        let names = shortfall.candidates.map { "\($0.key) (\($0.name))" }
        if !names.isEmpty { message += "\n  who can: \(names.joined(separator: ", "))" }
        return Failure("approval-needed", message, hint: nextCommand(shortfall), status: .approvalNeeded)
    }

    private var proposal: String { session.commandLineText(withoutApprovers: true) + " --propose" }

    private func nextCommand(_ shortfall: PolicyDecision.Shortfall) -> String {
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

extension Session {
    /// The command line as it can be typed again, on request without the approvers that did not count.
    func commandLineText(withoutApprovers: Bool) -> String {
        var words: [String] = []
        var rest = commandLine[...]
        while let word = rest.popFirst() {
            if withoutApprovers, word == "--approved-by" {
                rest = rest.dropFirst()
            } else if !withoutApprovers || !word.hasPrefix("--approved-by=") {
                words.append(shellQuoted(word))
            }
        }
        return words.joined(separator: " ")
    }
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
