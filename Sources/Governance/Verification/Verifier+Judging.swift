import Evaluation
import FlagModel
import FlagRepository
import Git

extension Verifier {
    /// Judges one step under the rules of its parent, and remembers it.
    mutating func judge(_ step: Step, _ results: SignatureResults, _ flaws: TreeFlaws) throws {
        state.steps += 1
        let commit = step.commit
        for flaw in commit.flaws { add(flaw, commit.id) }
        guard let delta = step.delta else { return }
        for flaw in flaws.of(commit.id) { add(flaw, commit.id) }
        guard let rules = step.rules else { return }
        checkEvidence(delta, commit.id)
        let statements = finished(step.statements, results)
        for statement in statements where statement.isBad {
            result.violations.append(
                Violation(.badStatement, commit.id, nil, statement.rejection?.text ?? statement.path))
        }
        let time = time(of: commit, statements)
        if !delta.scopes.isEmpty {
            let emails = rules.asking.isEmpty ? [] : try authors(of: step)
            let attested = finished(step.attested, results)
            let judgement = try Judgement(
                self, step, delta, rules, statements.filter { $0.statement?.role != .forge } + attested,
                authors: emails, time)
            try checkGovernance(delta, step, rules)
            for scope in delta.scopes { try judge(scope, judgement) }
            for environment in rules.asking { remember(environment.key, judgement) }
            for scope in delta.scopes { state.scopeHeads[scope] = commit.id }
        }
        ratify(statements, rules)
        for statement in statements where statement.rejection == nil {
            if let time = statement.statement?.time { state.latest = max(state.latest, time) }
        }
    }

    /// Statements are added; nothing that was filed ever changes or goes.
    private mutating func checkEvidence(_ delta: StepDelta, _ commit: ObjectID) {
        for change in delta.filed where change.before != nil {
            let kind: Violation.Kind = change.after == nil ? .evidenceDeleted : .evidenceChanged
            result.violations.append(Violation(kind, commit, nil, change.path))
        }
    }

    /// The statements with what the signatures turned out to be.
    private func finished(_ statements: [FiledStatement], _ results: SignatureResults) -> [FiledStatement] {
        let limit = request.now.unixSeconds + Verifier.clockSkew
        return statements.map { filed in
            guard filed.rejection == nil, let statement = filed.statement else { return filed }
            if !results.isGood(filed) { return filed.rejected(.badSignature) }
            if statement.time.unixSeconds > limit { return filed.rejected(.fromTheFuture, statement.time.text) }
            return filed
        }
    }

    /// How far another clock may be ahead, in seconds.
    static let clockSkew = 300

    /// When a step happened at the earliest: after everything that was signed before it, or in it.
    ///
    /// The commit's own date counts only for this step and only where it is later, since anybody can write any date.
    private func time(of commit: StrictCommit, _ statements: [FiledStatement]) -> Timestamp {
        let signed = statements.filter { $0.rejection == nil }.compactMap(\.statement?.time).max()
        let dated = Timestamp(unixSeconds: Int(commit.committer.time))
        return [state.latest, signed ?? state.latest, dated].max() ?? dated
    }

    private mutating func checkGovernance(_ delta: StepDelta, _ step: Step, _ rules: Rulebook) throws {
        guard !delta.governance.isEmpty else { return }
        let commit = step.commit.id
        let edited = delta.governance.filter { $0.before != nil }
        if let first = edited.first, delta.scopes.contains(where: { $0 != .governance }) {
            result.violations.append(
                Violation(
                    .governanceWithState, commit, .governance,
                    "\(first.path) changes in the same step as \(delta.scopes.filter { $0 != .governance }.map(\.text).joined(separator: ", "))"
                ))
        }
        let after = try Rulebook(repository.snapshot(at: commit))
        for problem in PolicyVersions.problems(from: rules, to: after) {
            result.violations.append(
                Violation(.policyVersion, commit, .governance, "policy of \(problem.environment): \(problem.why)"))
        }
        for path in after.unreadable where !rules.unreadable.contains(path) {
            result.violations.append(
                Violation(.rulesUnreadable, commit, .governance, "\(path) has errors after the step"))
        }
    }

    /// Keeps what an environment may go back to, or forgets it.
    private mutating func remember(_ environment: EnvironmentKey, _ judgement: Judgement) {
        switch judgement.effect(in: environment) {
        case .neutral: break
        case .raising, .planned: state.undo[environment] = judgement.before[environment]
        case .lowering, .restoring: state.undo[environment] = nil
        }
    }

    /// Closes obligations that somebody has looked at.
    private mutating func ratify(_ statements: [FiledStatement], _ rules: Rulebook) {
        for filed in statements where filed.rejection == nil && filed.statement?.role == .ratify {
            guard let statement = filed.statement, let person = filed.person, statement.genesis == state.genesis,
                statement.branch == rules.protectedBranch
            else { continue }
            state.obligations.removeAll { obligation in
                statement.commit == obligation.commit && statement.claim(obligation.scope) == obligation.claim
                    && !obligation.authors.contains(person.key) && rules.mayLookAt(obligation.scope, person)
            }
        }
    }
}

extension Rulebook {
    /// Whether a person has a role that the policies of a scope ask for.
    func mayLookAt(_ scope: Scope, _ person: Person) -> Bool {
        asking.filter { environment in
            if case .environment(let key) = scope { environment.key == key } else { true }
        }.allSatisfy { environment in
            let roles = environment.policy?.approvals?.roles ?? []
            return roles.isEmpty || !Set(person.roles).isDisjoint(with: roles)
        }
    }
}
