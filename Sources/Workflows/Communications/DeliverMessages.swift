import Communications
import Connectors
import Documents
import FlagModel
import FlagRepository
import Git
import Rollouts

/// Sends messages of plans so that none goes out twice: a claim is committed, and published where others send too; then
/// the message goes out; then the receipt is committed.
///
/// Whoever dies between claim and receipt leaves a delivery that nobody knows about: it is never sent again by itself.
struct DeliverMessages {
    let editing: Editing
    /// The remote that others send from too.
    let sync: RemoteSync?
    let sender: any MessageSending
    let composer: MessageComposer
    /// The time of each claim and receipt.
    let clock: @Sendable () -> Timestamp
    /// Who sends: `watch`, or `Name <email>`.
    let by: String
    /// Channels that did not take a message: nothing more goes out over them this time.
    private var silent: Set<String> = []
    /// When this time began, so that receivers that are slow do not keep the sender from everything else.
    private let begun: Timestamp

    init(
        editing: Editing, sync: RemoteSync?, sender: any MessageSending, composer: MessageComposer,
        clock: @escaping @Sendable () -> Timestamp, by: String
    ) {
        self.editing = editing
        self.sync = sync
        self.sender = sender
        self.composer = composer
        self.clock = clock
        self.by = by
        begun = clock()
    }

    /// How long messages are begun in one time, in seconds; the rest is for the next.
    private static let patienceInAll = 30

    /// What the trailer of commits about messages begins with.
    static let operation = "comms-"

    /// How often a message is begun again because somebody else published first.
    private static let attempts = 10

    /// What was done about the messages of a plan.
    struct Outcome {
        /// What was sent, could not be sent, or is not sent any more.
        var deliveries: [Delivery] = []
        /// What could not even be written.
        var problems: [(message: MessageKey, failure: Failure)] = []
    }

    /// Sends what is due of a plan, and notes what is not sent any more.
    ///
    /// - Parameter wanted: which of what is due goes out; what lapsed is noted anyway.
    mutating func deliverDue(
        of plan: PlanKey, in environment: EnvironmentKey, where wanted: (ScheduledDelivery) -> Bool = { _ in true }
    ) async throws -> Outcome {
        var outcome = Outcome()
        var passed: Set<Delivery.Slot> = []
        var unwritten: Set<MessageKey> = []
        var open: [Delivery] = []
        var rounds = 0
        while true {
            let now = clock()
            guard let messages = try PlanMessages(plan, in: environment, editing.repository.head(), now: now) else {
                break
            }
            let scheduled = messages.schedule.deliveries
            open += scheduled.compactMap { lapse($0, now) }.filter { new in !open.contains { $0.slot == new.slot } }
            let next = scheduled.first { found in
                guard case .due = found.standing else { return false }
                return wanted(found) && !passed.contains(found.slot) && !silent.contains(found.channel.text)
                    && !unwritten.contains(found.occurrence.message.key)
            }
            guard let next, now.unixSeconds - begun.unixSeconds <= Self.patienceInAll else { break }
            guard case .due(let attempts) = next.standing else { break }
            passed.insert(next.slot)
            do {
                let sent = try await send(next, attempts: attempts, messages, &open)
                if sent == nil, rounds < Self.attempts {
                    // Somebody else was first; what is left is looked at again.
                    rounds += 1
                    if try editing.repository.head().deliveries(of: plan, in: environment)?[next.slot] == nil {
                        passed.remove(next.slot)
                    }
                }
                if let sent, [.failed, .unknown].contains(sent.state) { silent.insert(next.channel.text) }
                outcome.deliveries += sent.map { [$0] } ?? []
            } catch let failure as Failure where failure.code == "template" || failure.code == "unknown-channel" {
                unwritten.insert(next.occurrence.message.key)
                outcome.problems.append((next.occurrence.message.key, failure))
            }
        }
        outcome.deliveries += open.filter { record in !outcome.deliveries.contains { $0.slot == record.slot } }
        try await settle(open, of: plan, in: environment)
        return outcome
    }

    /// Sends one delivery whatever its time is.
    ///
    /// - Returns: nothing where somebody else is sending it.
    func send(_ delivery: ScheduledDelivery, of messages: PlanMessages) async throws -> Delivery? {
        var open: [Delivery] = []
        let sent = try await send(
            delivery, attempts: delivery.record?.attempts ?? 0, messages, &open)
        try await settle(open, of: messages.plan.key, in: messages.environment)
        return sent
    }

    // MARK: One message

    /// Claims, sends, and leaves the receipt in `open` for the next commit.
    private func send(
        _ delivery: ScheduledDelivery, attempts: Int, _ messages: PlanMessages, _ open: inout [Delivery]
    ) async throws -> Delivery? {
        let channel = try messages.channel(delivery.channel)
        let message = try await composer.compose(
            delivery.occurrence, of: messages, on: delivery.channel, now: clock())
        var record = Delivery(
            slot: delivery.slot, due: delivery.occurrence.due, start: delivery.occurrence.start, state: .claimed,
            at: clock(), by: by, attempts: attempts + 1, subject: message.subject,
            audience: delivery.occurrence.message.audience)
        if delivery.occurrence.missed > 0 {
            record.why = "\(counted(delivery.occurrence.missed, "earlier one")) went by unsent"
        }
        if channel.isInRepository {
            record.state = .sent
            let commit = DeliveryCommit(editing: editing, messages: messages, operation: "deliver")
            guard try await commit.make(open + [commit.kept(record, message, channel)], claim: record.slot, message)
            else { return nil }
            return try await publish(&open) ? record : nil
        }
        let patience = 3 * channel.timeout + Self.patience
        record.until = record.at.advanced(by: patience)
        let commit = DeliveryCommit(editing: editing, messages: messages, operation: "claim")
        guard try await commit.make(open + [record], claim: record.slot, message) else { return nil }
        do {
            guard try await publish(&open) else { return nil }
        } catch let error as GitError {
            // Nobody else can know of the claim, so that nothing may be sent.
            open.append(settled(record, .refused("the claim could not be published: \(error.message)")))
            return open.last
        }
        let outcome = await sender.send(message, over: channel)
        let receipt = settled(record, outcome)
        open.append(receipt)
        return receipt
    }

    /// How long a claim holds besides the channel's own time, in seconds.
    private static let patience = 90

    private func settled(_ claim: Delivery, _ outcome: SendOutcome) -> Delivery {
        var record = claim
        record.at = clock()
        record.until = nil
        switch outcome {
        case .sent(let receipt):
            record.state = .sent
            record.receipt = String(receipt.prefix(Self.textLimit)).filledOrNil
        case .refused(let why):
            record.state = .failed
            record.why = String(why.prefix(Self.textLimit))
        case .later(let seconds, let why):
            record.state = .failed
            record.why = String(why.prefix(Self.textLimit))
            record.until = record.at.advanced(by: seconds)
        case .unknown(let why):
            record.state = .unknown
            record.why = String(why.prefix(Self.textLimit))
        }
        return record
    }

    /// How many characters of an answer the log keeps.
    private static let textLimit = 500

    private func lapse(_ delivery: ScheduledDelivery, _ now: Timestamp) -> Delivery? {
        guard case .lapsed(let state, let why) = delivery.standing else { return nil }
        var record =
            delivery.record
            ?? Delivery(
                slot: delivery.slot, due: delivery.occurrence.due, start: delivery.occurrence.start, state: state,
                at: now, by: by, audience: delivery.occurrence.message.audience)
        record.state = state
        record.at = now
        record.by = by
        record.until = nil
        record.why = why
        return record
    }

    // MARK: Commits

    /// Publishes what was committed, where others send too; what is open stays so until it is published.
    ///
    /// - Returns: false where somebody else published first; what was committed here is gone then.
    private func publish(_ open: inout [Delivery]) async throws -> Bool {
        guard let sync else {
            open = []
            return true
        }
        guard try await sync.push() else {
            try await sync.pull()
            return false
        }
        open = []
        return true
    }

    /// Commits and publishes what is open.
    private func settle(_ records: [Delivery], of plan: PlanKey, in environment: EnvironmentKey) async throws {
        var open = records
        for _ in 0..<Self.attempts where !open.isEmpty {
            guard
                let messages = try PlanMessages(plan, in: environment, editing.repository.head(), now: clock())
            else { return }
            let commit = DeliveryCommit(editing: editing, messages: messages, operation: "receipt")
            _ = try await commit.make(open, claim: nil, nil)
            if try await publish(&open) { return }
        }
    }
}

extension String {
    fileprivate var filledOrNil: String? { allSatisfy(\.isWhitespace) ? nil : self }
}
