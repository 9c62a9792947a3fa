import Documents
import Evaluation
public import FlagModel
public import FlagRepository
public import Rollouts

extension Snapshot {
    /// The run of a plan as the documents have it; nil where no run was ever started, or there is no plan any more.
    public func run(of key: PlanKey, in environment: EnvironmentKey) throws -> Rollout? {
        guard let plan = try plan(key, in: environment), let status = try status(of: key, in: environment) else {
            return nil
        }
        return Rollout(plan: plan, status: status)
    }

    /// The digest of what decides what a plan's run does; nil where there is no plan.
    ///
    /// A run pauses where it changes. Words of messages, dates, links and risks are written while it goes on.
    public func planHash(of key: PlanKey, in environment: EnvironmentKey) throws -> String? {
        try bytes(at: DocumentKind.plan(environment, key).path).map { bytes in
            do throws(JSONSyntaxError) {
                let document = try JSONDocument(parsing: bytes)
                guard case .object(let members) = document.value else { return PlanDigest.text(of: bytes) }
                let deciding = members.members.filter { RolloutPlan.decidingMembers.contains($0.name) }
                let sorted = JSONObject(deciding.sorted { $0.name < $1.name })
                return PlanDigest.text(of: CanonicalJSON.bytes(of: .object(sorted)))
            } catch {
                return PlanDigest.text(of: bytes)
            }
        }
    }

    /// The checks of a plan that hold, but those of its phases, which its status knows.
    public func checks(of plan: RolloutPlan, in environment: EnvironmentKey) throws -> Set<TaskCheck> {
        try Set(plan.checks).filter { check in
            switch check {
            case .phase: false
            case .flag(let key, let variant): try isServed(variant, of: key, in: environment)
            case .message(let key): try isSent(key, of: plan, in: environment)
            }
        }
    }

    /// Whether a message was sent on all its channels.
    private func isSent(_ key: MessageKey, of plan: RolloutPlan, in environment: EnvironmentKey) throws -> Bool {
        try readable(else: false) {
            guard let message = plan.message(key), let log = try deliveries(of: plan.key, in: environment) else {
                return false
            }
            let status = try status(of: plan.key, in: environment)
            return log.bound(to: status).isSent(message, of: plan, in: status?.run)
        }
    }

    /// Whether everybody is served a variant.
    private func isServed(_ variant: VariantKey, of key: FlagKey, in environment: EnvironmentKey) throws -> Bool {
        try readable(else: false) {
            guard let definition = try flag(key), let state = try state(key, in: environment) else { return false }
            return FlagVersion(definition: definition, state: state).constantVariant == variant
        }
    }

    /// The flags that are not as the run's start, resumption or newest step left them, sorted.
    ///
    /// Everything counts that decides whom a step serves: states, what definitions decide, cohorts that may be named.
    public func drifted(from run: Rollout, in environment: EnvironmentKey) throws -> [FlagKey] {
        let now = try contents(of: run.plan, in: environment)
        return run.status.contents.filter { kept in !now.contains(kept) }.map(\.flag).sorted()
    }

    /// What decides whom the flags of a plan are served to, by digest, after some assignments.
    public func contents(
        of plan: RolloutPlan, in environment: EnvironmentKey, after assignments: [Assignment] = []
    ) throws -> [FlagContent] {
        try plan.flags.map { flag in
            let named = plan.assignments.filter { $0.flag == flag }.compactMap(\.cohort)
            let own = assignments.filter { $0.flag == flag }
            let text = try readable(else: "unreadable") {
                try content(of: flag, naming: named, in: environment, after: own) ?? "missing"
            }
            return FlagContent(flag: flag, digest: PlanDigest.text(of: Array(text.utf8)))
        }
    }

    private func content(
        of key: FlagKey, naming named: [CohortKey], in environment: EnvironmentKey, after assignments: [Assignment]
    ) throws -> String? {
        guard let flag = try flag(key), let before = try state(key, in: environment) else { return nil }
        let state = assignments.reduce(before) { $1.applied(to: $0) }
        var parts = [CanonicalJSON.compact(state.json)]
        let definition = flag.json
        for name in ["type", "variants", "offVariant", "requires"] {
            parts.append(definition[name].map(CanonicalJSON.compact) ?? "")
        }
        var open = state.rules.map(\.cohort) + named
        var seen: Set<CohortKey> = []
        while let next = open.popLast() {
            guard seen.insert(next).inserted, let cohort = try cohort(next, in: environment) else { continue }
            open += cohort.match.cohortReferences.map(\.cohort)
        }
        for cohort in seen.sorted() {
            let match = try self.cohort(cohort, in: environment).map { $0.json["match"] ?? .null }
            parts.append("\(cohort) \(match.map(CanonicalJSON.compact) ?? "missing")")
        }
        return parts.joined(separator: "\n")
    }

    /// The metrics whose sources know the moment only.
    public func momentaryMetrics() throws -> Set<MetricKey> {
        let catalog = try readable(else: MetricsCatalog?.none) { try metrics() }
        return Set(
            (catalog?.metrics ?? []).filter { metric in
                switch metric.query {
                case .http, .manual: true
                case .prometheus, .file: false
                }
            }.map(\.key))
    }

    /// What is known of a run besides measurements.
    public func look(
        at run: Rollout, in environment: EnvironmentKey, now: Timestamp, evidence: [MetricEvidence] = [],
        baselines: [Baseline] = []
    ) throws -> Look {
        Look(
            now: now, planHash: try planHash(of: run.plan.key, in: environment) ?? "", evidence: evidence,
            baselines: baselines, checks: try checks(of: run.plan, in: environment),
            drifted: try drifted(from: run, in: environment),
            contents: try contents(of: run.plan, in: environment, after: run.nextAssignments))
    }

    /// Why the approval of a run no longer holds; nil where it does.
    ///
    /// It is the approval of the policy as it was, and no older than the policy lets approvals be. What a role says at a
    /// gate that is passed renews it.
    public func approvalProblem(
        of run: Rollout, in environment: EnvironmentKey, at time: Timestamp
    ) throws -> String? {
        guard let policy = try self.environment(environment)?.policy, policy.approvals?.required ?? 0 > 0 else {
            return nil
        }
        guard run.status.approval.policyVersion == policy.version ?? 0 else {
            return "the policy of \(environment) changed after the run was approved"
        }
        guard let limit = policy.approvals?.validFor else { return nil }
        let end = run.status.approvedLast.advanced(by: limit.seconds)
        return time <= end ? nil : "the approval of the run ran out at \(end)"
    }

    /// Whether every step of a plan, one after another, lowers exposure or changes nothing.
    public func onlyLowers(_ plan: RolloutPlan, in environment: EnvironmentKey) throws -> Bool {
        var states: [FlagKey: FlagState] = [:]
        for assignment in plan.assignments {
            let flag = assignment.flag
            guard let definition = try readable(else: nil, { try self.flag(flag) }),
                let before = try states[flag] ?? readable(else: nil, { try state(flag, in: environment) })
            else { return false }
            let after = assignment.applied(to: before)
            let impact = Impact(
                from: FlagVersion(definition: definition, state: before),
                to: FlagVersion(definition: definition, state: after),
                population: try population(of: after, in: environment))
            if impact.classification == .raising { return false }
            states[flag] = after
        }
        return true
    }
}
