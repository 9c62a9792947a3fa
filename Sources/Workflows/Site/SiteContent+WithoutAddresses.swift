import Communications
import FlagModel

extension SiteContent {
    /// The same with people by name, never by address, in every text that somebody wrote. Links and keys stay as they are.
    func withoutAddresses() -> SiteContent {
        var content = self
        content.environments.edit { environment in
            hide(&environment.name)
            environment.policy?.freezes.edit { hide(&$0.reason) }
        }
        for key in content.cohorts.keys {
            content.cohorts[key]?.edit { cohort in
                hide(&cohort.name)
                hide(&cohort.description)
            }
        }
        content.flags.edit { hide(in: &$0.definition) }
        content.formerPlaces.edit { hide(in: &$0.definition) }
        content.runs.edit(hide)
        content.entries.edit(hide)
        content.feedback.edit { feedback in
            hide(&feedback.text)
            hide(&feedback.from)
            if var closed = feedback.closed {
                hide(&closed)
                feedback.closed = closed
            }
        }
        content.messages.edit { message in
            hide(&message.title)
            hide(&message.channel)
            hide(&message.why)
            hide(&message.subject)
            hide(&message.text)
        }
        return content
    }
}

private func hide(_ text: inout String) {
    if text.utf8.contains(UInt8(ascii: "@")) { text = WithoutAddresses.text(text) }
}

private func hide(_ text: inout String?) { text = text.map(WithoutAddresses.text) }

private func hide(_ act: inout Act) {
    hide(&act.by)
    hide(&act.note)
}

private func hide(in flag: inout FeatureFlag) {
    hide(&flag.name)
    hide(&flag.description)
    hide(&flag.owner)
}

private func hide(_ entry: inout SiteEntry) {
    hide(&entry.subject)
    hide(&entry.author)
    entry.approvers.edit { hide(&$0) }
    hide(&entry.ticket)
    hide(&entry.reason)
    entry.changes.edit { hide(&$0.summary) }
}

private func hide(_ run: inout SiteRun) {
    hide(in: &run.plan)
    run.waitsFor.edit { hide(&$0) }
    hide(&run.nextChange)
    for key in run.metrics.keys {
        if var metric = run.metrics[key] {
            hide(&metric.title)
            hide(&metric.unit)
            run.metrics[key] = metric
        }
    }
    run.evidence.edit { hide(&$0.evidence.why) }
    guard var status = run.status else { return }
    status.approval.by.edit { hide(&$0) }
    status.tasks.edit { hide(&$0.act) }
    status.attestations.edit { hide(&$0.act) }
    status.reports.edit { hide(&$0.act) }
    status.incidents.edit { hide(&$0.act) }
    status.decisions.edit { decision in
        hide(&decision.by)
        hide(&decision.why)
    }
    if var pause = status.pause {
        hide(&pause.cause)
        status.pause = pause
    }
    if var rollback = status.rollback {
        hide(&rollback.cause)
        status.rollback = rollback
    }
    run.status = status
}

private func hide(in plan: inout RolloutPlan) {
    hide(&plan.name)
    hide(&plan.description)
    hide(&plan.owner)
    plan.phases.edit { phase in
        hide(&phase.name)
        hide(&phase.description)
        hide(&phase.risk)
        phase.prerequisites.edit { hide(&$0.text) }
        phase.tasks.edit { hide(&$0.text) }
        phase.steps.edit { hide(&$0.name) }
        phase.criteria.edit { hide(&$0.name) }
    }
    plan.guards.edit { hide(&$0.name) }
    plan.measures.edit { measure in
        hide(&measure.name)
        hide(&measure.baseline)
        hide(&measure.target)
        hide(&measure.method)
    }
    plan.risks.edit { risk in
        hide(&risk.risk)
        hide(&risk.likelihood)
        hide(&risk.impact)
        hide(&risk.mitigation)
    }
    plan.contacts.edit { contact in
        hide(&contact.who)
        hide(&contact.role)
        hide(&contact.about)
    }
}

extension Array {
    /// Changes each element in its place.
    fileprivate mutating func edit(_ change: (inout Element) -> Void) {
        for index in indices { change(&self[index]) }
    }
}
