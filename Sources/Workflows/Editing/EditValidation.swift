import Communications
import Documents
import FlagModel
import FlagRepository

/// Refuses edits that would leave errors.
enum EditValidation {
    /// Refuses errors that the edit brings in and gives those in its files that were there before.
    ///
    /// - Throws: a ``Failure`` with the findings.
    static func check(_ review: Transaction.Review) throws -> [Finding] {
        let errors = try StepErrors(
            from: review.base, to: review.result, paths: review.paths, changes: review.changes,
            and: MessageValidation.findings)
        guard errors.new.isEmpty else {
            let count = errors.new.count
            throw Failure(
                "invalid-documents", "the edit would leave \(count == 1 ? "an error" : "\(count) errors")",
                hint: "nothing was written; correct what is named above and run it again", findings: errors.new)
        }
        return errors.old
    }

    /// Refuses to begin a run of which a message could not go out: that may be needed in a hurry.
    ///
    /// - Throws: a ``Failure`` with the findings.
    static func requireMessages(of plan: PlanKey, in environment: EnvironmentKey, _ base: Snapshot) throws {
        let kind = DocumentKind.plan(environment, plan)
        let rules = Set(Validation.messageRuleNames + MessageValidation.ruleNames)
        let errors = try base.errors(around: kind, and: MessageValidation.findings).filter { finding in
            rules.contains(finding.rule) || finding.path == DocumentKind.channels.path
        }
        guard !errors.isEmpty else { return }
        throw Failure(
            "invalid-documents",
            "rollout '\(plan)' does not begin: its messages have \(counted(errors.count, "error"))",
            hint: "correct what is named above, commit it and start again", findings: errors)
    }
}
