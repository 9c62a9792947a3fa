import Communications
import FlagModel
import FlagRepository

/// The messages of plans: what went out, and what is planned.
struct SiteMessages {
    private let snapshot: Snapshot
    private let now: Timestamp
    private let channels: Channels

    init(_ snapshot: Snapshot, at now: Timestamp) throws {
        self.snapshot = snapshot
        self.now = now
        channels = try snapshot.channels() ?? Channels()
    }

    /// All messages, newest first.
    func messages(of runs: [SiteRun]) throws -> [SiteMessage] {
        try runs.flatMap { run in
            let log =
                try snapshot.deliveries(of: run.plan.key, in: run.environment)
                ?? DeliveryLog(environment: run.environment, plan: run.plan.key)
            return log.deliveries.map { told($0, run) } + (try planned(run, log))
        }.sorted { ($1.at ?? $1.due, $1.id) < ($0.at ?? $0.due, $0.id) }
    }

    private func told(_ delivery: Delivery, _ run: SiteRun) -> SiteMessage {
        var message = message(run, delivery.slot, due: delivery.due, state: delivery.state(at: now).rawValue)
        message.at = delivery.at
        message.why = delivery.why
        message.subject = delivery.subject
        message.text = delivery.text
        message.audience = delivery.audience.map(\.text)
        return message
    }

    /// What is ahead, where the plan's time zone is known.
    private func planned(_ run: SiteRun, _ log: DeliveryLog) throws -> [SiteMessage] {
        guard !run.plan.messages.isEmpty else { return [] }
        let schedule: MessageSchedule
        do throws(PlanCalendar.UnknownTimeZone) {
            schedule = try MessageSchedule(run.plan, status: run.status, log: log, now: now)
        } catch {
            throw Failure(
                "unknown-time-zone",
                "plan '\(run.plan.key)' in \(run.environment) names a time zone that is not known here",
                hint: "install the time zone database (tzdata), or write another one in schedule/timeZone")
        }
        return schedule.deliveries.filter { $0.standing == .upcoming }.map { delivery in
            var message = message(run, delivery.slot, due: delivery.occurrence.due, state: "planned")
            message.audience = delivery.occurrence.message.audience.map(\.text)
            return message
        }
    }

    private func message(_ run: SiteRun, _ slot: Delivery.Slot, due: Timestamp, state: String) -> SiteMessage {
        // A notice keeps its name when its run begins, or readers of feeds would see it twice.
        let begun = slot.isNotice ? nil : slot.run
        let parts = [
            run.environment.text, run.plan.key.text, begun ?? "plan", slot.message.text, slot.occurrence,
            slot.channel.text,
        ]
        let told = run.plan.message(slot.message)
        var message = SiteMessage(
            id: parts.joined(separator: "/"), title: told?.name ?? slot.message.text, environment: run.environment,
            plan: run.plan.key, channel: channels.title(of: slot.channel),
            isFeed: channels.channel(slot.channel)?.kind == .feed, due: due, state: state)
        message.values = told?.values ?? [:]
        message.isWarning = told.map { !$0.moment.event.isSuccess && !$0.moment.event.isPeriodic } ?? false
        return message
    }
}
