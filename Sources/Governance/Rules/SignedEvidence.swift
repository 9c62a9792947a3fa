import FlagModel

/// Statements that are bound to one transition and whose signatures are good, as a policy counts them. Pure.
struct SignedEvidence {
    /// A statement that counts so far.
    struct Voice: Hashable {
        let role: Statement.Role
        let person: Person
        let time: Timestamp
    }

    /// Everybody who speaks about the transition.
    var voices: [Voice] = []
    /// People who wrote the commits.
    var authors: Set<PersonKey> = []
    /// When the transition happened at the earliest.
    var time: Timestamp

    /// What a policy makes of it.
    struct Answer {
        /// The approvers who count, in the order of their keys.
        var approvers: [Person] = []
        /// What is missing; nil where enough is there.
        var missing: String?
        /// Who does not count, and why.
        var rejections: [Rejection] = []
    }

    /// Counts people who signed, never keys or files.
    ///
    /// Where the author's own approval does not count, somebody has to have signed as the author: else one person could
    /// write a commit in another's name and approve it.
    func answer(_ approvals: Approvals?, required: Int) -> Answer {
        var answer = counted(approvals, required: required, roles: [.approve], "signed approval")
        let isSelfApproval = approvals?.selfApproval ?? false
        if answer.missing == nil, required > 0, !isSelfApproval, signedAuthors.isEmpty {
            answer.missing = "the author's own signature: one person alone could have written and approved it"
        }
        return answer
    }

    /// Counts people whose reviews a forge attests, which has told the authors from them, and those who signed.
    ///
    /// Who signed counts only where somebody has signed as the author: the forge knows nothing of signatures.
    func forgeAnswer(_ approvals: Approvals?, required: Int) -> Answer {
        let isSelfApproval = approvals?.selfApproval ?? false
        let roles: Set<Statement.Role> = isSelfApproval || !signedAuthors.isEmpty ? [.forge, .approve] : [.forge]
        return counted(approvals, required: required, roles: roles, "approval")
    }

    private var signedAuthors: Set<PersonKey> { Set(voices.filter { $0.role == .author }.map(\.person.key)) }

    private func counted(
        _ approvals: Approvals?, required: Int, roles statements: Set<Statement.Role>, _ noun: String
    ) -> Answer {
        var answer = Answer()
        let isSelfApproval = approvals?.selfApproval ?? false
        let roles = approvals?.roles ?? []
        var counted: [PersonKey: Person] = [:]
        for voice in voices where statements.contains(voice.role) {
            if let why = reason(
                against: voice, roles: roles, validFor: approvals?.validFor,
                authors: isSelfApproval ? [] : authors.union(signedAuthors))
            {
                answer.rejections.append(Rejection(who: voice.person.key.text, why: why))
            } else {
                counted[voice.person.key] = voice.person
            }
        }
        answer.approvers = counted.values.sorted { $0.key < $1.key }
        if counted.count < required {
            let role = roles.isEmpty ? "" : " by \(roles.joined(separator: " or "))"
            let plural = required == 1 ? "" : "s"
            let how = statements.contains(.forge) ? ", signed or attested by a forge" : ""
            answer.missing = "\(required) \(noun)\(plural)\(role)\(how), \(counted.count) counted"
        }
        return answer
    }

    private func reason(
        against voice: Voice, roles: [String], validFor: ISODuration?, authors: Set<PersonKey>
    ) -> Rejection.Reason? {
        if authors.contains(voice.person.key) { return .author }
        if !roles.isEmpty, Set(voice.person.roles).isDisjoint(with: roles) { return .missingRole }
        if let validFor, voice.time.unixSeconds + validFor.seconds < time.unixSeconds { return .tooOld }
        return nil
    }
}

/// A statement or trailer that does not count.
public struct Rejection: Sendable, Hashable {
    /// Why, by its stable name.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case malformed = "malformed-statement"
        case misfiled = "misfiled-statement"
        case noSignature = "no-signature"
        case badSignature = "bad-signature"
        case otherNamespace = "other-namespace"
        case unknownPerson = "unknown-person"
        case unknownKey = "unknown-key"
        case otherPersonsKey = "key-of-another-person"
        case forgesKey = "key-of-a-forge"
        case noForgesKey = "key-of-no-forge"
        case sharedKey = "shared-key"
        case revokedKey = "revoked-key"
        case expiredKey = "expired-key"
        case fromTheFuture = "from-the-future"
        case otherRepository = "other-repository"
        case otherBranch = "other-branch"
        case otherScope = "other-scope"
        case otherScopeHead = "other-scope-head"
        case otherContent = "other-content"
        case otherPolicy = "other-policy"
        case alreadyUsed = "already-used"
        case tooOld = "too-old"
        case author = "author"
        case missingRole = "missing-role"
        case claim = "claim"
    }

    /// The file, person or trailer.
    public let who: String
    /// Why.
    public let why: Reason
    /// More, where the name says too little.
    public let detail: String?

    init(who: String, why: Reason, detail: String? = nil) {
        self.who = who
        self.why = why
        self.detail = detail
    }

    /// `who: why`, with details.
    public var text: String { "\(who): \(why.rawValue)\(detail.map { " (\($0))" } ?? "")" }
}
