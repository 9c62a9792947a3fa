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
    let schedule: MessageSchedule
    let groups: [PeopleGroup]

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
        groups = try base.people()?.groups ?? []
        do {
            schedule = try MessageSchedule(
                plan, status: status, log: log ?? DeliveryLog(environment: environment, plan: key), now: now,
                isTakenBack: try Self.isTakenBack(status, plan, base, environment),
                checks: try base.checks(of: plan, in: environment))
        } catch let error as PlanCalendar.UnknownTimeZone {
            throw Failure(
                "unknown-time-zone",
                "\(DocumentKind.plan(environment, key).path): there is no time zone '\(error.name)'",
                hint: "write it as Europe/Berlin, or UTC")
        }
    }

    /// Every plan with messages, in a stable order.
    static func plans(
        in environments: [EnvironmentKey], _ base: Snapshot
    ) throws -> [(environment: EnvironmentKey, plan: PlanKey)] {
        try environments.flatMap { environment in try base.planKeys(in: environment).map { (environment, $0) } }
    }

    /// Whether a run succeeded and somebody turned one of its flags off since.
    private static func isTakenBack(
        _ status: RolloutStatus?, _ plan: RolloutPlan, _ base: Snapshot, _ environment: EnvironmentKey
    ) throws -> Bool {
        guard let status, status.state == .succeeded else { return false }
        let wanted = plan.phases.flatMap(\.steps).flatMap(\.set).reduce(into: [FlagKey: Bool]()) { wanted, assignment in
            if let enabled = assignment.enabled { wanted[assignment.flag] = enabled }
        }
        return try wanted.contains { flag, isOn in
            try isOn && base.state(flag, in: environment)?.enabled == false
        }
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

    /// Whom e-mail reaches: members by their first address, and lists, each address once.
    func recipients(of message: PlanMessage) throws -> [OutgoingMessage.Recipient] {
        guard let people = try base.people() else { return [] }
        var seen: Set<String> = []
        return message.audience.compactMap { people.group($0) }.flatMap { group in
            group.members.compactMap { people.person($0) }.compactMap { person in
                person.emails.first.map { OutgoingMessage.Recipient(name: person.name, address: $0) }
            } + group.addresses.map { OutgoingMessage.Recipient(name: group.name, address: $0) }
        }.filter { seen.insert($0.address.lowercased()).inserted }
    }
}
