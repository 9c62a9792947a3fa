import Communications
import Connectors
import FlagModel
import FlagRepository
import Git
import Rollouts

/// Reads what messages of a plan speak of, for a round of messages: documents as each head has them, measurements once.
struct MessageFactsGathering {
    let session: Session
    private var figures: PlanFigures

    /// What the newest plan's messages speak of, and the changes of each period: the messages of a plan follow each other.
    private var newest: (commit: ObjectID?, plan: PlanKey, environment: EnvironmentKey, facts: MessageFacts)?
    private var changes: [RecentChanges: [MessageFacts.RecentChange]] = [:]

    /// - Parameter gathering: where measurements come from; nothing where none are asked for.
    init(session: Session, gathering: (any MeasurementGathering)?) {
        self.session = session
        figures = PlanFigures(gathering)
    }

    /// Everything that an occurrence of a message can speak of.
    mutating func facts(
        for occurrence: Occurrence, of messages: PlanMessages, now: Timestamp
    ) async throws -> MessageFacts {
        var facts = try await facts(of: messages, now: now)
        try messages.requireRollback(of: occurrence, facts)
        facts.status = Self.status(of: occurrence, messages)
        facts.decision = occurrence.decision
        facts.announcedStart = occurrence.formerStart
        let interval = occurrence.message.every?.seconds ?? occurrence.message.moment.period
        facts.since = interval.map { now.advanced(by: -$0) }
        let told =
            facts.since.map { RecentChanges(in: messages.environment, since: $0) }
            ?? RecentChanges(of: messages, now: now)
        if let known = changes[told] {
            facts.changes = known
        } else {
            facts.changes = try await told.read(session)
            changes[told] = facts.changes
        }
        return facts
    }

    /// What all messages of a plan can speak of at a commit.
    private mutating func facts(of messages: PlanMessages, now: Timestamp) async throws -> MessageFacts {
        let (base, plan, environment) = (messages.base, messages.plan, messages.environment)
        if let newest, (newest.commit, newest.plan, newest.environment) == (base.commit, plan.key, environment),
            newest.facts.now == now
        {
            return newest.facts
        }
        changes = [:]
        var facts = MessageFacts(
            plan: plan, environment: try base.requireEnvironment(environment), status: messages.status, now: now,
            calendar: messages.schedule.calendar)
        facts.catalog = try catalog(base)
        facts.people = messages.people
        facts.channels = messages.channels
        facts.deliveries = messages.schedule.log
        facts.checks = messages.schedule.checks
        facts.flags = try plan.flags.compactMap { try base.flag($0) }
        facts.exposure = try messages.reach()
        facts.feedback = try base.allFeedback().filter { $0.isAbout(plan, in: environment) }
        for key in try base.planKeys(in: environment) where key != plan.key {
            if let other = try Self.run(of: key, in: environment, base) { facts.otherRuns.append(other) }
        }
        facts.upcoming = messages.schedule.upcoming()
        facts.takenBack = try messages.takenBack(in: session.repository())
        let figures = try await figures.figures(of: messages, in: facts.catalog, now: now)
        facts.measured = figures.measured
        facts.evidence = figures.evidence
        newest = (base.commit, plan.key, environment, facts)
        return facts
    }

    /// What is measured; nothing where its file cannot be read: figures are not measured then, and messages go out.
    private func catalog(_ base: Snapshot) throws -> MetricsCatalog? {
        do {
            return try base.metrics()
        } catch RepositoryError.invalid {
            return nil
        }
    }

    /// The run that an occurrence speaks of: a notice before a start speaks of none, whatever ran before.
    private static func status(of occurrence: Occurrence, _ messages: PlanMessages) -> RolloutStatus? {
        messages.schedule.isBeforeStart && occurrence.run == nil ? nil : messages.status
    }

    static func run(
        of plan: PlanKey, in environment: EnvironmentKey, _ base: Snapshot
    ) throws -> MessageFacts.OtherRun? {
        try base.plan(plan, in: environment).map {
            MessageFacts.OtherRun(
                plan: $0, environment: environment, status: try base.status(of: plan, in: environment))
        }
    }
}

extension Feedback {
    /// Whether it is about a plan in an environment: the plan, one of its flags, or the environment and nothing else.
    fileprivate func isAbout(_ plan: RolloutPlan, in place: EnvironmentKey) -> Bool {
        if let environment, environment != place { return false }
        guard flag != nil || self.plan != nil else { return environment == place }
        return self.plan == plan.key || flag.map(plan.flags.contains) ?? false
    }
}
