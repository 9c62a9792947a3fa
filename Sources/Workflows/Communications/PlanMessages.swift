import Communications
import Documents
import FlagModel
import FlagRepository
import Governance

/// The messages of a plan as documents have them, and when they go out.
struct PlanMessages {
    let base: Snapshot
    let environment: EnvironmentKey
    let plan: RolloutPlan
    let status: RolloutStatus?
    let channels: Channels
    let people: People
    let schedule: MessageSchedule
    /// The flags that the run turned on and that are served to nobody since it was over.
    let flagsTakenBack: [FlagKey]

    /// Reads what is known at a moment; nothing where the plan has no messages and never had any.
    init?(_ key: PlanKey, in environment: EnvironmentKey, _ base: Snapshot, now: Timestamp) throws {
        let plan = try base.requirePlan(key, in: environment)
        let log = try base.deliveries(of: key, in: environment)
        guard !plan.messages.isEmpty || log != nil else { return nil }
        let status = try base.status(of: key, in: environment)
        self.base = base
        self.environment = environment
        self.plan = plan
        self.status = status
        channels = try base.channels() ?? Channels()
        people = try base.people() ?? People()
        flagsTakenBack = try Self.flagsTakenBack(status, plan, base, environment)
        do {
            schedule = try MessageSchedule(
                plan, status: status, log: log ?? DeliveryLog(environment: environment, plan: key), now: now,
                isTakenBack: !flagsTakenBack.isEmpty,
                checks: try base.checks(of: plan, in: environment))
        } catch let error as PlanCalendar.UnknownTimeZone {
            throw Failure(
                "unknown-time-zone",
                "\(DocumentKind.plan(environment, key).path): there is no time zone '\(error.name)'",
                hint: error.hint)
        }
    }

    /// Every plan, in a stable order.
    static func plans(
        in environments: [EnvironmentKey], _ base: Snapshot
    ) throws -> [(environment: EnvironmentKey, plan: PlanKey)] {
        try environments.flatMap { environment in try base.planKeys(in: environment).map { (environment, $0) } }
    }

    /// The same where the caller names one message or wants all: a plan without any is refused.
    static func require(
        _ key: PlanKey, in environment: EnvironmentKey, _ base: Snapshot, now: Timestamp
    ) throws -> PlanMessages {
        if let messages = try PlanMessages(key, in: environment, base, now: now) { return messages }
        throw Failure("no-messages", "plan '\(key)' has no messages", hint: "write some: 'messages' of the plan")
    }

    /// A channel that the plan names.
    ///
    /// - Throws: a ``Failure`` where channels.json does not have it.
    func channel(_ key: ChannelKey) throws -> MessageChannel {
        if let channel = channels.channel(key) { return channel }
        throw Failure(
            "unknown-channel", "channels.json has no channel '\(key)'", hint: "see what is wrong: flagctl validate")
    }

    /// A message of the plan by what somebody typed.
    func message(_ text: String) throws -> PlanMessage {
        if let message = plan.messages.first(where: { $0.key.text == text }) { return message }
        let names = plan.messages.map(\.key.text)
        throw Failure(
            "unknown-message", "plan '\(plan.key)' has no message '\(text)'",
            hint: nearest(text, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty ? "write some: 'messages' of the plan" : "it has: \(names.joined(separator: ", "))"))
    }

    /// Whom e-mail reaches.
    func recipients(of message: PlanMessage) -> [OutgoingMessage.Recipient] {
        people.recipients(of: message.audience).map { OutgoingMessage.Recipient(name: $0.name, address: $0.address) }
    }
}
