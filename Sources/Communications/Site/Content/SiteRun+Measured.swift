import FlagModel
import Rollouts

extension SiteRun {
    /// What was measured last for a guard, or for a criterion of a phase; of the current one also what people reported
    /// since.
    func newest(_ subject: MetricSubject, in phase: PhaseKey? = nil) -> Measured? {
        let found = evidence.first { $0.evidence.subject == subject && (phase == nil || $0.phase == phase) }
        guard let reported = reported(subject, in: phase) else { return found }
        guard let found, found.at > reported.at, !found.evidence.windows.isEmpty else { return reported }
        return found
    }

    private func reported(_ subject: MetricSubject, in phase: PhaseKey?) -> Measured? {
        guard case .criterion(let key) = subject, let status, status.phase == phase,
            let (report, evidence) = Rollout(plan: plan, status: status).reported(of: key)
        else { return nil }
        return Measured(phase: status.phase, at: report.act.at, evidence: evidence, reporter: report.act.by)
    }
}
