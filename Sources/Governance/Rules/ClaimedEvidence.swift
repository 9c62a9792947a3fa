import Evaluation
import FlagModel
import FlagRepository

/// Trailers of a commit as a policy counts them, for policies that ask for no more than a claim. Pure.
struct ClaimedEvidence {
    let trailers: [MessageDetails.Approver]
    /// Addresses of everybody who wrote a part of the step, in lower case.
    let authorEmails: Set<String>
    let people: People?
    /// When the step happened.
    let time: Timestamp

    /// What a policy makes of it.
    struct Answer {
        /// Who counts: keys of people, or `Name <email>` of others.
        var approvers: Set<String> = []
        /// What is missing; nil where enough is there.
        var missing: String?
        /// Who does not count, and why.
        var rejections: [Rejection] = []
    }

    /// Counts people as the editing verbs do.
    func answer(_ environment: FlagEnvironment, required: Int) -> Answer {
        let approvals = environment.policy?.approvals ?? Approvals(required: required)
        let given = trailers.map { trailer in
            GivenApproval(
                Approver(
                    name: trailer.name, email: trailer.email, person: people?.person(email: trailer.email)))
        }
        let question = PolicyQuestion(
            environment: environment, classification: .raising, authorEmails: Array(authorEmails), approvals: given,
            people: people, now: time)
        let count = ApprovalCount(question, approvals, required: required)
        var answer = Answer()
        answer.approvers = Set(count.counted.values.map(\.shortName))
        answer.rejections = count.rejected.map { Rejection(who: $0.approver.shortName, why: $0.why.reason) }
        if count.counted.count < required {
            let role = approvals.roles.isEmpty ? "" : " by \(approvals.roles.joined(separator: " or "))"
            let number = "\(required) approval\(required == 1 ? "" : "s")"
            answer.missing = "\(number)\(role), \(count.counted.count) counted"
        }
        return answer
    }
}

extension Approver {
    /// The key of a person, else name and address.
    fileprivate var shortName: String { person?.key.text ?? text }
}
