import FlagModel
import FlagRepository
import Governance
import Rollouts

extension Rollout {
    /// How far the run is with a phase.
    func standing(of phase: PhaseKey) -> RolloutReport.PhaseRow.Standing {
        status.passed.contains(phase) ? .passed : status.phase == phase ? .current : .ahead
    }
}

extension RolloutReport.Run {
    init(_ run: Rollout, approval: RolloutReport.Approval, now: Timestamp) {
        let status = run.status
        let start = status.decisions.first
        let end = run.holdEnd.flatMap { status.state == .holding && $0 > now ? $0 : nil }
        self.init(
            id: status.run, state: status.state, since: status.since, phase: status.phase,
            phaseSince: status.phaseSince, steps: status.steps, started: start?.at ?? status.since,
            by: start?.by ?? "", approval: approval, holdEnd: end,
            cause: status.pause?.cause ?? status.rollback?.cause)
    }
}

extension RolloutReport.Watcher {
    /// Judges the newest look that covers an environment.
    init(_ heartbeat: Heartbeat?, of plan: RolloutPlan, in environment: EnvironmentKey, now: Timestamp) {
        let heartbeat = heartbeat.flatMap { $0.covers(environment) ? $0 : nil }
        let age = heartbeat.map { now.unixSeconds - $0.time.unixSeconds }
        self.init(
            time: heartbeat?.time, interval: heartbeat?.interval, maxAge: plan.maxAge,
            isLate: age.map { $0 > plan.maxAge } ?? true)
    }
}

extension Snapshot {
    /// What approved a run, and until when.
    func approval(
        of run: Rollout, in environment: EnvironmentKey, now: Timestamp
    ) throws -> RolloutReport.Approval {
        let approvals = try self.environment(environment)?.policy?.approvals
        let limit = approvals.flatMap { $0.required > 0 ? $0.validFor : nil }
        return RolloutReport.Approval(
            policyVersion: run.status.approval.policyVersion, by: run.status.approval.by,
            until: limit.map { run.status.approvedLast.advanced(by: $0.seconds) },
            problem: run.status.state.isActive ? try approvalProblem(of: run, in: environment, at: now) : nil)
    }
}

extension RolloutReport {
    /// What the current phase of an active run is about.
    mutating func add(_ run: Rollout, _ look: Look, _ steps: NextSteps) {
        guard let phase = run.phase else { return }
        let tasks = { (tasks: [PlanTask]) in tasks.map { TaskRow($0, run, look) } }
        prerequisites = tasks(phase.prerequisites)
        self.tasks = tasks(phase.tasks)
        gate = GateRow(
            roles: phase.gate.roles.map { role in
                GateRow.Role(
                    name: role, word: run.attestation(of: role), holders: steps.people.holders(of: role))
            },
            end: run.status.state == .gated ? run.gateEnd : nil, hold: phase.gate.hold?.seconds ?? 0)
        criteria = phase.criteria.map { criterion in
            MeasuredRow(
                .criterion(criterion.key), criterion.title, criterion.test, criterion.success, criterion.failure, run,
                look, steps.catalog)
        }
        guards = run.guardsOnDuty.map { found in
            switch found.trigger {
            case .metric(let test, let failure):
                MeasuredRow(
                    .guard(found.key), found.title, test, nil, failure, run, look, steps.catalog,
                    action: found.action.text)
            case .report(let roles):
                MeasuredRow(
                    subject: .guard(found.key), title: found.title, metric: nil, unit: nil, test: nil, success: nil,
                    failure: nil, evidence: nil, compared: nil, action: found.action.text, roles: roles)
            }
        }
    }
}

extension RolloutReport.TaskRow {
    fileprivate init(_ task: PlanTask, _ run: Rollout, _ look: Look) {
        let isDone = run.isDone(task, look)
        self.init(
            key: task.key, text: task.text, isDone: isDone, isOptional: task.isOptional,
            isChecked: task.check != nil, roles: task.roles.isEmpty ? run.plan.roles.task : task.roles,
            act: isDone && task.check == nil ? run.tick(of: task)?.act : nil)
    }
}

extension RolloutReport.MeasuredRow {
    fileprivate init(
        _ subject: MetricSubject, _ title: String, _ test: MetricTest, _ success: Threshold?, _ failure: Threshold?,
        _ run: Rollout, _ look: Look, _ catalog: MetricsCatalog?, action: String? = nil
    ) {
        let evidence = look.evidence(for: subject)
        let value = evidence?.windows.last?.value
        self.init(
            subject: subject, title: title, metric: test.metric, unit: catalog?.metric(test.metric)?.unit, test: test,
            success: success, failure: failure, evidence: evidence,
            compared: value.flatMap { run.judge(of: subject)?.compared($0) }, action: action, roles: [])
    }
}
