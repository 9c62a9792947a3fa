import Communications
import Connectors
import FlagModel
import FlagRepository
import Git

/// Sends every message that is due, one after the other.
struct DeliverMessages {
    private var delivering: DeliverMessage
    /// Channels that did not take a message: nothing more goes out over them this time.
    private var silent: Set<ChannelKey> = []
    /// How long messages are begun, in seconds, where others wait for the sender: the rest is for the next time.
    private let patience: Int?
    /// When this time began.
    private let begun: Timestamp

    init(_ delivering: DeliverMessage, patience: Int? = nil) {
        self.delivering = delivering
        self.patience = patience
        begun = delivering.clock()
    }

    /// What was done about the messages of a plan.
    private struct Outcome {
        /// What was sent, could not be sent, or is not sent any more.
        var deliveries: [Delivery] = []
        /// What went out, or did not, before: nobody knows about it, or it is tried again later.
        var waiting: [Delivery] = []
        /// What is due and was not begun.
        var left: [ScheduledDelivery] = []
        /// What could not even be written.
        var problems: [PlanFailure] = []
    }

    /// Sends what is due of the plans of environments; what is wrong with one plan keeps no other from its messages.
    ///
    /// - Parameter plan: the only plan; all where nothing is given.
    mutating func deliverDue(
        in environments: [EnvironmentKey], of plan: String?, _ base: Snapshot, _ report: inout SendReport
    ) async throws {
        try delivering.refuseOtherBranch(base)
        for (environment, key) in try PlanMessages.plans(in: environments, base)
        where plan.map({ $0 == key.text }) ?? true {
            var outcome = Outcome()
            do {
                try await deliverDue(of: key, in: environment, &outcome)
            } catch {
                report.unread.append(PlanFailure(key, in: environment, Failure(error)))
            }
            // What went out is told and kept, whatever else is wrong.
            outcome.waiting.removeAll { record in outcome.deliveries.contains { $0.slot == record.slot } }
            report.add(outcome.deliveries, waiting: outcome.waiting, left: outcome.left, of: key, in: environment)
            report.problems += outcome.problems
            do {
                try await delivering.settle(of: key, in: environment)
            } catch {
                delivering.abandon()
                report.unread.append(PlanFailure(key, in: environment, Failure(error)))
            }
            report.unpublished = delivering.unpublished
        }
    }

    /// Sends what is due of a plan, and notes what is not sent any more.
    private mutating func deliverDue(
        of plan: PlanKey, in environment: EnvironmentKey, _ outcome: inout Outcome
    ) async throws {
        var passed: Set<Delivery.Slot> = []
        var unwritten: Set<MessageKey> = []
        var rounds = 0
        while true {
            let now = delivering.clock()
            guard let messages = try PlanMessages(plan, in: environment, delivering.head(), now: now) else { break }
            let scheduled = messages.schedule.deliveries
            outcome.waiting = scheduled.compactMap(\.waiting)
            for delivery in scheduled where !delivering.open.contains(where: { $0.slot == delivery.slot }) {
                guard let lapsed = try lapse(delivery, of: messages, now) else { continue }
                outcome.deliveries.append(delivering.note(lapsed))
            }
            outcome.left = scheduled.filter { found in
                guard case .due = found.standing else { return false }
                return !passed.contains(found.slot) && !unwritten.contains(found.occurrence.message.key)
            }
            guard let next = next(outcome.left), mayBegin(now) else { break }
            passed.insert(next.slot)
            do {
                let sent = try await delivering.send(next, of: messages)
                if sent == nil, rounds < DeliverMessage.attempts {
                    // Somebody else was first; what is left is looked at again.
                    rounds += 1
                    if try delivering.head().deliveries(of: plan, in: environment)?[next.slot] == nil {
                        passed.remove(next.slot)
                    }
                }
                guard let sent else { continue }
                outcome.deliveries.append(sent.record)
                if !sent.takesMore { silent.insert(next.channel) }
            } catch  where error is Failure || messages.isInRepository(next.channel) {
                let message = next.occurrence.message.key
                unwritten.insert(message)
                outcome.problems.append(PlanFailure(plan, in: environment, message: message, Failure(error)))
            }
        }
    }

    /// What goes out next: what is urgent, then what was never tried, so that nothing stands behind what is refused.
    private func next(_ due: [ScheduledDelivery]) -> ScheduledDelivery? {
        due.filter { !silent.contains($0.channel) }.enumerated().min { left, right in
            (left.element.urgency, left.offset) < (right.element.urgency, right.offset)
        }?.element
    }

    /// Whether a message may still be begun: there is time, and others can be told of the claim.
    private func mayBegin(_ now: Timestamp) -> Bool {
        delivering.unpublished == nil && patience.map { now.unixSeconds - begun.unixSeconds <= $0 } ?? true
    }

    private func lapse(
        _ delivery: ScheduledDelivery, of messages: PlanMessages, _ now: Timestamp
    ) throws -> Delivery? {
        guard case .lapsed(let state, let why) = delivery.standing else { return nil }
        let refusal = state == .skipped ? try messages.refusal(of: delivery.occurrence) : nil
        let reason = refusal.map { "\(why): \($0)" } ?? why
        return delivery.lapsed(state, why: String(reason.prefix(Delivery.textLimit)), at: now, by: delivering.by)
    }
}

extension ScheduledDelivery {
    /// 0 goes first.
    fileprivate var urgency: Int {
        let isRetried = (record?.attempts ?? 0) > 0
        return (occurrence.message.moment.event == .rolledBack ? 0 : 2) + (isRetried ? 1 : 0)
    }
}

extension PlanMessages {
    /// Whether a channel's deliveries are commits, which may be in the way of something that is there.
    fileprivate func isInRepository(_ channel: ChannelKey) -> Bool {
        channels.channel(channel)?.isInRepository == true
    }
}
