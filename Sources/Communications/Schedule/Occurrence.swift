public import FlagModel

/// One time that a message goes out, or is planned to.
public struct Occurrence: Sendable, Hashable {
    /// The message.
    public var message: PlanMessage
    /// Its name within the run, by which it goes out only once: `start`, `step/canary/1/20260216T080000Z`; of a notice
    /// `start/20260302T080000Z`, the start that it announces.
    public var name: String
    /// The channels that it goes out on.
    public var channels: [ChannelKey]
    /// The run; nothing for a notice before the start.
    public var run: String?
    /// When it is to go out.
    public var due: Timestamp
    /// The start that it announces, of a notice before the start.
    public var start: Timestamp?
    /// The start that was announced before, of a notice that the start has moved.
    public var formerStart: Timestamp?
    /// The decision that it speaks of.
    public var decision: Decision?
    /// How many earlier ones went by unsent, of those that come again.
    public var missed: Int

    init(
        _ message: PlanMessage, _ name: String, on channels: [ChannelKey]? = nil, run: String?, due: Timestamp,
        start: Timestamp? = nil, formerStart: Timestamp? = nil, decision: Decision? = nil, missed: Int = 0
    ) {
        self.message = message
        self.name = name
        self.channels = channels ?? message.channels
        self.run = run
        self.due = due
        self.start = start
        self.formerStart = formerStart
        self.decision = decision
        self.missed = missed
    }

    /// The name of the one that tells of flags that were taken down after a run had succeeded.
    static let takenBack = "taken-back"

    /// The delivery on a channel.
    public func slot(on channel: ChannelKey) -> Delivery.Slot {
        Delivery.Slot(message: message.key, occurrence: name, run: run, channel: channel)
    }
}

extension Timestamp {
    /// The moment so many seconds later, or earlier where they are negative.
    func later(by seconds: Int) -> Timestamp {
        Timestamp(unixSeconds: unixSeconds + seconds, nanoseconds: nanoseconds, offset: offset)
    }

    /// The moment as a part of a name: `20260216T080000Z`, in UTC.
    public var compact: String {
        Timestamp(unixSeconds: unixSeconds).text.filter { $0 != "-" && $0 != ":" }
    }
}
