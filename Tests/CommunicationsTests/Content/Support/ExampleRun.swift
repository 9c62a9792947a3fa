import Communications
import FlagModel
import Testing

/// A point of a run.
enum ExamplePoint: String, CaseIterable {
    case before, running, paused, rolledBack, complete

    /// The point that a message speaks of.
    init(of message: PlanMessage) {
        switch message.moment.event {
        case .start where message.moment.offset < 0: self = .before
        case .paused: self = .paused
        case .rolledBack: self = .rolledBack
        case .completed, .stopped: self = .complete
        default: self = .running
        }
    }
}

extension ExamplePlans {
    /// Everything that is known at a point of a run that began when it was announced.
    func facts(_ point: ExamplePoint) throws -> MessageFacts {
        let start = try #require(plan.schedule.start)
        let offset =
            switch point {
            case .before: -7 * 86400
            case .running, .paused: 35 * 60
            case .rolledBack: 40 * 60
            case .complete: 25 * 3600
            }
        var facts = MessageFacts(
            plan: plan, environment: environment, status: try status(point),
            now: Timestamp(unixSeconds: start.unixSeconds + offset), calendar: try PlanCalendar(plan.schedule))
        facts.flags = flags
        facts.catalog = catalog
        facts.people = people
        facts.channels = channels
        let isOn = point == .running || point == .paused || point == .complete
        facts.exposure = flags.map { flag in
            MessageFacts.FlagReach(
                flag: flag.key, now: .init(thousandths: isOn ? 100_000 : 0, people: isOn ? 20_000 : 0),
                next: point == .before ? .init(thousandths: 100_000, people: 20_000) : nil)
        }
        guard point != .before else { return facts }
        for (metric, value) in [("error-rate", 0.3), ("query-time", 85.2), ("uptime", 100)] {
            facts.measured[try #require(MetricKey(metric))] = MessageFacts.Measured(
                value: value, time: Timestamp(unixSeconds: facts.now.unixSeconds - 60), source: "prometheus")
        }
        facts.changes = [
            .init(
                time: start, what: "tracks.separation: on for everybody", author: "Nora Lindqvist",
                approvers: ["Ines Duarte"])
        ]
        facts.upcoming = [
            .init(time: Timestamp(unixSeconds: start.unixSeconds + 30 * 86400), what: "the old columns are removed")
        ]
        facts.feedback = [
            Feedback(
                key: try #require(FeedbackKey("01KAPZ0000000000000000000A")), kind: .request,
                text: "Playlists should show who added a track", from: "Leo", received: start)
        ]
        return facts
    }

    /// Where the run stands at a point; nothing before it.
    func status(_ point: ExamplePoint) throws -> RolloutStatus? {
        guard point != .before else { return nil }
        let start = try #require(plan.schedule.start)
        func at(_ minutes: Int) -> Timestamp { Timestamp(unixSeconds: start.unixSeconds + minutes * 60) }
        let nora = "Nora Lindqvist <nora@example.com>"
        let tomas = "Tomás Vega <tomas@example.com>"
        let last = point == .complete ? plan.phases.count - 1 : plan.phases.firstIndex { !$0.steps.isEmpty } ?? 0
        let phase = plan.phases[last]
        var status = RolloutStatus(
            plan: plan.key, run: "01KAPZ5B3M2V7Q8N4T6W9X0Y1Z", planHash: "sha256:0", phase: phase.key, at: start,
            approval: RunApproval(policyVersion: 1, at: start, by: ["Ines Duarte <ines@example.com>"]))
        func decide(
            _ kind: Decision.Kind, _ minutes: Int, _ from: RolloutState, _ to: RolloutState, _ why: String,
            in phase: Phase, steps: Int = 0, by: String = Decision.automation
        ) {
            status.decisions.append(
                Decision(
                    kind: kind, at: at(minutes), by: by, from: from, to: to, phase: phase.key, steps: steps, why: why))
            if from != to { status.since = at(minutes) }
            status.state = to
        }
        decide(.start, 0, .waiting, .waiting, "started", in: plan.phases[0], by: nora)
        for (index, passed) in plan.phases.prefix(last).enumerated() {
            decide(.begin, index * 5, .waiting, .progressing, "its prerequisites hold", in: passed)
            decide(
                .pass, index * 5 + 4, .gated, .waiting, "the gate is passed; next is \(plan.phases[index + 1].name)",
                in: passed, steps: passed.steps.count)
            status.passed.append(passed.key)
        }
        decide(.begin, last * 5, .waiting, .progressing, "its prerequisites hold", in: phase)
        decide(.step, last * 5 + 1, .progressing, .holding, phase.steps[0].title, in: phase, steps: 1)
        status.steps = 1
        status.phaseSince = at(last * 5)
        status.stepSince = at(last * 5 + 1)
        for metric in ["unmigrated-posts", "orphaned-references"] {
            status.reports.append(
                MetricReport(metric: try #require(MetricKey(metric)), value: 0, act: Act(by: tomas, at: at(32))))
        }
        switch point {
        case .before, .running: break
        case .paused:
            status.incidents = [
                Incident(
                    guard: plan.guards[plan.guards.count - 1].key,
                    act: Act(by: tomas, at: at(34), note: "timeouts of two services"))
            ]
            decide(.pause, 34, .holding, .paused, "security.apiKeys changed outside of the run", in: phase, steps: 1)
            status.pause = Pause(from: .holding, cause: "security.apiKeys changed outside of the run", at: at(34))
        case .rolledBack:
            let cause = "guard error-rate: 5% errors for 5 minutes"
            decide(.rollback, 38, .holding, .rolledBack, cause, in: phase, steps: 1)
            status.rollback = RunningRollback(
                strategy: RollbackStrategy(.immediate), flags: phase.steps[0].set.map(\.flag), rungs: 1, cause: cause)
        case .complete:
            decide(.gate, 41, .holding, .gated, "the last step has held", in: phase, steps: 1)
            decide(.succeed, 42, .gated, .succeeded, "the last gate is passed", in: phase, steps: 1)
            status.passed.append(phase.key)
            let window = MetricEvidence.Window(from: at(32), to: at(42), samples: 20, value: 0.28)
            status.decisions[status.decisions.count - 1].evidence = [
                MetricEvidence(
                    subject: .criterion(try #require(CriterionKey("errors"))),
                    metric: try #require(MetricKey("error-rate")),
                    source: SourceKey("prometheus"), query: "errors", result: .successful, windows: [window])
            ]
        }
        return status
    }
}
