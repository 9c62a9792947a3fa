import Communications
import FlagModel
import FlagRepository

/// The messages of plans: what went out, and what is planned.
struct SiteMessages {
    private let snapshot: Snapshot
    private let now: Timestamp

    init(_ snapshot: Snapshot, at now: Timestamp) {
        self.snapshot = snapshot
        self.now = now
    }

    /// All messages, newest first.
    func messages(of runs: [SiteRun]) throws -> [SiteMessage] {
        try runs.flatMap { run -> [SiteMessage] in
            guard let known = try PlanMessages(run.plan.key, in: run.environment, snapshot, now: now) else { return [] }
            // Names go by the log as it is written; what is so goes by the run that notices became part of.
            let written = try snapshot.deliveries(of: run.plan.key, in: run.environment)?.deliveries ?? []
            let past = zip(written, known.schedule.log.deliveries).map { written, bound in
                var message = told(written, known)
                message.isOver = known.schedule.isOver(bound)
                return message
            }
            return past + planned(known)
        }.sorted { ($1.at ?? $1.due, $1.id) < ($0.at ?? $0.due, $0.id) }
    }

    private func told(_ delivery: Delivery, _ known: PlanMessages) -> SiteMessage {
        var message = message(known, delivery.slot, due: delivery.due, state: delivery.state(at: now).rawValue)
        message.at = delivery.at
        message.why = delivery.why
        message.subject = delivery.subject
        message.text = delivery.text
        message.audience = delivery.audience.map(\.text)
        return message
    }

    private func planned(_ known: PlanMessages) -> [SiteMessage] {
        known.schedule.deliveries.filter { $0.standing == .upcoming }.map { delivery in
            var message = message(known, delivery.slot, due: delivery.occurrence.due, state: "planned")
            message.audience = delivery.occurrence.message.audience.map(\.text)
            return message
        }
    }

    private func message(
        _ known: PlanMessages, _ slot: Delivery.Slot, due: Timestamp, state: String
    ) -> SiteMessage {
        // A notice keeps its name when its run begins, or readers of feeds would see it twice.
        let begun = slot.isNotice ? nil : slot.run
        let parts = [
            known.environment.text, known.plan.key.text, begun ?? "plan", slot.message.text, slot.occurrence,
            slot.channel.text,
        ]
        let told = known.plan.message(slot.message)
        var message = SiteMessage(
            id: parts.joined(separator: "/"), title: told?.name ?? slot.message.text, environment: known.environment,
            plan: known.plan.key, channel: known.channels.title(of: slot.channel),
            isFeed: known.channels.channel(slot.channel)?.kind == .feed, due: due, state: state)
        message.values = told?.values ?? [:]
        message.isWarning = told.map { !$0.moment.event.isSuccess && !$0.moment.event.isPeriodic } ?? false
        return message
    }
}
