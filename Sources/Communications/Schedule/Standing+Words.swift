import FlagModel

extension Standing {
    /// A stable word.
    public var name: String {
        switch self {
        case .upcoming: "upcoming"
        case .due: "due"
        case .retrying: "retrying"
        case .conditional: "conditional"
        case .byHand: "by-hand"
        case .claimed: "claimed"
        case .unknown: "unknown"
        case .lapsed(let state, _): state.rawValue
        case .settled(let record): record.state.rawValue
        }
    }

    /// Why it is so; nothing where the word says it.
    public var why: String? {
        switch self {
        case .upcoming, .due: nil
        case .retrying(let time, let why): "\(why); tried again at \(time)"
        case .conditional: "its condition does not hold"
        case .claimed(let until): "somebody is sending it, until \(until) at most"
        case .unknown(let why): why
        case .byHand(let why), .lapsed(_, let why): why
        case .settled(let record): record.why ?? record.receipt
        }
    }
}
