import Communications
import FlagModel
import FlagRepository
import Governance
import Rollouts

/// The rollouts of a commit, as far as they can be told without measuring.
struct SiteRuns {
    private let snapshot: Snapshot
    private let history: SiteHistory
    private let now: Timestamp

    init(_ snapshot: Snapshot, _ history: SiteHistory, at now: Timestamp) {
        self.snapshot = snapshot
        self.history = history
        self.now = now
    }

    func runs(in environments: [EnvironmentKey]) throws -> [SiteRun] {
        let catalog = try snapshot.metrics()
        let people = try snapshot.people()
        let evidence = Dictionary(grouping: history.steps.flatMap(\.evidence), by: \.run)
        return try environments.flatMap { place in
            try snapshot.planKeys(in: place).map { key in
                let plan = try snapshot.requirePlan(key, in: place)
                var status = try snapshot.status(of: key, in: place)
                // Who approved is written as it was claimed: by key, or by name and address.
                let approvers = status?.approval.by.map { claimed in
                    PersonKey(claimed).flatMap { people?.person($0)?.name } ?? claimed
                }
                status?.approval.by = approvers ?? []
                var run = SiteRun(environment: place, plan: plan, status: status)
                run.checks = try snapshot.checks(of: plan, in: place)
                for metric in catalog?.metrics ?? [] {
                    run.metrics[metric.key] = SiteRun.Metric(title: metric.title, unit: metric.unit)
                }
                if let status {
                    run.evidence = (evidence[status.run] ?? []).filter { $0.plan == key && $0.environment == place }
                        .flatMap(\.measured)
                    try add(Rollout(plan: plan, status: status), in: place, to: &run)
                }
                return run
            }
        }
    }

    private func add(_ rollout: Rollout, in place: EnvironmentKey, to run: inout SiteRun) throws {
        let state = rollout.status.state
        guard state.isActive else { return }
        run.nextChange = try RunOutlook(of: rollout, snapshot, in: place).change
        if state == .holding, let end = rollout.holdEnd, end > now { run.holdEnd = end }
        if state == .gated, let end = rollout.gateEnd, end > now { run.gateEnd = end }
        switch rollout.next(try snapshot.look(at: rollout, in: place, now: now)) {
        case .move(let move): run.waitsFor = ["\(move.subject), at the watcher's next look"]
        case .wait(let waits):
            for case .time(.phaseStart, let start) in waits { run.phaseStart = start }
            let criteria = waits.filter(\.isUnmeasured).count
            run.waitsFor = waits.filter { !$0.isUnmeasured && !$0.isTime }.map(\.text)
            if criteria > 0 {
                run.waitsFor.append(
                    "\(criteria == 1 ? "1 criterion" : "\(criteria) criteria"), measured at the watcher's next look")
            }
        }
    }
}

extension Waiting {
    /// Whether it is a moment, which the page tells in a place of its own.
    fileprivate var isTime: Bool {
        if case .time = self { true } else { false }
    }
}
