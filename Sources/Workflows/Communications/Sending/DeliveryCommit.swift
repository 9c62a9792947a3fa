import Communications
import Documents
import FlagModel
import FlagRepository
import Rollouts

/// A commit that writes what became of messages.
struct DeliveryCommit {
    let editing: Editing
    let messages: PlanMessages
    let operation: Operation

    /// What a commit says of messages.
    enum Operation: String {
        /// Somebody is sending one.
        case claim
        /// What became of some.
        case receipt
        /// One, which the commit itself delivers.
        case deliver
        /// What a person found out.
        case resolve

        /// The trailer that commits about messages bear.
        var trailer: String { "comms-\(rawValue)" }

        /// The trailers of what senders say, and no person.
        static let ofSenders = [claim, receipt, deliver].map(\.trailer)
    }

    private var plan: RolloutPlan { messages.plan }

    /// Writes records at the head.
    ///
    /// - Parameters:
    ///   - claim: the record that somebody else may have taken meanwhile; all others are facts.
    ///   - message: what is claimed, for the commit's message.
    /// - Returns: false where the claim was not to be had.
    func make(_ records: [Delivery], claim: Delivery.Slot?, _ message: OutgoingMessage?) async throws -> Bool {
        var isWon = true
        let made = try await editing.commit(
            { draft in
                let now = try draft.base.deliveries(of: plan.key, in: messages.environment)
                var log =
                    (now ?? DeliveryLog(environment: messages.environment, plan: plan.key))
                    .bound(to: try draft.base.status(of: plan.key, in: messages.environment))
                isWon = true
                var told: [Delivery] = []
                for var record in records {
                    if log[record.slot] == nil { record.slot = Self.slot(of: record, in: log) }
                    let known = log[record.slot]
                    if record.slot == claim, !Self.isFree(known, before: record) {
                        isWon = false
                    } else if known?.state.isFinal != true {
                        log.put(record)
                        told.append(record)
                    }
                }
                // A claim that is somebody else's takes nothing with it: the facts go with a commit of their own.
                guard isWon, !told.isEmpty else { return intent(of: [], nil) }
                if let message, let record = told.first(where: { $0.slot == claim }) {
                    try putFile(of: record, message, &draft)
                }
                try draft.put(log.pruned(for: plan), in: messages.environment)
                return intent(of: told, message)
            }, changeID: editing.session.changeID(), replacing: nil)
        return isWon && made != nil
    }

    /// The slot that a claim got when its run began meanwhile.
    private static func slot(of record: Delivery, in log: DeliveryLog) -> Delivery.Slot {
        guard record.slot.run == nil else { return record.slot }
        let bound = log.deliveries.last { known in
            known.slot.isSame(as: record.slot) && known.state == .claimed && known.by == record.by
        }
        return bound?.slot ?? record.slot
    }

    /// Whether a delivery can still be claimed: nobody did, or it failed as often as the claimant saw.
    private static func isFree(_ known: Delivery?, before record: Delivery) -> Bool {
        guard let known else { return record.attempts <= 1 }
        return known.state == .failed && known.attempts == record.attempts - 1
    }

    private func intent(of records: [Delivery], _ message: OutgoingMessage?) -> Editing.Intent {
        let newest = records.last
        let what = newest.map { "\($0.slot.message) by \($0.slot.channel)" } ?? "messages"
        let subject: String
        switch (operation, newest?.state) {
        case (.claim, _): subject = "Message \(plan.key): send \(what)"
        case (.deliver, _): subject = "Message \(plan.key): \(what)"
        case (_, let state?) where records.count == 1: subject = "Message \(plan.key): \(what) \(state.words)"
        default: subject = "Messages of \(plan.key): what became of \(records.count)"
        }
        return Editing.Intent(
            subject: subject, operation: operation.trailer, environment: messages.environment,
            reason: reason(records, message))
    }

    /// What a claim says goes out, in full: the log keeps the subject only.
    private func reason(_ records: [Delivery], _ message: OutgoingMessage?) -> String? {
        let lines = records.filter { $0.state != .claimed }.compactMap { record in
            record.why.map { "\(record.slot.message) by \(record.slot.channel) \(record.state.words): \($0)" }
        }
        let text = message.map { "\($0.subject)\n\n\($0.body.plain(width: 72))" }
        let paragraphs = [lines.joined(separator: "\n"), text ?? ""].filter { !$0.isEmpty }
        return paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n\n")
    }

    // MARK: In the repository

    /// The record of a message that its own commit delivers.
    func kept(_ record: Delivery, _ message: OutgoingMessage, _ channel: MessageChannel) -> Delivery {
        var record = record
        switch channel.kind {
        case .feed: record.text = message.body.markdown
        case .file: record.receipt = path(of: record, in: channel)
        default: break
        }
        return record
    }

    private func putFile(of record: Delivery, _ message: OutgoingMessage, _ draft: inout Draft) throws {
        guard let channel = messages.channels.channel(record.slot.channel), channel.kind == .file,
            let path = path(of: record, in: channel)
        else { return }
        let title = RichText([.heading(level: 1, [.text(message.subject)])]).markdown
        try draft.put(Array("\(title)\n\n\(message.body.markdown)\n".utf8), at: path)
    }

    /// `announcements/2026-02-16-s4-ga-launch-production-080005-1a2b3c.md`: when it was due, whoever delivers it, and at
    /// the end what is the occurrence's own.
    private func path(of record: Delivery, in channel: MessageChannel) -> String? {
        guard let folder = channel.folder else { return nil }
        let time = Timestamp(unixSeconds: record.due.unixSeconds).text.replacing(":", with: "")
        let name = "\(plan.key)-\(record.slot.message)-\(messages.environment)"
        let slot = PlanDigest.text(of: Array("\(record.slot.run ?? "") \(record.slot.occurrence)".utf8))
        return "\(folder)/\(time.prefix(10))-\(name)-\(time.dropFirst(11).prefix(6))-\(slot.suffix(6)).md"
    }
}

extension Draft {
    /// Writes what became of a plan's messages.
    mutating func put(_ log: DeliveryLog, in environment: EnvironmentKey) throws {
        let document = try JSONDocument(parsing: CanonicalJSON.bytes(of: log.json))
        try set(.deliveries(environment, log.plan), to: document)
    }
}

extension Delivery.State {
    /// The state after a message's name: `send increase by email failed`.
    var words: String {
        switch self {
        case .claimed: "is being sent"
        case .sent: "sent"
        case .failed: "failed"
        case .unknown: "may have arrived or not"
        case .skipped: "skipped"
        case .superseded: "superseded"
        }
    }
}
