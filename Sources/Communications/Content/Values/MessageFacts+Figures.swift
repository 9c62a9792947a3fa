import FlagModel
import Rollouts

extension MessageFacts {
    /// What stands where nothing was measured.
    static let unmeasured = "not measured"

    /// The criteria of the current phase, the measures of success and what takes exposure down by itself.
    func addFigures(to root: inout TemplateMembers) {
        let phase = status.map { plan.phase($0.phase) } ?? plan.phases.first
        root.list("criteria", (phase?.criteria ?? []).map(criterion))
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

    private func criterion(_ criterion: Criterion) -> TemplateValue {
        let evidence = evidence(of: criterion)
        let window = evidence?.windows.last
        let newest = window.map { window in
            Measured(value: window.value, time: window.to, source: evidence?.source?.text ?? criterion.test.metric.text)
        }
        let found = newest ?? report(of: criterion.test.metric)
        let unit = catalog?.metric(criterion.test.metric)?.unit
        return .build { members in
            members.text("name", criterion.title)
            members.text("wanted", wanted(criterion))
            members.flag("isMet", evidence?.result == .successful)
            members.flag("isFailed", evidence?.result == .failed)
            let result = evidence?.result
            members.text(
                "result",
                found == nil
                    ? Self.unmeasured
                    : result == .successful ? "met" : result == .failed ? "not met" : "not decided")
            add(found, unit, to: &members)
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
            let newest = measure.metric.flatMap { measured[$0] ?? report(of: $0) ?? evidence(of: $0) }
            add(newest, measure.metric.flatMap { catalog?.metric($0)?.unit }, to: &members)
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
    private func report(of metric: MetricKey) -> Measured? {
        status?.reports.last { $0.metric == metric }.map {
            Measured(value: $0.value, time: $0.act.at, source: "reported by \($0.act.by.personName)")
        }
    }
}
