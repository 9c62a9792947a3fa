import FlagModel

/// A log's records by what a schedule asks for, so that it is read once.
struct DeliveryIndex {
    /// Records of a message on a channel.
    private struct Place: Hashable {
        let message: MessageKey
        let channel: ChannelKey
    }

    /// Occurrences that come again, by what their names begin with.
    private struct Cadence: Hashable {
        let place: Place
        let run: String?
        let name: Substring
    }

    private let log: DeliveryLog
    /// The channels that a notice of a change went out on.
    private var changed: Set<ChannelKey> = []
    private var slots: [Delivery.Slot: Delivery] = [:]
    private var places: [Place: [Delivery]] = [:]
    private var newest: [Cadence: Timestamp] = [:]

    /// Reads a log; of what comes again, what a clock that was ahead sent counts when its time comes.
    init(_ log: DeliveryLog, now: Timestamp) {
        self.log = log
        for record in log.deliveries {
            let place = Place(message: record.slot.message, channel: record.slot.channel)
            slots[record.slot] = record
            places[place, default: []].append(record)
            if record.slot.isChange { changed.insert(record.slot.channel) }
            guard record.state != .failed, record.due <= now, let slash = record.slot.occurrence.lastIndex(of: "/")
            else { continue }
            let cadence = Cadence(place: place, run: record.slot.run, name: record.slot.occurrence[..<slash])
            newest[cadence] = max(newest[cadence] ?? record.due, record.due)
        }
    }

    /// The record of a slot; nothing where there is none.
    subscript(slot: Delivery.Slot) -> Delivery? { slots[slot] }

    /// What became of a message on a channel, oldest first.
    func records(of message: MessageKey, on channel: ChannelKey) -> [Delivery] {
        places[Place(message: message, channel: channel)] ?? []
    }

    /// What told the people of a message on a channel of a start, oldest first: the message itself, or another's word that
    /// the start has moved.
    func notices(of message: PlanMessage, on channel: ChannelKey) -> [Delivery] {
        guard changed.contains(channel) else { return records(of: message.key, on: channel) }
        return log.deliveries.filter { $0.slot.channel == channel && $0.isNotice(of: message) }
    }

    /// When the newest was due that is not tried again, of a message's occurrences `NAME/…` on a channel in a run.
    func newest(of message: MessageKey, below name: String, on channel: ChannelKey, in run: String?) -> Timestamp? {
        newest[Cadence(place: Place(message: message, channel: channel), run: run, name: Substring(name))]
    }
}
