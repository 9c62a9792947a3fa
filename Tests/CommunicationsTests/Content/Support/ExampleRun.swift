import Communications
import FlagModel
import Testing

/// A point of a run.
enum ExamplePoint: String, CaseIterable {
    case before, passed, running, paused, rolledBack, complete

    /// The point that a message speaks of.
    init(of message: PlanMessage) {
        switch message.moment.event {
        case .start where message.moment.offset < 0: self = .before
        case .passed: self = .passed
        case .paused: self = .paused
        case .rolledBack: self = .rolledBack
        case .completed, .stopped: self = .complete
        default: self = .running
        }
    }
}

extension ExamplePlans {
    /// Everything that is known when a message goes out.
    func facts(for message: PlanMessage) throws -> MessageFacts {
        let point = ExamplePoint(of: message)
        let offset = message.moment.offset
        let event = try message.moment.event == .start ? start : point == .complete ? end : nil
        return try facts(point, at: offset == 0 ? nil : event.map { Timestamp(unixSeconds: $0.unixSeconds + offset) })
    }

    /// Everything that is known at a point of a run that began when it was announced.
    func facts(_ point: ExamplePoint, at time: Timestamp? = nil) throws -> MessageFacts {
        let minutes =
            switch point {
            case .before: -7 * 1440
            case .passed: 7
            case .running, .paused: 35
            case .rolledBack: 40
            case .complete: 25 * 60
            }
        var facts = MessageFacts(
            plan: plan, environment: environment, status: try status(point), now: try time ?? moment(minutes),
            calendar: try PlanCalendar(plan.schedule))
        if point == .complete, time == nil { facts.now = Timestamp(unixSeconds: try end.unixSeconds + 86400) }
        facts.flags = flags
        facts.catalog = catalog
        facts.people = people
        facts.channels = channels
        facts.exposure = plan.flags.map { reach(of: $0, at: point) }
        guard point != .before else { return facts }
        for (metric, value) in [("error-rate", 0.3), ("query-time", 85.2), ("uptime", 100), ("active-users", 9412)] {
            facts.measured[try #require(MetricKey(metric))] = MessageFacts.Measured(
                value: value, time: Timestamp(unixSeconds: facts.now.unixSeconds - 60), source: "prometheus")
        }
        if point == .passed { facts.decision = facts.status?.decisions.last { $0.kind == .pass } }
        if point == .running || point == .paused { facts.evidence = try evidence(until: facts.now) }
        if point == .running || point == .complete {
            let step = try #require(facts.status?.decisions.last { $0.kind == .step })
            facts.changes = [
                .init(
                    time: step.at, what: "Rollout \(plan.key): \(step.why)", author: "flagctl watch",
                    approvers: ["Ines Duarte"])
            ]
        }
        let isTracks = plan.key.text == "tracks-posts"
        if isTracks {
            facts.upcoming = [.init(time: try moment(30 * 1440), what: "the old columns are removed")]
        } else if point != .complete {
            facts.upcoming = [.init(time: try moment(14 * 1440), what: "step 1 of Optional adoption has held")]
        }
        facts.feedback = [
            Feedback(
                key: try #require(FeedbackKey("01KAPZ0000000000000000000A")), kind: .request,
                text: isTracks
                    ? "Playlists should show who added a track" : "The guide should show the header of a request",
                from: "Leo", plan: plan.key, received: try moment(20),
                closed: isTracks
                    ? nil : Act(by: "Ines Duarte <ines@example.com>", at: try moment(60), note: "it does now"))
        ]
        return facts
    }

    /// Whom a flag reaches: everybody once its step is made, and nobody where somebody turned it off.
    private func reach(of flag: FlagKey, at point: ExamplePoint) -> MessageFacts.FlagReach {
        func share(after assignment: Assignment?) -> MessageFacts.FlagReach.Share {
            .init(
                thousandths: assignment == nil ? 0 : 100_000, people: assignment == nil ? 0 : 20_000,
                variants: (assignment?.serve?.variants ?? []).map { .init($0, thousandths: 100_000) })
        }
        let steps = plan.assignments.filter { $0.flag == flag }
        switch point {
        case .before: return .init(flag: flag, now: share(after: nil), next: share(after: steps.first))
        case .passed, .running:
            let isMade = point == .running || plan.key.text != "tracks-posts"
            return .init(
                flag: flag, now: share(after: isMade ? steps.first : nil),
                next: isMade ? steps.dropFirst().first.map(share) : share(after: steps.first),
                asSet: isMade ? share(after: steps.first) : nil)
        case .paused: return .init(flag: flag, now: share(after: nil), asSet: share(after: steps.first))
        case .rolledBack: return .init(flag: flag, now: share(after: nil))
        case .complete: return .init(flag: flag, now: share(after: steps.last))
        }
    }

    private var start: Timestamp { get throws { try #require(plan.schedule.start) } }

    private func moment(_ minutes: Int) throws -> Timestamp {
        Timestamp(unixSeconds: try start.unixSeconds + minutes * 60)
    }

    /// When a run that meets nothing is over: its holds and what people do between them.
    private var end: Timestamp { get throws { try moment(plan.key.text == "tracks-posts" ? 42 : 28 * 1440) } }

    /// What the newest phase with criteria was measured to be.
    private func evidence(until end: Timestamp) throws -> [MetricEvidence] {
        let phase = try #require(plan.phases.first { !$0.criteria.isEmpty })
        return try evidence(of: phase, until: end)
    }

    private func evidence(of phase: Phase, until end: Timestamp) throws -> [MetricEvidence] {
        let values = ["error-rate": 0.28, "query-time": 84.6, "unauthenticated-requests": 0.2]
        return phase.criteria.map { criterion in
            let metric = criterion.test.metric
            let value = values[metric.text]
            let from = Timestamp(unixSeconds: end.unixSeconds - (value == nil ? 0 : 600))
            return MetricEvidence(
                subject: .criterion(criterion.key), metric: metric,
                source: SourceKey(value == nil ? "team" : "prometheus"), query: metric.text, result: .successful,
                windows: [.init(from: from, to: end, samples: value == nil ? 1 : 20, value: value ?? 0)])
        }
    }

    /// Where the run stands at a point; nothing before it.
    func status(_ point: ExamplePoint) throws -> RolloutStatus? {
        guard point != .before else { return nil }
        let nora = "Nora Lindqvist <nora@example.com>"
        let tomas = "Tomás Vega <tomas@example.com>"
        let isTracks = plan.key.text == "tracks-posts"
        let last =
            switch point {
            case .complete: plan.phases.count - 1
            // The second of the phases that people carry out by hand.
            case .passed: isTracks ? 2 : 1
            default: plan.phases.firstIndex { !$0.steps.isEmpty } ?? 0
            }
        let phase = plan.phases[last]
        var status = RolloutStatus(
            plan: plan.key, run: "01KAPZ5B3M2V7Q8N4T6W9X0Y1Z", planHash: "sha256:0", phase: phase.key, at: try start,
            approval: RunApproval(policyVersion: 1, at: try start, by: ["Ines Duarte <ines@example.com>"]))
        func decide(
            _ kind: Decision.Kind, _ time: Timestamp, _ to: RolloutState, _ why: String, in phase: Phase,
            steps: Int = 0,
            by: String = Decision.automation
        ) {
            status.decisions.append(
                Decision(
                    kind: kind, at: time, by: by, from: status.state, to: to, phase: phase.key, steps: steps, why: why))
            if status.state != to { status.since = time }
            status.state = to
        }
        func tick(_ phase: Phase, at time: Timestamp) {
            status.tasks += (phase.prerequisites + phase.tasks).filter { $0.check == nil }.map {
                TaskTick(phase: phase.key, task: $0.key, isDone: true, act: Act(by: nora, at: time))
            }
        }
        decide(.start, try start, .waiting, "started", in: plan.phases[0], by: nora)
        for (index, passed) in plan.phases.prefix(last).enumerated() {
            decide(.begin, try moment(index * 3), .progressing, "its prerequisites hold", in: passed)
            if !passed.steps.isEmpty {
                decide(.step, try moment(index * 3), .holding, passed.steps[0].title, in: passed, steps: 1)
            }
            tick(passed, at: try moment(index * 3))
            decide(.gate, try moment(index * 3), .gated, "the phase has no steps of its own", in: passed)
            decide(
                .pass, try moment(index * 3 + 3), .waiting,
                "the gate is passed; next is \(plan.phases[index + 1].name)",
                in: passed, steps: passed.steps.count)
            status.passed.append(passed.key)
        }
        let begun = try moment(point == .complete && !isTracks ? 21 * 1440 : last * 5)
        decide(.begin, begun, .progressing, "its prerequisites hold", in: phase)
        status.phaseSince = begun
        guard point != .passed else {
            decide(.gate, try moment(6), .gated, "the phase has no steps of its own", in: phase)
            return status
        }
        let made = Timestamp(unixSeconds: begun.unixSeconds + 60)
        decide(.step, made, .holding, phase.steps[0].title, in: phase, steps: 1)
        status.steps = 1
        status.stepSince = made
        for metric in ["unmigrated-posts", "orphaned-references"] where isTracks {
            status.reports.append(
                MetricReport(metric: try #require(MetricKey(metric)), value: 0, act: Act(by: tomas, at: try moment(32)))
            )
        }
        let flag = plan.flags[0]
        switch point {
        case .before, .passed, .running: break
        case .paused:
            let cause = "\(flag) changed outside of the run"
            decide(.pause, try moment(34), .paused, cause, in: phase, steps: 1)
            status.pause = Pause(from: .holding, cause: cause, at: try moment(34))
            for case .report in plan.guards.map(\.trigger) {
                status.incidents.append(
                    Incident(
                        guard: plan.guards[1].key,
                        act: Act(by: tomas, at: status.since, note: "timeouts of two services")))
            }
        case .rolledBack:
            let cause = "guard error-rate: 5% errors for 5 minutes"
            decide(.rollback, try moment(38), .rolledBack, cause, in: phase, steps: 1)
            status.rollback = RunningRollback(
                strategy: RollbackStrategy(.immediate), flags: phase.steps[0].set.map(\.flag), rungs: 1, cause: cause)
        case .complete:
            tick(phase, at: try end)
            decide(.gate, try end, .gated, "the last step has held", in: phase, steps: 1)
            decide(.succeed, try end, .succeeded, "the last gate is passed", in: phase, steps: 1)
            status.passed.append(phase.key)
            status.decisions[status.decisions.count - 1].evidence = try evidence(of: phase, until: end)
        }
        return status
    }
}
