public import FlagModel

extension DeliveryLog {
    /// The log without what nobody asks for any more: of messages that come again and again the newest few are enough.
    public func pruned(for plan: RolloutPlan) -> DeliveryLog {
        let again = Set(plan.messages.filter { $0.every != nil || $0.moment.event.isPeriodic }.map(\.key))
        var kept: [Delivery.Slot: Int] = [:]
        var log = self
        log.deliveries = log.deliveries.reversed().filter { delivery in
            guard again.contains(delivery.slot.message), delivery.state.isFinal else { return true }
            // Of each event that it came again after, so that what is known of it is never forgotten.
            var slot = delivery.slot
            slot.occurrence = slot.occurrence.split(separator: "/").dropLast().joined(separator: "/")
            kept[slot, default: 0] += 1
            return kept[slot, default: 0] <= Self.keptOccurrences
        }.reversed()
        return log
    }

    private static let keptOccurrences = 20
}
