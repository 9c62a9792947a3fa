import FlagModel

extension MessageFacts {
    /// What changed, what is ahead, what people said, and how other rollouts and messages stand.
    func addNews(to root: inout TemplateMembers) {
        root.list("changes", changes.map(change))
        root.list("upcoming", upcoming.sorted { ($0.time, $0.what) < ($1.time, $1.what) }.map(event))
        root.value("feedback", voices)
        let this = OtherRun(plan: plan, environment: environment.key, status: status)
        // The digest of a whole environment is of no plan of its own.
        let own = plan.phases.isEmpty ? [] : [this]
        root.list("rollouts", (own + otherRuns).map(rollout))
        root.list("sent", told { $0.state == .sent })
        root.list("unsent", told(where: isTrouble))
    }

    private func change(_ change: RecentChange) -> TemplateValue {
        .build { members in
            members.value("at", moment(change.time))
            members.text("what", change.what)
            members.text("by", change.author)
            members.text("approvers", change.approvers.joined(separator: ", "))
            members.text("flag", change.flag?.text)
        }
    }

    private func event(_ event: UpcomingEvent) -> TemplateValue {
        .build { members in
            members.value("at", moment(event.time))
            members.text("what", event.what)
            members.flag("isMessage", event.isMessage)
        }
    }

    private func rollout(_ other: OtherRun) -> TemplateValue {
        .build { members in
            members.text("name", other.plan.name)
            members.text(
                "environment", other.environment == environment.key ? environment.name : other.environment.text)
            members.text("state", other.status?.state.words ?? "not started")
            members.text("phase", other.status.map { other.plan.phase($0.phase)?.name ?? $0.phase.text })
            members.value("since", moment(other.status?.since))
            members.flag("isActive", other.status?.state.isActive ?? false)
            members.text("page", page(SitePath.rollout(other.plan.key, in: other.environment)))
        }
    }

    // MARK: Feedback

    private var voices: TemplateValue {
        let byTime = feedback.sorted { ($0.received, $0.key) < ($1.received, $1.key) }
        return .build { members in
            members.number("count", byTime.count)
            members.list("all", byTime.map(voice))
            members.list("open", byTime.filter { $0.closed == nil }.map(voice))
            members.list("overdue", byTime.filter { $0.isOverdue(at: now) }.map(voice))
            members.list("closed", byTime.filter { $0.closed != nil }.map(voice))
        }
    }

    private func voice(_ feedback: Feedback) -> TemplateValue {
        .build { members in
            members.text("kind", feedback.kind.words)
            members.text("text", feedback.text)
            members.text("from", feedback.from)
            members.text("link", feedback.link)
            members.value("received", moment(feedback.received))
            members.value("deadline", moment(feedback.deadline))
            members.flag("isOverdue", feedback.isOverdue(at: now))
            members.text("answer", feedback.closed?.note)
        }
    }

    // MARK: Messages

    /// What did not arrive: as long as it is open, and once it was given up, as news.
    private func isTrouble(_ delivery: Delivery) -> Bool {
        switch delivery.state(at: now) {
        case .failed, .unknown: true
        case .skipped: since.map { delivery.at > $0 } ?? true
        case .claimed, .sent, .superseded: false
        }
    }

    /// The deliveries of the plan, and of others where their own are known.
    private func told(where isWanted: (Delivery) -> Bool) -> [TemplateValue] {
        let logs = [(plan, deliveries)] + otherRuns.map { ($0.plan, $0.deliveries) }
        return logs.flatMap { plan, log in
            (log?.deliveries ?? []).filter(isWanted).map { delivery($0, of: plan) }
        }
    }

    private func delivery(_ delivery: Delivery, of plan: RolloutPlan) -> TemplateValue {
        .build { members in
            let message = plan.message(delivery.slot.message)
            members.text("name", delivery.subject ?? message?.name ?? delivery.slot.message.text)
            members.text("rollout", plan.name)
            members.text("channel", channels?.title(of: delivery.slot.channel) ?? delivery.slot.channel.text)
            members.text("state", delivery.state(at: now).words)
            members.text("why", delivery.why)
            members.value("at", moment(delivery.at))
        }
    }
}

extension Feedback.Class {
    /// The class as people read it.
    fileprivate var words: String {
        switch self {
        case .critical: "critical bug"
        case .request: "feature request"
        case .general: "general feedback"
        case .survey: "survey answer"
        }
    }
}

extension Delivery.State {
    /// What became of a message as people read it.
    fileprivate var words: String {
        switch self {
        case .claimed: "being sent"
        case .sent: "sent"
        case .failed: "did not arrive"
        case .unknown: "nobody knows whether it arrived"
        case .skipped: "not sent"
        case .superseded: "not needed any more"
        }
    }
}
