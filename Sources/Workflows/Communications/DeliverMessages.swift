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
    /// The time of each claim and receipt.
    let clock: @Sendable () -> Timestamp
    /// Who sends: `watch`, or `Name <email>`.
    let by: String
    private var composer: MessageComposer
    /// Channels that did not take a message: nothing more goes out over them this time.
    private var silent: Set<ChannelKey> = []
    /// The documents of the newest head that was seen.
    private var newest: Snapshot?
    /// How long an answer may take at most, in seconds, where others wait for the sender.
    var limit: Int?
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
    private static let roundLimit = 10

    /// How often a message is begun again because somebody else published first.
    private static let attempts = 10

    /// What was done about the messages of a plan.
    struct Outcome {
        /// What was sent, could not be sent, or is not sent any more.
        var deliveries: [Delivery] = []
        /// What went out, or did not, before: nobody knows about it, or it is tried again later.
        var waiting: [Delivery] = []
        /// What could not even be written.
        var problems: [PlanFailure] = []
    }

    /// Sends what is due of the plans of environments; what is wrong with one plan keeps no other from its messages.
    ///
    /// - Parameter plan: the only plan; all where nothing is given.
    mutating func deliverDue(
        in environments: [EnvironmentKey], of plan: String?, _ base: Snapshot, _ report: inout SendReport
    ) async throws {
        try refuseOtherBranch(base)
        for (environment, key) in try PlanMessages.plans(in: environments, base)
        where plan.map({ $0 == key.text }) ?? true {
            do {
                let outcome = try await deliverDue(of: key, in: environment)
                report.add(outcome.deliveries, waiting: outcome.waiting, of: key, in: environment)
                report.problems += outcome.problems
            } catch {
                report.unread.append(PlanFailure(key, in: environment, Failure(error)))
            }
        }
    }

    /// Sends what is due of a plan, and notes what is not sent any more.
    private mutating func deliverDue(of plan: PlanKey, in environment: EnvironmentKey) async throws -> Outcome {
        var outcome = Outcome()
        var open: [Delivery] = []
        do {
            try await deliverDue(of: plan, in: environment, &outcome, &open)
        } catch {
            // What went out is kept, whatever else is wrong.
            try await settle(open, of: plan, in: environment)
            throw error
        }
        outcome.deliveries += open.filter { record in !outcome.deliveries.contains { $0.slot == record.slot } }
        outcome.waiting.removeAll { record in outcome.deliveries.contains { $0.slot == record.slot } }
        try await settle(open, of: plan, in: environment)
        return outcome
    }

    /// - Parameter open: records that no commit has yet.
    private mutating func deliverDue(
        of plan: PlanKey, in environment: EnvironmentKey, _ outcome: inout Outcome, _ open: inout [Delivery]
    ) async throws {
        var passed: Set<Delivery.Slot> = []
        var unwritten: Set<MessageKey> = []
        var rounds = 0
        while true {
            let now = clock()
            guard let messages = try PlanMessages(plan, in: environment, head(), now: now) else { break }
            let scheduled = messages.schedule.deliveries
            outcome.waiting = scheduled.compactMap(\.waiting)
            let lapsed = try scheduled.compactMap { try lapse($0, of: messages, now) }
            open += lapsed.filter { new in !open.contains { $0.slot == new.slot } }
            let next = scheduled.first { found in
                guard case .due = found.standing else { return false }
                return !passed.contains(found.slot) && !silent.contains(found.channel)
                    && !unwritten.contains(found.occurrence.message.key)
            }
            guard let next, now.unixSeconds - begun.unixSeconds <= Self.roundLimit else { break }
            guard case .due(let attempts) = next.standing else { break }
            passed.insert(next.slot)
            do {
                let sent = try await send(next, attempts: attempts, messages, &open)
                if sent == nil, rounds < Self.attempts {
                    // Somebody else was first; what is left is looked at again.
                    rounds += 1
                    if try head().deliveries(of: plan, in: environment)?[next.slot] == nil {
                        passed.remove(next.slot)
                    }
                }
                if let sent, [.failed, .unknown].contains(sent.state) { silent.insert(next.channel) }
                outcome.deliveries += sent.map { [$0] } ?? []
            } catch let failure as Failure {
                let message = next.occurrence.message.key
                unwritten.insert(message)
                outcome.problems.append(PlanFailure(plan, in: environment, message: message, failure))
            }
        }
    }

    /// Sends one delivery whatever its time is.
    ///
    /// - Returns: nothing where somebody else is sending it.
    mutating func send(_ delivery: ScheduledDelivery, of messages: PlanMessages) async throws -> Delivery? {
        var open: [Delivery] = []
        let sent = try await send(
            delivery, attempts: delivery.record?.attempts ?? 0, messages, &open)
        try await settle(open, of: messages.plan.key, in: messages.environment)
        return sent
    }

    // MARK: One message

    /// The documents at the head, read once as long as it stays.
    private mutating func head() throws -> Snapshot {
        let commit = try editing.repository.headCommit()
        if let newest, newest.commit == commit { return newest }
        let snapshot = try editing.repository.snapshot(at: commit)
        newest = snapshot
        return snapshot
    }

    /// Messages go out from one branch: another one does not know what was sent.
    private func refuseOtherBranch(_ base: Snapshot) throws {
        let branch = try editing.repository.currentBranch().name.name
        let wanted = try base.settings().protectedBranch
        guard branch != wanted else { return }
        throw Failure(
            "other-branch", "messages go out from '\(wanted)' only, and this is '\(branch)'",
            hint: "git switch \(wanted); 'protectedBranch' of .flagctl/config.json names the branch")
    }

    /// Claims, sends, and leaves the receipt in `open` for the next commit.
    private mutating func send(
        _ delivery: ScheduledDelivery, attempts: Int, _ messages: PlanMessages, _ open: inout [Delivery]
    ) async throws -> Delivery? {
        try refuseOtherBranch(messages.base)
        var channel = try messages.channel(delivery.channel)
        if let limit { channel.timeout = min(channel.timeout, limit) }
        let text = try await composer.write(delivery.occurrence, of: messages, now: clock())
        let message = composer.address(text, to: delivery.channel, delivery.occurrence, of: messages)
        var record = Delivery(
            slot: delivery.slot, due: delivery.occurrence.due, start: delivery.occurrence.start, state: .claimed,
            at: clock(), by: by, attempts: attempts + 1, subject: message.subject,
            audience: delivery.occurrence.message.audience)
        if delivery.occurrence.missed > 0 {
            record.why = "\(counted(delivery.occurrence.missed, "earlier one")) went by unsent"
        }
        if channel.isInRepository {
            record.state = .sent
            let commit = DeliveryCommit(editing: editing, messages: messages, operation: .deliver)
            guard try await commit.make(open + [commit.kept(record, message, channel)], claim: record.slot, message)
            else { return nil }
            return try await publish(&open, claim: record.slot) ? record : nil
        }
        record.until = record.at.advanced(by: 3 * channel.timeout + Self.claimReserve)
        let commit = DeliveryCommit(editing: editing, messages: messages, operation: .claim)
        guard try await commit.make(open + [record], claim: record.slot, message) else { return nil }
        do {
            guard try await publish(&open, claim: record.slot) else { return nil }
        } catch let error as GitError {
            // Nobody else can know of the claim, so that nothing may be sent.
            open.append(record.settled(.refused("the claim could not be published: \(error.message)"), at: clock()))
            return open.last
        }
        // A claim that took too long to publish may be somebody else's by now.
        guard clock() < record.at.advanced(by: Self.claimReserve) else {
            open.append(record.settled(.refused("publishing the claim took too long"), at: clock()))
            return open.last
        }
        let outcome = await sender.send(message, over: channel)
        let receipt = record.settled(outcome, at: clock())
        open.append(receipt)
        return receipt
    }

    /// How long a claim holds besides the channel's own time, in seconds.
    private static let claimReserve = 90

    private func lapse(
        _ delivery: ScheduledDelivery, of messages: PlanMessages, _ now: Timestamp
    ) throws -> Delivery? {
        guard case .lapsed(let state, let why) = delivery.standing else { return nil }
        let refusal = state == .skipped ? try messages.refusal(of: delivery.occurrence) : nil
        let reason = refusal.map { "\(why): \($0)" } ?? why
        return delivery.lapsed(state, why: String(reason.prefix(Delivery.textLimit)), at: now, by: by)
    }

    // MARK: Commits

    /// Publishes what was committed, where others send too; what is open stays so until it is published.
    ///
    /// - Returns: false where somebody else published the same claim first, or others kept publishing.
    private func publish(_ open: inout [Delivery], claim: Delivery.Slot? = nil) async throws -> Bool {
        guard let sync else {
            open = []
            return true
        }
        for _ in 0..<Self.attempts {
            if try await sync.push() {
                open = []
                return true
            }
            // What was said here is said again on top of theirs, where they did not say otherwise first.
            var said: Set<Delivery.Slot> = []
            _ = try await sync.pull(saying: &said)
            if let claim, !said.contains(where: { $0.isSame(as: claim) }) { return false }
        }
        return false
    }

    /// Commits and publishes what is open.
    private mutating func settle(_ records: [Delivery], of plan: PlanKey, in environment: EnvironmentKey) async throws {
        var open = records
        for _ in 0..<Self.attempts where !open.isEmpty {
            guard let messages = try PlanMessages(plan, in: environment, head(), now: clock()) else { return }
            let commit = DeliveryCommit(editing: editing, messages: messages, operation: .receipt)
            _ = try await commit.make(open, claim: nil, nil)
            if try await publish(&open) { return }
        }
    }
}
