import Communications
import Connectors
import FlagModel
import Rollouts

extension Delivery {
    /// A claim with what sending came to.
    func settled(_ outcome: SendOutcome, at time: Timestamp) -> Delivery {
        var record = self
        record.at = time
        record.until = nil
        switch outcome {
        case .sent(let receipt):
            record.state = .sent
            record.receipt = Self.kept(receipt).filledOrNil
        case .refused(let why), .unreachable(let why):
            record.state = .failed
            record.why = Self.kept(why)
        case .later(let seconds, let why):
            record.state = .failed
            record.why = Self.kept(why)
            record.until = record.at.advanced(by: seconds)
        case .unknown(let why):
            record.state = .unknown
            record.why = Self.kept(why)
        }
        return record
    }

    /// What of an answer the log keeps: it is public, and addresses are not.
    private static func kept(_ text: String) -> String {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        return String(words.map { $0.contains("@") ? "(an address)" : $0 }.joined(separator: " ").prefix(textLimit))
    }

    /// How many characters of an answer or a note the log keeps.
    static let textLimit = 500
}

extension SendOutcome {
    /// Whether the channel may take another message now.
    var takesMore: Bool {
        switch self {
        case .sent, .refused: true
        case .unreachable, .later, .unknown: false
        }
    }
}

extension ScheduledDelivery {
    /// The record where something is to be done about it and not by sending it now.
    var waiting: Delivery? {
        switch standing {
        case .unknown(let why):
            // A claim whose time is over says so too.
            var record = record
            record?.state = .unknown
            record?.why = why
            return record
        case .retrying: return record
        default: return nil
        }
    }
}

extension Delivery.Slot {
    /// Whether both are the same delivery, whether it was counted to its run meanwhile or not.
    func isSame(as other: Delivery.Slot) -> Bool {
        message == other.message && occurrence == other.occurrence && channel == other.channel
            && (run == other.run || run == nil || other.run == nil)
    }
}

extension String {
    fileprivate var filledOrNil: String? { allSatisfy(\.isWhitespace) ? nil : self }
}
