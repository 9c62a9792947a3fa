import Communications
import Connectors
import Documents
import FlagModel
import FlagRepository
import Git
import Rollouts

/// Sends one message so that it goes out only once: a claim is committed, and published where others send too; then the
/// message goes out; then the receipt is committed, with the next claim or by itself.
///
/// Whoever dies between claim and receipt leaves a delivery that nobody knows about: it is never sent again by itself.
struct DeliverMessage {
    let editing: Editing
    /// The remote that others send from too.
    let sync: RemoteSync?
    let sender: any MessageSending
    /// The time of each claim and receipt.
    let clock: @Sendable () -> Timestamp
    /// Who sends: `watch`, or `Name <email>`.
    let by: String
    /// How long an answer may take at most, in seconds, where others wait for the sender.
    let limit: Int?
    private var composer: MessageComposer

    /// What became of messages and no commit says yet.
    private(set) var open: [Delivery] = []
    /// Why commits could not be published: what they say is here alone, and nothing more is claimed.
    private(set) var unpublished: Failure?
    /// The documents of the newest head that was seen.
    private var newest: Snapshot?

    init(
        editing: Editing, sync: RemoteSync?, sender: any MessageSending, composer: MessageComposer,
        clock: @escaping @Sendable () -> Timestamp, by: String, limit: Int? = nil
    ) {
        self.editing = editing
        self.sync = sync
        self.sender = sender
        self.composer = composer
        self.clock = clock
        self.by = by
        self.limit = limit
    }

    /// How often something is begun again because somebody else published first.
    static let attempts = 10

    /// How long a claim holds besides the time that sending may take, in seconds.
    private static let claimReserve = 90

    /// The documents at the head, read once as long as it stays.
    mutating func head() throws -> Snapshot {
        let commit = try editing.repository.headCommit()
        if let newest, newest.commit == commit { return newest }
        let snapshot = try editing.repository.snapshot(at: commit)
        newest = snapshot
        return snapshot
    }

    /// Messages go out from one branch: another one does not know what was sent.
    func refuseOtherBranch(_ base: Snapshot) throws {
        let branch = try editing.repository.currentBranch().name.name
        let wanted = try base.settings().protectedBranch
        guard branch != wanted else { return }
        throw Failure(
            "other-branch", "messages go out from '\(wanted)' only, and this is '\(branch)'",
            hint: "git switch \(wanted); 'protectedBranch' of .flagctl/config.json names the branch")
    }

    // MARK: Sending

    /// What became of a message.
    struct Sent {
        /// The record.
        let record: Delivery
        /// Whether its channel may take another message now.
        var takesMore = true
    }

    /// Claims and sends whatever its time is; the receipt is left for the next commit.
    ///
    /// - Returns: what became of it; nothing where somebody else is sending it.
    mutating func send(_ delivery: ScheduledDelivery, of messages: PlanMessages) async throws -> Sent? {
        try refuseOtherBranch(messages.base)
        var channel = try messages.channel(delivery.channel)
        if let limit { channel.timeout = min(channel.timeout, limit) }
        let text = try await composer.write(delivery.occurrence, of: messages, now: clock())
        let message = composer.address(text, to: delivery.channel, delivery.occurrence, of: messages)
        var record = claim(delivery, about: message.subject)
        if channel.isInRepository {
            record.state = .sent
            let commit = DeliveryCommit(editing: editing, messages: messages, operation: .deliver)
            let kept = commit.kept(record, message, channel)
            guard try await commit.make(open + [kept], claim: record.slot, message) else { return nil }
            if case .lost = await publish(claim: record.slot) { return nil }
            return Sent(record: record)
        }
        record.until = record.at.advanced(by: Self.claimReserve + LiveChannels.longestTime(over: channel))
        let commit = DeliveryCommit(editing: editing, messages: messages, operation: .claim)
        guard try await commit.make(open + [record], claim: record.slot, message) else { return nil }
        switch await publish(claim: record.slot) {
        case .lost: return nil
        case .failed:
            // Nobody else can know of the claim, so that nothing may be sent; why is for who sends, not for the log.
            return note(record, .refused("the claim could not be published"))
        case .done: break
        }
        // A claim that took too long to publish may be somebody else's by now.
        guard clock() < record.at.advanced(by: Self.claimReserve) else {
            return note(record, .refused("publishing the claim took too long"))
        }
        return note(record, await sender.send(message, over: channel))
    }

    private mutating func note(_ record: Delivery, _ outcome: SendOutcome) -> Sent {
        Sent(record: note(record.settled(outcome, at: clock())), takesMore: outcome.takesMore)
    }

    private func claim(_ delivery: ScheduledDelivery, about subject: String) -> Delivery {
        let occurrence = delivery.occurrence
        var record = Delivery(
            slot: delivery.slot, due: delivery.record?.due ?? occurrence.due, start: occurrence.start, state: .claimed,
            at: clock(), by: by, attempts: (delivery.record?.attempts ?? 0) + 1, subject: subject,
            audience: occurrence.message.audience)
        if occurrence.missed > 0 {
            record.why = "\(counted(occurrence.missed, "earlier one")) went by unsent"
        }
        return record
    }

    // MARK: Commits

    /// Keeps what became of a delivery for the next commit.
    mutating func note(_ record: Delivery) -> Delivery {
        open.append(record)
        return record
    }

    /// Commits and publishes what is open; what is not published is said in ``unpublished``.
    mutating func settle(of plan: PlanKey, in environment: EnvironmentKey) async throws {
        for _ in 0..<Self.attempts where !open.isEmpty {
            guard let messages = try PlanMessages(plan, in: environment, head(), now: clock()) else { return }
            let commit = DeliveryCommit(editing: editing, messages: messages, operation: .receipt)
            _ = try await commit.make(open, claim: nil, nil)
            if case .lost = await publish() { continue }
            break
        }
        open = []
    }

    /// Lets go of what could not be committed: the claims tell that nobody knows.
    mutating func abandon() { open = [] }

    /// What became of publishing.
    private enum Publishing {
        case done
        /// Somebody else published the same claim first, or others kept publishing.
        case lost
        case failed
    }

    /// Publishes what was committed, where others send too; what is open stays so until it is published.
    private mutating func publish(claim: Delivery.Slot? = nil) async -> Publishing {
        guard let sync else {
            open = []
            return .done
        }
        do {
            for _ in 0..<Self.attempts {
                if try await sync.push() {
                    open = []
                    return .done
                }
                // What was said here is said again on top of theirs, where they did not say otherwise first.
                var said: Set<Delivery.Slot> = []
                _ = try await sync.pull(saying: &said)
                if let claim, !said.contains(where: { $0.isSame(as: claim) }) { return .lost }
            }
            return .lost
        } catch {
            unpublished = Failure(error)
            return .failed
        }
    }
}
