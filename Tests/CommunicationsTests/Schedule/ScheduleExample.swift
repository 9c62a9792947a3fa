import Communications
import FlagModel
import Testing

/// Plans, runs and logs for tests of what goes out when.
enum ScheduleExample {
    static func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    static func message(
        _ key: String, _ when: String, at: String? = nil, every: String? = nil, channels: [String] = ["email"],
        condition: TaskCheck? = nil, maxLateness: Int? = nil, businessDays: Bool = false
    ) throws -> PlanMessage {
        PlanMessage(
            key: try #require(MessageKey(key)), moment: try #require(MessageMoment(when)),
            timeOfDay: try at.map { try #require(TimeOfDay($0)) },
            every: try every.map { try #require(ISODuration($0)) },
            channels: try channels.map { try #require(ChannelKey($0)) }, condition: condition,
            maxLateness: maxLateness, onBusinessDays: businessDays)
    }

    static func plan(
        _ messages: [PlanMessage], start: String? = "2026-02-16T09:00:00+01:00", zone: String = "Europe/Berlin",
        holidays: [String] = []
    ) throws -> RolloutPlan {
        RolloutPlan(
            key: try #require(PlanKey("go")), name: "Go",
            phases: [Phase(key: try phase("one"), name: "One"), Phase(key: try phase("two"), name: "Two")],
            messages: messages,
            schedule: PlanSchedule(
                start: try start.map(time), timeZone: zone,
                holidays: try holidays.map { try #require(CalendarDate($0)) }))
    }

    static func phase(_ key: String) throws -> PhaseKey { try #require(PhaseKey(key)) }

    /// A run from its decisions: kind, moment, phase, steps made.
    static func status(
        _ state: RolloutState, _ decisions: [(Decision.Kind, String, String, Int)], run: String = "RUN"
    ) throws -> RolloutStatus {
        let begun = try time(try #require(decisions.first).1)
        var status = RolloutStatus(
            plan: try #require(PlanKey("go")), run: run, planHash: "sha256:0", phase: try phase("one"), at: begun,
            approval: RunApproval(policyVersion: 0, at: begun, by: []))
        status.state = state
        for (kind, at, phase, steps) in decisions {
            let last = kind == decisions.last?.0 && at == decisions.last?.1
            status.decisions.append(
                Decision(
                    kind: kind, at: try time(at), by: "watch", from: .waiting, to: last ? state : .holding,
                    phase: try self.phase(phase), steps: steps, why: "so"))
        }
        status.since = try time(try #require(decisions.last).1)
        return status
    }

    static func log(_ deliveries: [Delivery] = []) throws -> DeliveryLog {
        DeliveryLog(
            environment: try #require(EnvironmentKey("production")), plan: try #require(PlanKey("go")),
            deliveries: deliveries)
    }

    static func schedule(
        _ plan: RolloutPlan, _ status: RolloutStatus? = nil, log: DeliveryLog? = nil, now: String,
        isTakenBack: Bool = false, checks: Set<TaskCheck> = []
    ) throws -> MessageSchedule {
        try MessageSchedule(
            plan, status: status, log: try log ?? self.log(), now: try time(now), isTakenBack: isTakenBack,
            checks: checks)
    }

    /// The log after a delivery was settled.
    static func settled(
        _ delivery: ScheduledDelivery, _ state: Delivery.State, at: String, in log: DeliveryLog, attempts: Int = 1,
        until: String? = nil
    ) throws -> DeliveryLog {
        var log = log
        log.put(
            Delivery(
                slot: delivery.slot, due: delivery.occurrence.due, start: delivery.occurrence.start, state: state,
                at: try time(at), by: "watch", until: try until.map(time), attempts: attempts))
        return log
    }
}

extension MessageSchedule {
    /// Occurrence, channel and standing in a line each.
    var lines: [String] {
        deliveries.map { "\($0.occurrence.name) \($0.channel) \(Self.words($0.standing))" }
    }

    /// When each occurrence is due.
    var dues: [String] { occurrences.map { "\($0.message.key) \($0.due)" } }

    static func words(_ standing: Standing) -> String {
        switch standing {
        case .upcoming: "upcoming"
        case .due: "due"
        case .retrying: "retrying"
        case .conditional: "conditional"
        case .byHand: "by hand"
        case .claimed: "claimed"
        case .unknown: "unknown"
        case .lapsed(let state, _): "lapsed as \(state.rawValue)"
        case .settled(let record): record.state.rawValue
        }
    }
}
