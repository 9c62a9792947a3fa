import Communications
import Connectors
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Reads and measures what messages of a plan speak of.
struct MessageFactsGathering {
    let session: Session
    /// Where measurements come from; nothing where none are asked for.
    let gathering: (any MeasurementGathering)?

    /// What the newest plan's messages speak of, and the changes of each period: the messages of a plan follow each other.
    private var newest: (commit: ObjectID?, plan: PlanKey, environment: EnvironmentKey, facts: MessageFacts)?
    private var changes: [Int: [MessageFacts.RecentChange]] = [:]

    init(session: Session, gathering: (any MeasurementGathering)?) {
        self.session = session
        self.gathering = gathering
    }

    /// How far back a message that does not come again looks for changes, in seconds: a week.
    private static let lookBack = 7 * 86400
    private static let changeLimit = 50

    /// Everything that an occurrence of a message can speak of.
    mutating func facts(
        for occurrence: Occurrence, of messages: PlanMessages, now: Timestamp
    ) async throws -> MessageFacts {
        var facts = try await facts(of: messages, now: now)
        facts.status = Self.status(of: occurrence, messages)
        facts.decision = occurrence.decision
        facts.announcedStart = occurrence.formerStart
        let interval = occurrence.message.every?.seconds ?? occurrence.message.moment.period
        facts.since = interval.map { now.advanced(by: -$0) }
        let period = interval ?? Self.lookBack
        if let known = changes[period] {
            facts.changes = known
        } else {
            facts.changes = try await changes(in: messages.environment, since: now.advanced(by: -period))
            changes[period] = facts.changes
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
        facts.catalog = try base.metrics()
        facts.people = messages.people
        facts.channels = messages.channels
        facts.deliveries = messages.schedule.log
        facts.checks = messages.schedule.checks
        facts.flags = try plan.flags.compactMap { try base.flag($0) }
        facts.exposure = try exposure(of: messages)
        facts.feedback = try base.allFeedback().filter { $0.isAbout(plan, in: environment) }
        for key in try base.planKeys(in: environment) where key != plan.key {
            if let other = try Self.run(of: key, in: environment, base) { facts.otherRuns.append(other) }
        }
        facts.upcoming = upcoming(messages, now)
        try await measure(&facts, messages, now)
        newest = (base.commit, plan.key, environment, facts)
        return facts
    }

    /// What a digest of a whole environment speaks of: its plans stand beside each other.
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
                facts.upcoming += upcoming(messages, now, isNamed: true)
                run.deliveries = messages.schedule.log
            }
            facts.otherRuns.append(run)
        }
        facts.upcoming.sort { $0.time < $1.time }
        facts.flags = try flags.sorted().compactMap { try base.flag($0) }
        facts.exposure = try exposure(of: flags.sorted(), base, environment.key)
        facts.feedback = try base.allFeedback().filter {
            $0.environment == nil || $0.environment == environment.key
        }
        let since = now.advanced(by: -days * 86400)
        facts.since = since
        facts.changes = try await changes(in: environment.key, since: since)
        return facts
    }

    /// The run that an occurrence speaks of: a notice before a start speaks of none, whatever ran before.
    private static func status(of occurrence: Occurrence, _ messages: PlanMessages) -> RolloutStatus? {
        messages.schedule.isBeforeStart && occurrence.run == nil ? nil : messages.status
    }

    private static func run(
        of plan: PlanKey, in environment: EnvironmentKey, _ base: Snapshot
    ) throws -> MessageFacts.OtherRun? {
        try base.plan(plan, in: environment).map {
            MessageFacts.OtherRun(
                plan: $0, environment: environment, status: try base.status(of: plan, in: environment))
        }
    }

    /// Whom the plan's flags reach as documents have it now, after the next step, and as the steps left it.
    private func exposure(of messages: PlanMessages) throws -> [MessageFacts.FlagReach] {
        let (base, environment) = (messages.base, messages.environment)
        let reaches = try exposure(of: messages.plan.flags, base, environment)
        guard let status = messages.status else { return reaches }
        let run = Rollout(plan: messages.plan, status: status)
        let outlook = try RunOutlook(of: run, base, in: environment)
        let made = status.state.isActive && status.rollback == nil ? run.assignmentsMade : []
        return try reaches.map { reach in
            var reach = reach
            reach.next = outlook.rows.first { $0.flag == reach.flag }?.next.map(share)
            let own = made.filter { $0.flag == reach.flag }
            guard !own.isEmpty, let version = try base.versions(of: [reach.flag], in: environment).first else {
                return reach
            }
            let state = own.reduce(version.state) { $1.applied(to: $0) }
            reach.asSet = share(
                try base.exposure(of: FlagVersion(definition: version.definition, state: state), in: environment))
            return reach
        }
    }

    private func exposure(
        of flags: [FlagKey], _ base: Snapshot, _ environment: EnvironmentKey
    ) throws -> [MessageFacts.FlagReach] {
        try base.versions(of: flags, in: environment).map { definition, state in
            let version = FlagVersion(definition: definition, state: state)
            return MessageFacts.FlagReach(
                flag: definition.key, now: share(try base.exposure(of: version, in: environment)))
        }
    }

    private func share(_ exposure: Exposure) -> MessageFacts.FlagReach.Share {
        MessageFacts.FlagReach.Share(
            thousandths: exposure.total, people: exposure.people,
            variants: exposure.variants.map { .init($0.key, thousandths: $0.total) })
    }

    /// What is ahead in the plan, soonest first.
    ///
    /// - Parameter isNamed: whether each says of which plan it is, beside those of others.
    private func upcoming(
        _ messages: PlanMessages, _ now: Timestamp, isNamed: Bool = false
    ) -> [MessageFacts.UpcomingEvent] {
        var events: [MessageFacts.UpcomingEvent] = []
        let of = isNamed ? "\(messages.plan.name): " : ""
        if messages.schedule.isBeforeStart, let start = messages.plan.schedule.start {
            events.append(MessageFacts.UpcomingEvent(time: start, what: "\(messages.plan.name) starts"))
        }
        if let status = messages.status, status.state.isActive {
            let run = Rollout(plan: messages.plan, status: status)
            let phase = run.phase?.name ?? status.phase.text
            if status.state == .holding, let end = run.holdEnd {
                events.append(
                    MessageFacts.UpcomingEvent(time: end, what: "\(of)step \(status.steps) of \(phase) has held"))
            }
            if status.state == .gated, let end = run.gateEnd {
                events.append(MessageFacts.UpcomingEvent(time: end, what: "\(of)the gate of \(phase) may open"))
            }
            if status.state == .waiting, let start = run.startOfPhase {
                events.append(MessageFacts.UpcomingEvent(time: start, what: "\(of)\(phase) begins"))
            }
        }
        return events.filter { $0.time > now }.sorted { $0.time < $1.time }
    }

    private func changes(in environment: EnvironmentKey, since: Timestamp) async throws -> [MessageFacts.RecentChange] {
        let log = try await ShowLog(
            in: environment.text, limit: Self.changeLimit, since: Timestamp(unixSeconds: since.unixSeconds).text
        ).run(session)
        return log.steps.filter { !$0.changes.isEmpty }.compactMap { step in
            guard let time = Timestamp(step.commit.time) else { return nil }
            let flags = Set(step.changes.filter { $0.subjectKind == "flag" }.map(\.subject))
            return MessageFacts.RecentChange(
                time: time, what: step.commit.subject, author: step.commit.author.name,
                approvers: step.commit.approvers.map(\.name), flag: flags.count == 1 ? FlagKey(flags.first ?? "") : nil)
        }
    }

    // MARK: Measurements

    /// Asks for the plan's metrics as they are now, and for what its run is judged by.
    private func measure(_ facts: inout MessageFacts, _ messages: PlanMessages, _ now: Timestamp) async throws {
        guard let gathering else { return }
        let measures = messages.plan.measures.compactMap(\.metric)
        let criteria = messages.plan.phases.flatMap(\.criteria).map(\.test.metric)
        let run = messages.status.map { Rollout(plan: messages.plan, status: $0) }
        let judged = try run.flatMap { run in
            run.status.state.isActive
                ? try RunMeasurements(run, messages.base, in: messages.environment, now: now) : nil
        }
        let requests = Set(measures + criteria).reduce(into: [MetricKey: MeasurementRequest]()) { requests, metric in
            requests[metric] = request(metric, now, facts.catalog)
        }
        let answers = await gathering.observe(Set(requests.values).union(judged?.all ?? []))
        for (metric, request) in requests {
            guard case .samples(let samples, _) = answers[request],
                let newest = samples.last(where: { $0.value.isFinite })
            else { continue }
            facts.measured[metric] = MessageFacts.Measured(
                value: newest.value, time: newest.time, source: request.source.key.text)
        }
        if let judged { facts.evidence = judged.evidence(from: answers) }
    }

    /// Nothing where the metric is reported by people, or needs an argument that the catalogue does not give.
    private func request(_ metric: MetricKey, _ now: Timestamp, _ catalog: MetricsCatalog?) -> MeasurementRequest? {
        let test = MetricTest(metric: metric)
        let from = now.advanced(by: -2 * test.window)
        let request: MeasurementRequest
        do {
            request = try MeasurementRequest(test, from: from, to: now, in: catalog)
        } catch {
            return nil
        }
        return request.query == .manual ? nil : request
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
