import Communications
import FlagModel
import FlagRepository
import Rollouts

extension MessageFactsGathering {
    /// What a digest of a whole environment speaks of: its plans stand beside each other. Nothing is measured.
    func facts(
        of environment: FlagEnvironment, _ base: Snapshot, days: Int, now: Timestamp
    ) async throws -> MessageFacts {
        let name = environment.name
        // A key of six letters.
        let whole = RolloutPlan(key: PlanKey("digest")!, name: name, phases: [])
        let calendar = try PlanCalendar(PlanSchedule())
        var facts = MessageFacts(
            plan: whole, environment: environment, status: nil, now: now, calendar: calendar)
        facts.people = try base.people()
        facts.channels = try base.channels()
        var flags: Set<FlagKey> = []
        for key in try base.planKeys(in: environment.key) {
            guard var run = try Self.run(of: key, in: environment.key, base) else { continue }
            flags.formUnion(run.plan.flags)
            if let messages = try PlanMessages(key, in: environment.key, base, now: now) {
                facts.upcoming += messages.schedule.upcoming(isNamed: true)
                run.deliveries = messages.schedule.log
            }
            facts.otherRuns.append(run)
        }
        facts.upcoming.sort { $0.time < $1.time }
        facts.flags = try flags.sorted().compactMap { try base.flag($0) }
        facts.exposure = try base.reach(of: flags.sorted(), in: environment.key)
        facts.feedback = try base.allFeedback().filter {
            $0.environment == nil || $0.environment == environment.key
        }
        let since = now.advanced(by: -days * 86400)
        facts.since = since
        facts.changes = try await RecentChanges(in: environment.key, since: since).read(session)
        return facts
    }
}
