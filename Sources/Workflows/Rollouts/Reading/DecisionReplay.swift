import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Makes the decisions of one commit again, from the documents before it.
struct DecisionReplay {
    let commit: Commit
    let before: Snapshot
    let after: Snapshot
    /// The documents before, with what the decisions make of them.
    private(set) var draft: Draft
    /// Plans that a decision may have brought along.
    private var ownPaths: Set<String> = []

    init(commit: Commit, before: Snapshot, after: Snapshot, draft: Draft) {
        self.commit = commit
        self.before = before
        self.after = after
        self.draft = draft
    }

    /// What the commit decides about one run.
    mutating func decision(
        of key: PlanKey, in environment: EnvironmentKey
    ) throws -> ExplanationReport.Decided {
        let old = try before.status(of: key, in: environment)
        let plan = try after.plan(key, in: environment)
        ownPaths.insert(DocumentKind.status(environment, key).path)
        guard let status = try after.status(of: key, in: environment), let plan, let decision = status.decisions.last,
            let hash = try after.planHash(of: key, in: environment)
        else {
            return ExplanationReport.Decided(
                environment: environment, plan: key, decision: nil, thresholds: [:],
                differences: ["the run has no status any more, or its plan is gone"])
        }
        let run = Rollout(plan: plan, status: old ?? status)
        let checks = try before.checks(of: plan, in: environment)
        let drifted = try before.drifted(from: run, in: environment)
        let contents = try before.contents(of: plan, in: environment, after: run.nextAssignments)
        let change = StatusChange(
            from: old, to: status, plan: plan, planHash: hash, checks: checks, drifted: drifted, contents: contents,
            momentary: try before.momentaryMetrics())
        var differences = try identity(of: decision, status, in: run)
        switch change {
        case .started: ownPaths.insert(DocumentKind.plan(environment, key).path)
        case .decided(let move): _ = try draft.make(move, of: key, in: environment, isUrgent: true)
        case .resumed, .acted: break
        case nil:
            let found = run.contradictions(
                in: status, planHash: hash, checks: checks, drifted: drifted, contents: contents)
            differences += found.isEmpty ? ["it does not follow from the status before it"] : found.map(\.text)
        }
        return ExplanationReport.Decided(
            environment: environment, plan: key, decision: decision,
            thresholds: Dictionary(
                decision.evidence.compactMap { kept in run.judge(of: kept.subject).map { (kept.subject, $0) } },
                uniquingKeysWith: { first, _ in first }),
            differences: differences)
    }

    /// Whether who decided is who wrote the commit, and may.
    private func identity(of decision: Decision, _ status: RolloutStatus, in run: Rollout) throws -> [String] {
        guard decision.by != Decision.automation else { return [] }
        var differences: [String] = []
        if !decision.by.lowercased().hasSuffix("<\(commit.author.email.lowercased())>") {
            differences.append("it names \(decision.by), but \(commit.author.text) wrote the commit")
        }
        guard decision.kind == .attest else { return differences }
        let held = try before.people()?.person(email: commit.author.email)?.roles ?? []
        let words = status.attestations.dropFirst(run.status.attestations.count)
        for role in words.map(\.role) where !held.contains(role) {
            differences.append("\(commit.author.text) did not hold the role \(role)")
        }
        return differences
    }

    /// What the commit makes of documents besides the statuses, and the decisions do not, or the other way round.
    func differences(in repository: FlagRepository, at paths: [String]) throws -> [ChangeReport] {
        let touched = Set(paths + draft.paths).subtracting(ownPaths).sorted()
        return try repository.changes(from: draft.result, to: after, at: touched).map(ChangeReport.init)
    }
}

extension Contradiction {
    /// What contradicts, in a sentence.
    var text: String {
        switch self {
        case .unknownSubject(let subject): return "\(subject.text): the plan has none in this phase"
        case .result(let subject, let kept, let again):
            return "\(subject.text): its values come to '\(again.rawValue)', the status says '\(kept.rawValue)'"
        case .baseline(let subject, let kept, let frozen):
            let words = { (value: Double?) in value.map { Decimals.text($0) } ?? "none" }
            return "\(subject.text): compared with \(words(kept)), the frozen baseline is \(words(frozen))"
        case .waits(let waits):
            let known = waits.filter { !$0.isUnmeasured }
            let reasons = (known.isEmpty ? waits : known).map(\.text).joined(separator: "; ")
            return reasons.isEmpty ? "the run was over" : "the run still waits: \(reasons)"
        case .decides(let decision):
            return "the machine decides '\(decision.kind.rawValue)' and is \(decision.to.text) then: \(decision.why)"
        case .members(let names):
            return "the machine writes something else: \(names.joined(separator: ", "))"
        case .noVerb(let kind): return "no '\(kind.rawValue)' makes this of the status before it"
        }
    }
}
