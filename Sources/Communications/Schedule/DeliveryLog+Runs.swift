public import FlagModel

extension DeliveryLog {
    /// The log with notices before a start counted to the run that then began.
    public func bound(to status: RolloutStatus?) -> DeliveryLog {
        guard let status, let begun = status.decisions.first?.at else { return self }
        var log = self
        for index in log.deliveries.indices
        where log.deliveries[index].slot.run == nil && log.deliveries[index].at <= begun {
            log.deliveries[index].slot.run = status.run
        }
        return log
    }

    /// The log without what nobody asks for any more: of messages that come again and again the newest few are enough.
    public func pruned(for plan: RolloutPlan) -> DeliveryLog {
        let again = Set(plan.messages.filter { $0.every != nil || $0.moment.event.isPeriodic }.map(\.key))
        var kept: [Delivery.Slot: Int] = [:]
        var log = self
        log.deliveries = log.deliveries.reversed().filter { delivery in
            guard again.contains(delivery.slot.message), delivery.state.isFinal else { return true }
            var slot = delivery.slot
            slot.occurrence = ""
            kept[slot, default: 0] += 1
            return kept[slot, default: 0] <= Self.keptOccurrences
        }.reversed()
        return log
    }

    private static let keptOccurrences = 20
}
