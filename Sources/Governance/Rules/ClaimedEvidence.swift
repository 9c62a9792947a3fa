import FlagModel
import FlagRepository

/// Trailers of a commit as a policy counts them, for policies that ask for no more than a claim. Pure.
struct ClaimedEvidence {
    let trailers: [MessageDetails.Approver]
    /// Addresses of everybody who wrote a part of the step, in lower case.
    let authorEmails: Set<String>
    let people: People?

    /// What a policy makes of it.
    struct Answer {
        /// Who counts: keys of people, or `Name <email>` of others.
        var approvers: Set<String> = []
        /// What is missing; nil where enough is there.
        var missing: String?
        /// Who does not count, and why.
        var rejections: [Rejection] = []
    }

    /// Counts people; one with several addresses once.
    func answer(_ approvals: Approvals?, required: Int) -> Answer {
        var answer = Answer()
        let roles = approvals?.roles ?? []
        for trailer in trailers {
            let person = people?.person(email: trailer.email)
            let name = person?.key.text ?? "\(trailer.name) <\(trailer.email)>"
            if let why = reason(against: trailer, person, roles: roles, approvals?.selfApproval ?? false) {
                answer.rejections.append(Rejection(who: name, why: why))
            } else {
                answer.approvers.insert(name)
            }
        }
        if answer.approvers.count < required {
            let role = roles.isEmpty ? "" : " by \(roles.joined(separator: " or "))"
            answer.missing = "\(required) approval\(required == 1 ? "" : "s")\(role), \(answer.approvers.count) counted"
        }
        return answer
    }

    private func reason(
        against trailer: MessageDetails.Approver, _ person: Person?, roles: [String], _ isSelfApproval: Bool
    ) -> Rejection.Reason? {
        if !isSelfApproval {
            let addresses = Set((person?.emails ?? []).map { $0.lowercased() } + [trailer.email.lowercased()])
            if !addresses.isDisjoint(with: authorEmails) { return .author }
        }
        guard !roles.isEmpty else { return trailer.email.contains("@") ? nil : .unknownPerson }
        guard let person else { return .unknownPerson }
        return Set(person.roles).isDisjoint(with: roles) ? .missingRole : nil
    }
}
