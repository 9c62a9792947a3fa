import FlagModel
import Rollouts

extension MessageFacts {
    /// What stands where nothing was measured.
    static let unmeasured = "not measured"

    /// The criteria of the current phase, the measures of success and what takes exposure down by itself.
    func addFigures(to root: inout TemplateMembers) {
        root.list("criteria", judgedCriteria)
        root.list("measures", plan.measures.map(measure))
        root.list(
            "guards",
            plan.guards.map { found in
                .build { members in
                    members.text("name", found.title)
                    members.text("action", found.action.text)
                }
            })
    }

    /// The criteria of the current phase; once the run is over, those that were judged.
    private var judgedCriteria: [TemplateValue] {
        let phase = status.map { plan.phase($0.phase) } ?? plan.phases.first
        let isOver = status.map { !$0.state.isActive } ?? false
        return (phase?.criteria ?? []).compactMap { criterion in
            let (result, found) = judged(criterion)
            return isOver && (result == nil || found == nil) ? nil : value(of: criterion, result, found)
        }
    }

    private func value(
        of criterion: Criterion, _ result: MetricEvidence.Result?, _ found: Measured?
    ) -> TemplateValue {
        .build { members in
            members.text("name", criterion.title)
            members.text("wanted", wanted(criterion))
            members.flag("isMet", result == .successful)
            members.flag("isFailed", result == .failed)
            members.text(
                "result",
                found == nil
                    ? Self.unmeasured
                    : result == .successful ? "met" : result == .failed ? "not met" : "not decided")
            add(found, catalog?.metric(criterion.test.metric)?.unit, to: &members)
        }
    }

    /// What has to be measured for a criterion to be met.
    func wanted(_ criterion: Criterion) -> String {
        criterion.test.text(criterion.success, unit: catalog?.metric(criterion.test.metric)?.unit)
    }

    private func measure(_ measure: PlanMeasure) -> TemplateValue {
        .build { members in
            members.text("name", measure.name)
            members.text("baseline", measure.baseline)
            members.text("target", measure.target)
            members.text("method", measure.method)
            let found = measure.metric.flatMap { measured[$0] ?? newest($0).map(Measured.init) ?? evidence(of: $0) }
            add(found, measure.metric.flatMap { catalog?.metric($0)?.unit }, to: &members)
        }
    }

    /// A figure with source and time, or that there is none.
    private func add(_ found: Measured?, _ unit: String?, to members: inout TemplateMembers) {
        let value = found.map { MetricTest.quantity($0.value, unit) }
        members.flag("isMeasured", found != nil)
        members.text("value", value ?? Self.unmeasured)
        members.text("source", found?.source ?? Self.unmeasured)
        members.value("at", moment(found?.time))
        let figure = found.map { found in "\(value ?? "") (\(found.source), \(text(of: found.time)))" }
        members.text("figure", figure ?? Self.unmeasured)
    }

    // MARK: What was measured

    /// What a criterion of the current phase came to: as it was measured, else as somebody reported it.
    private func judged(_ criterion: Criterion) -> (result: MetricEvidence.Result?, found: Measured?) {
        let metric = criterion.test.metric
        let evidence = evidence(of: criterion)
        if let evidence, let window = evidence.windows.last {
            let source = evidence.source?.text ?? metric.text
            return (evidence.result, Measured(value: window.value, time: window.to, source: source))
        }
        let run = status.map { Rollout(plan: plan, status: $0) }
        let reported = run?.reported(of: criterion.key)
        return (reported?.evidence.result ?? evidence?.result, (reported?.report ?? newest(metric)).map(Measured.init))
    }

    /// What a criterion of the current phase was measured to be, now or at the run's newest decision.
    private func evidence(of criterion: Criterion) -> MetricEvidence? {
        let subject = MetricSubject.criterion(criterion.key)
        if let found = evidence.first(where: { $0.subject == subject }) { return found }
        guard let decision = status?.decisions.last(where: { !$0.evidence.isEmpty }), decision.phase == status?.phase
        else { return nil }
        return decision.evidence.first { $0.subject == subject }
    }

    /// The newest value of a metric where criteria and guards asked for it in one way only: with other arguments, it is
    /// another figure.
    private func evidence(of metric: MetricKey) -> Measured? {
        let found = evidence.filter { $0.metric == metric && !$0.windows.isEmpty }
        guard Set(found.map(\.query)).count == 1 else { return nil }
        return found.compactMap { evidence in
            evidence.windows.last.map {
                Measured(value: $0.value, time: $0.to, source: evidence.source?.text ?? metric.text)
            }
        }.max { $0.time < $1.time }
    }

    /// What somebody reported of a metric.
    private func newest(_ metric: MetricKey) -> MetricReport? { status?.reports.last { $0.metric == metric } }
}

extension MessageFacts.Measured {
    /// What somebody reported.
    fileprivate init(_ report: MetricReport) {
        self.init(value: report.value, time: report.act.at, source: "reported by \(report.act.by.personName)")
    }
}
