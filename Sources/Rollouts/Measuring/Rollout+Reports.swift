public import FlagModel

extension Rollout {
    /// What somebody reported of a criterion's metric since the run came to the current phase or was resumed, and what
    /// that comes to; nothing where nobody did.
    public func reported(of criterion: CriterionKey) -> (report: MetricReport, evidence: MetricEvidence)? {
        let subject = MetricSubject.criterion(criterion)
        let since = max(phaseEntered, status.decisions.last { $0.kind == .resume }?.at ?? phaseEntered)
        guard let judge = judge(of: subject),
            let report = status.reports.last(where: { $0.metric == judge.test.metric && $0.act.at >= since })
        else { return nil }
        let time = report.act.at
        let window = MetricEvidence.Window(from: time, to: time, samples: 1, value: report.value)
        let (result, why) = judge.result(of: [window], at: time, isMomentary: true)
        let evidence = MetricEvidence(
            subject: subject, metric: judge.test.metric, result: result, why: why, baseline: judge.baseline,
            windows: [window])
        return (report, evidence)
    }
}
