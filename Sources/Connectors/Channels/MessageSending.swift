public import Communications
public import FlagModel

/// What came of sending a message.
public enum SendOutcome: Sendable, Hashable {
    /// The receiver has it, and what it answered.
    case sent(receipt: String)
    /// The receiver did not take it, and why: it surely did not arrive; it may be tried again.
    case refused(String)
    /// The channel takes nothing, whatever the message, and why: it surely did not arrive; it may be tried again.
    case unreachable(String)
    /// The receiver asks to be tried again in so many seconds, and why.
    case later(seconds: Int, why: String)
    /// Nobody knows whether it arrived, and why.
    case unknown(String)
}

/// Sends messages over channels.
public protocol MessageSending: Sendable {
    /// Sends a message once, and says what came of it, also where the receiver is dead.
    func send(_ message: OutgoingMessage, over channel: MessageChannel) async -> SendOutcome
}
