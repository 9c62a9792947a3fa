import Evaluation
import FlagModel
import FlagRepository
import Git

extension Verifier {
    /// One environment's policy that is asked about a scope, and what it is asked about.
    private struct Ask {
        let environment: FlagEnvironment
        let effect: Judgement.Effect

        var required: Int {
            let policy = environment.policy
            switch effect {
            case .raising: return policy?.approvals?.required ?? 0
            case .planned, .neutral: return 0
            case .lowering, .restoring: return policy?.lowering?.required ?? 0
            }
        }
        var evidence: Evidence { environment.policy?.approvals?.evidence ?? .claimed }
    }

    /// What came of asking every policy.
    private struct Answers {
        var approvers: Set<String> = []
        var missing: [String] = []
        var rejections: [Rejection] = []
        var level: EvidenceLevel?

        mutating func add(_ level: EvidenceLevel) { self.level = min(self.level ?? level, level) }
    }

    /// Judges the change of one scope and lists it.
    mutating func judge(_ scope: Scope, _ judgement: Judgement) throws {
        let commit = judgement.step.commit
        refuseUnreadable(scope, judgement)
        let asks = asks(scope, judgement)
        let strongest = asks.map(\.effect.rank).max() ?? 0
        guard let effect = asks.max(by: { $0.effect.rank < $1.effect.rank })?.effect, strongest > 0 else {
            list(scope, judgement, isProtected(scope, judgement.rules) ? .neutral : .unprotected, Answers())
            return
        }
        let claim = Statement.Claim(
            scope: scope, scopeHead: state.head(of: scope) ?? commit.id,
            before: try manifests.digest(of: scope, in: judgement.step.parent.tree),
            after: try manifests.digest(of: scope, in: commit.tree),
            policyVersion: judgement.rules.policyVersion(of: scope))
        var (bound, rejections) = bound(to: claim, judgement)
        if let rejecting = bound.first(where: { $0.statement?.role == .reject })?.person {
            result.violations.append(
                Violation(.rejected, commit.id, scope, "\(rejecting.key) rejected this very change"))
            bound.removeAll { $0.statement?.role == .approve || $0.statement?.role == .forge }
        }
        consume(bound, scope)
        if let breaking = bound.first(where: { $0.statement?.role == .breakGlass }), effect == .raising {
            owe(scope, judgement, claim, .breakGlass, asks, by: breaking)
            var answers = Answers()
            answers.level = .signed
            answers.approvers = Set([breaking.person?.key.text].compactMap { $0 })
            list(scope, judgement, .breakGlass, answers)
            return
        }
        var answers = Answers()
        for ask in asks where ask.required > 0 { answer(ask, judgement, bound, into: &answers) }
        refuseInFreeze(scope, judgement, asks)
        answers.rejections = rejections + answers.rejections.filter { !rejections.contains($0) }
        guard answers.missing.isEmpty else {
            result.violations.append(
                Violation(
                    .approvalMissing, commit.id, scope,
                    "\(effect.name) needs " + answers.missing.joined(separator: "; "),
                    rejections: answers.rejections))
            list(scope, judgement, .violation, answers)
            return
        }
        if effect == .lowering || effect == .restoring { owe(scope, judgement, claim, effect.ground, asks, by: nil) }
        list(scope, judgement, effect.ground, answers)
    }

    private func isProtected(_ scope: Scope, _ rules: Rulebook) -> Bool {
        if case .environment(let key) = scope { return rules.environments[key]?.policy != nil }
        return !rules.asking.isEmpty
    }

    /// The policies that a change of a scope answers to; those for which it is neutral say nothing.
    private func asks(_ scope: Scope, _ judgement: Judgement) -> [Ask] {
        judgement.rules.asking.compactMap { environment in
            switch scope {
            case .environment(let key) where key != environment.key: nil
            case .environment, .flags: Ask(environment: environment, effect: judgement.effect(in: environment.key))
            case .governance:
                judgement.isGovernanceNeutral ? nil : Ask(environment: environment, effect: .raising)
            }
        }.filter { $0.effect != .neutral }
    }

    private mutating func refuseUnreadable(_ scope: Scope, _ judgement: Judgement) {
        let files = judgement.rules.unreadable.filter { path in
            if case .environment(let key) = scope, case .environment(let other)? = DocumentKind(path: path) {
                return key == other
            }
            return true
        }
        // A step that mends the rules has to be possible; it is asked by those that can be read.
        guard let first = files.first, scope != .governance else { return }
        result.violations.append(
            Violation(.rulesUnreadable, judgement.step.commit.id, scope, "\(first) has errors before the step"))
    }

    private mutating func refuseInFreeze(_ scope: Scope, _ judgement: Judgement, _ asks: [Ask]) {
        for ask in asks where ask.effect == .raising || ask.effect == .planned {
            let freezes = ask.environment.policy?.freezes ?? []
            guard let freeze = freezes.first(where: { $0.from <= judgement.time && judgement.time < $0.to }) else {
                continue
            }
            result.violations.append(
                Violation(
                    .frozen, judgement.step.commit.id, scope,
                    "\(ask.environment.key) is frozen until \(freeze.to): \(freeze.reason)"))
            return
        }
    }

    private func answer(
        _ ask: Ask, _ judgement: Judgement, _ bound: [FiledStatement], into answers: inout Answers
    ) {
        var evidence = SignedEvidence(authors: judgement.authors, time: judgement.time)
        evidence.voices = bound.compactMap { filed in
            guard let statement = filed.statement, let person = filed.person else { return nil }
            return SignedEvidence.Voice(role: statement.role, person: person, time: statement.time)
        }
        let approvals = ask.environment.policy?.approvals
        let signed = evidence.answer(approvals, required: ask.required)
        answers.rejections += signed.rejections.filter { !answers.rejections.contains($0) }
        guard let missing = signed.missing else {
            answers.approvers.formUnion(signed.approvers.map(\.key.text))
            answers.add(.signed)
            return
        }
        let forge = ask.evidence == .signed ? nil : evidence.forgeAnswer(approvals, required: ask.required)
        if let forge, forge.missing == nil {
            answers.approvers.formUnion(forge.approvers.map(\.key.text))
            answers.add(.forge)
            return
        }
        guard ask.evidence == .claimed else {
            for rejection in forge?.rejections ?? [] where !answers.rejections.contains(rejection) {
                answers.rejections.append(rejection)
            }
            answers.missing.append("\(forge?.missing ?? missing) for \(ask.environment.key)")
            let claimed = judgement.details.approvers.map { Rejection(who: "Approved-by: \($0.name)", why: .claim) }
            answers.rejections += claimed.filter { !answers.rejections.contains($0) }
            return
        }
        let claims = ClaimedEvidence(
            trailers: judgement.details.approvers, authorEmails: judgement.authorEmails,
            people: judgement.rules.people, time: judgement.time
        ).answer(ask.environment, required: ask.required)
        answers.rejections += claims.rejections
        if let missing = claims.missing {
            answers.missing.append("\(missing) for \(ask.environment.key)")
        } else {
            answers.approvers.formUnion(claims.approvers)
            answers.add(.claimed)
        }
    }

    private mutating func consume(_ bound: [FiledStatement], _ scope: Scope) {
        for filed in bound { state.consumed.insert("\(filed.path) \(scope)") }
    }

    /// The statements that are about exactly this transition, and why others are not.
    private func bound(
        to claim: Statement.Claim, _ judgement: Judgement
    ) -> (bound: [FiledStatement], rejections: [Rejection]) {
        var bound: [FiledStatement] = []
        var rejections: [Rejection] = []
        for filed in judgement.statements where filed.statement?.role != .ratify {
            if let rejection = filed.rejection {
                rejections.append(rejection)
            } else if let statement = filed.statement, let (why, detail) = mismatch(filed, statement, claim, judgement)
            {
                filed.rejected(why, detail).rejection.map { rejections.append($0) }
            } else {
                bound.append(filed)
            }
        }
        return (bound, rejections)
    }

    private func mismatch(
        _ filed: FiledStatement, _ statement: Statement, _ claim: Statement.Claim, _ judgement: Judgement
    ) -> (Rejection.Reason, String?)? {
        if let genesis = state.genesis, statement.genesis != genesis {
            return (.otherRepository, statement.genesis.abbreviated())
        }
        if statement.branch != judgement.rules.protectedBranch { return (.otherBranch, statement.branch) }
        guard let said = statement.claim(claim.scope) else {
            return (.otherScope, statement.claims.map(\.scope.text).joined(separator: ", "))
        }
        if state.head(of: claim.scope) != nil, said.scopeHead != claim.scopeHead {
            return (.otherScopeHead, "\(said.scopeHead.abbreviated()), not \(claim.scopeHead.abbreviated())")
        }
        if said.before != claim.before || said.after != claim.after { return (.otherContent, nil) }
        if said.policyVersion != claim.policyVersion {
            return (.otherPolicy, "version \(said.policyVersion), not \(claim.policyVersion)")
        }
        if state.consumed.contains("\(statement.path) \(claim.scope)") { return (.alreadyUsed, nil) }
        // The key has to be good when the change is made, too.
        if let key = filed.key, !key.isValid(at: max(state.latest, judgement.signedTime)) {
            return (.expiredKey, nil)
        }
        return nil
    }

    /// Somebody has to look at a change that was made without approval.
    private mutating func owe(
        _ scope: Scope, _ judgement: Judgement, _ claim: Statement.Claim, _ ground: VerifiedTransition.Ground,
        _ asks: [Ask], by breaking: FiledStatement?
    ) {
        let limits = asks.compactMap { $0.environment.policy?.lowering?.reviewWithin?.seconds }
        let limit = limits.min() ?? (breaking == nil ? nil : Verifier.breakGlassReview)
        guard let limit else { return }
        let dated = Timestamp(unixSeconds: Int(judgement.step.commit.committer.time))
        // A date in the future would put the review off.
        let start = breaking?.statement?.time ?? min(dated, request.now)
        var authors = judgement.authors
        if let person = breaking?.person { authors.insert(person.key) }
        state.obligations.append(
            Obligation(
                commit: judgement.step.commit.id, scope: scope, ground: ground,
                due: Timestamp(unixSeconds: start.unixSeconds + limit), claim: claim, authors: authors.sorted()))
    }

    /// How soon a break-glass change is looked at where the policy does not say, in seconds: a week.
    static let breakGlassReview = 7 * 86400

    private mutating func list(
        _ scope: Scope, _ judgement: Judgement, _ ground: VerifiedTransition.Ground, _ answers: Answers
    ) {
        let commit = judgement.step.commit
        let classification: Classification? =
            switch scope {
            case .environment(let key): judgement.analysis.classifications[key]
            case .flags: judgement.analysis.classification
            case .governance: judgement.isGovernanceNeutral ? .neutral : .raising
            }
        result.transitions.append(
            VerifiedTransition(
                commit: commit.id, time: Timestamp(unixSeconds: Int(commit.committer.time)), scope: scope,
                author: commit.author.text,
                classification: ground == .unprotected ? nil : classification ?? .neutral, ground: ground,
                level: ground == .violation ? .none : answers.level ?? .none, approvers: answers.approvers.sorted(),
                reason: judgement.reason, ticket: judgement.ticket,
                impact: judgement.analysis.line(for: scope)))
    }
}

extension Judgement.Effect {
    fileprivate var rank: Int {
        switch self {
        case .neutral: 0
        case .lowering: 1
        case .restoring: 2
        case .planned: 3
        case .raising: 4
        }
    }

    fileprivate var name: String {
        switch self {
        case .neutral: "a neutral change"
        case .lowering: "lowering exposure"
        case .restoring: "restoring"
        case .planned: "a step of a plan"
        case .raising: "raising exposure"
        }
    }

    fileprivate var ground: VerifiedTransition.Ground {
        switch self {
        case .neutral: .neutral
        case .lowering: .lowering
        case .restoring: .restoring
        case .planned: .planned
        case .raising: .approved
        }
    }
}
