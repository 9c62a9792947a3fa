extension DeliveryLog {
    /// What two sides who said something of messages come to.
    public struct Merge: Sendable {
        /// The log that has what both said.
        public var log: DeliveryLog
        /// The deliveries whose records are the other side's.
        public var taken: Set<Delivery.Slot> = []
        /// Those of which both said something and not the same: the log has this side's.
        public var contested: Set<Delivery.Slot> = []
    }

    /// This log with what another one changed since both were the same, record by record.
    ///
    /// That a receiver has a message is a fact, which beats whatever else is said of it. Where both sides changed a record
    /// otherwise, this side's stands.
    ///
    /// - Parameter base: the log as both had it; nothing where there was none.
    public func taking(_ other: DeliveryLog, since base: DeliveryLog?) -> Merge {
        var merge = Merge(log: self)
        for record in other.deliveries {
            let (before, own) = (base?[record.slot], self[record.slot])
            guard record != before, record != own else { continue }
            if own == before || record.state == .sent && own?.state != .sent {
                merge.log.put(record)
                merge.taken.insert(record.slot)
            } else if own?.state != .sent {
                merge.contested.insert(record.slot)
            }
        }
        // What one side drops as too old stays dropped where the other left it alone.
        merge.log.deliveries.removeAll { record in
            base?[record.slot] == record && other[record.slot] == nil
        }
        return merge
    }
}
