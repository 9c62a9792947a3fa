/// What became of a plan's messages, as flagctl writes it: `communications/<env>/<plan>.json`.
public struct DeliveryLog: Sendable, Hashable {
    /// The environment.
    public var environment: EnvironmentKey
    /// The plan.
    public var plan: PlanKey
    /// What became of each message on each channel, oldest first.
    public var deliveries: [Delivery]

    /// The members of the file in canonical order.
    public static let memberOrder = ["$schema", "environment", "plan", "deliveries", "metadata"]

    /// Makes a log.
    public init(environment: EnvironmentKey, plan: PlanKey, deliveries: [Delivery] = []) {
        self.environment = environment
        self.plan = plan
        self.deliveries = deliveries
    }

    /// The record of a slot; nil where there is none.
    public subscript(slot: Delivery.Slot) -> Delivery? { deliveries.last { $0.slot == slot } }

    /// The log with notices before a start counted to the run that then began.
    public func bound(to status: RolloutStatus?) -> DeliveryLog {
        guard let status else { return self }
        let begun = status.decisions.first?.at ?? status.since
        var log = self
        for index in log.deliveries.indices
        where log.deliveries[index].slot.run == nil && log.deliveries[index].at <= begun {
            log.deliveries[index].slot.run = status.run
        }
        return log
    }

    /// Whether a message was sent on all its channels in a run, where none was started before its start; a notice also
    /// where it announced the planned start in another run's time.
    public func isSent(_ message: PlanMessage, of plan: RolloutPlan, in run: String?) -> Bool {
        message.channels.allSatisfy { channel in
            deliveries.contains { delivery in
                delivery.slot.message == message.key && delivery.slot.channel == channel && delivery.state == .sent
                    && (delivery.slot.run == run
                        || message.isNotice && delivery.start != nil && delivery.start == plan.schedule.start)
            }
        }
    }

    /// Puts a record in the place of the one of its slot, or at the end.
    public mutating func put(_ delivery: Delivery) {
        if let index = deliveries.lastIndex(where: { $0.slot == delivery.slot }) {
            deliveries[index] = delivery
        } else {
            deliveries.append(delivery)
        }
    }
}

/// What became of one occurrence of a message on one channel.
public struct Delivery: Sendable, Hashable {
    /// What a delivery is: a message is never sent twice for the same one.
    public struct Slot: Sendable, Hashable {
        /// The message of the plan.
        public var message: MessageKey
        /// Which of its occurrences: `start`, `start/20260302T080000Z`, `step/canary/1/20260216T080000Z`.
        public var occurrence: String
        /// The run; nothing for a notice before the start.
        public var run: String?
        /// The channel.
        public var channel: ChannelKey

        /// Joins them.
        public init(message: MessageKey, occurrence: String, run: String?, channel: ChannelKey) {
            self.message = message
            self.occurrence = occurrence
            self.run = run
            self.channel = channel
        }
    }

    /// Where a delivery stands.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Somebody is about to send it; nobody else does.
        case claimed
        /// The receiver has it.
        case sent
        /// It surely did not arrive, and is tried again until it is too late.
        case failed
        /// Nobody knows whether it arrived; a person says so.
        case unknown
        /// It was not sent and never will be.
        case skipped
        /// What happened since took away its reason.
        case superseded

        /// Whether nothing more is done about it.
        public var isFinal: Bool { self == .sent || self == .skipped || self == .superseded }
    }

    /// What it is.
    public var slot: Slot
    /// When it was due.
    public var due: Timestamp
    /// The start that it announced, of a notice before the start.
    public var start: Timestamp?
    /// Where it stands.
    public var state: State
    /// Since when.
    public var at: Timestamp
    /// Who says so: `watch`, or `Name <email>`.
    public var by: String
    /// Until when a claim holds, or when a receiver asks to be tried again.
    public var until: Timestamp?
    /// How often sending was tried.
    public var attempts: Int
    /// Why, where the state does not say it.
    public var why: String?
    /// What the receiver answered.
    public var receipt: String?
    /// What it was about.
    public var subject: String?
    /// What it said, in Markdown; of feeds only.
    public var text: String?
    /// Whom it was for.
    public var audience: [GroupKey]

    /// The members in canonical order.
    public static let memberOrder = [
        "message", "occurrence", "run", "channel", "due", "start", "state", "at", "by", "until", "attempts", "why",
        "receipt", "subject", "text", "audience",
    ]

    /// Makes a record.
    public init(
        slot: Slot, due: Timestamp, start: Timestamp? = nil, state: State, at time: Timestamp, by: String,
        until: Timestamp? = nil, attempts: Int = 0, why: String? = nil, receipt: String? = nil,
        subject: String? = nil, text: String? = nil, audience: [GroupKey] = []
    ) {
        self.slot = slot
        self.due = due
        self.start = start
        self.state = state
        at = time
        self.by = by
        self.until = until
        self.attempts = attempts
        self.why = why
        self.receipt = receipt
        self.subject = subject
        self.text = text
        self.audience = audience
    }

    /// Where it stands at a moment: a claim whose time is over says that nobody knows, and so does one whose claimant's
    /// clock was more than five minutes ahead.
    public func state(at now: Timestamp) -> State {
        guard state == .claimed, let until else { return state }
        return until < now || at.unixSeconds - now.unixSeconds > Self.clockTolerance ? .unknown : .claimed
    }

    /// How far clocks of senders may be apart, in seconds.
    private static let clockTolerance = 300
}
