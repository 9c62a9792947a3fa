import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance

/// Asks the policies of the documents before a change whether it may be made.
struct PolicyCheck {
    let session: Session
    let approvers: [Approver]
    let repository: FlagRepository
    /// Whether the verb takes something back.
    let isUndo: Bool

    /// Why a change may be made.
    struct Passed {
        /// By when somebody has to look at it, environment by environment.
        var obligations: [ReviewObligation] = []
        /// Environments that go back to what they were before their newest raising step.
        var restored: [EnvironmentKey] = []

        /// What the report says about them.
        var notes: [String] {
            restored.map { "\($0) is again as it was before it was raised last, which counts as lowering it" }
        }
    }

    /// Refuses what a policy does not allow on the protected branch.
    ///
    /// - Throws: a ``Failure`` that names what is missing and the next command.
    func check(_ review: Transaction.Review, _ analysis: ImpactAnalysis) throws -> Passed {
        var passed = Passed()
        guard review.target == .currentBranch,
            review.branch.name == (try review.base.settings().protectedBranch)
        else { return passed }
        for environment in analysis.classifications.keys.sorted() {
            var classification = analysis.classifications[environment] ?? .neutral
            guard classification != .neutral, let document = try review.base.environment(environment) else { continue }
            let isPlanned = analysis.planned.contains(environment)
            var decision = try question(document, classification, review, isPlanned: isPlanned).decision()
            // An edit that has its approval does not pay for a look at history.
            if classification == .raising, document.policy != nil, isUndo || !decision.isAllowed,
                !analysis.changesRuns(of: environment), try restores(environment, review)
            {
                classification = .lowering
                decision = try question(document, .lowering, review).decision()
                passed.restored.append(environment)
            }
            switch decision {
            case .allowed(let obligation): passed.obligations += obligation.map { [$0] } ?? []
            case .frozen(let environment, let freeze):
                throw Failure(
                    "frozen", "\(environment) is frozen until \(freeze.to): \(freeze.reason)",
                    hint: "lowering exposure is still possible; or propose it for later: "
                        + ApprovalRefusal.proposal(session))
            case .approvalNeeded(let shortfall):
                throw ApprovalRefusal(
                    session: session, approvers: approvers, shortfall: shortfall, classification: classification,
                    details: try withoutAnswer(review)
                ).failure
            }
        }
        return passed
    }

    private func question(
        _ environment: FlagEnvironment, _ classification: Classification, _ review: Transaction.Review,
        isPlanned: Bool = false
    ) throws -> PolicyQuestion {
        // Who the people are matters only where some have to be asked: their file may have errors.
        let asksNobody = classification == .lowering && environment.policy?.lowering?.required ?? 0 == 0
        return PolicyQuestion(
            environment: environment, classification: classification, isPlanned: isPlanned,
            authorEmails: [review.author.email],
            approvals: approvers.map { GivenApproval($0) }, people: asksNobody ? nil : try review.base.people(),
            now: session.now)
    }

    /// Whether an environment goes back to what it was; never where rules change with it.
    private func restores(_ environment: EnvironmentKey, _ review: Transaction.Review) throws -> Bool {
        guard !review.paths.contains(where: { Scope(path: $0) == .governance }) else { return false }
        return try Restoration(in: repository).restores(environment, with: review.result, touching: review.paths)
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
}

extension PolicyDecision {
    fileprivate var isAllowed: Bool { if case .allowed = self { true } else { false } }
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
