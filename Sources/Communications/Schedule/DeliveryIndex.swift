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

    private var slots: [Delivery.Slot: Delivery] = [:]
    private var places: [Place: [Delivery]] = [:]
    private var newest: [Cadence: Timestamp] = [:]

    init(_ log: DeliveryLog) {
        for record in log.deliveries {
            let place = Place(message: record.slot.message, channel: record.slot.channel)
            slots[record.slot] = record
            places[place, default: []].append(record)
            guard record.state != .failed, let slash = record.slot.occurrence.lastIndex(of: "/") else { continue }
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

    /// When the newest was due that is not tried again, of a message's occurrences `NAME/…` on a channel in a run.
    func newest(of message: MessageKey, below name: String, on channel: ChannelKey, in run: String?) -> Timestamp? {
        newest[Cadence(place: Place(message: message, channel: channel), run: run, name: Substring(name))]
    }
}
