import Communications
import FlagModel
import Synchronization
import Testing

@testable import Connectors

/// A channel as channels.json describes one.
func channel(
    _ kind: MessageChannel.Kind, url: String? = nil, urlVariable: String? = nil, secret: String? = nil,
    from: String? = nil, replyTo: String? = nil, isDraft: Bool = false, timeout: Int = 120
) throws -> MessageChannel {
    MessageChannel(
        key: try #require(ChannelKey(kind.rawValue)), kind: kind, url: url, urlVariable: urlVariable,
        secretVariable: secret, tokenVariable: kind == .gitHubRelease ? "GITHUB_TOKEN" : nil, from: from,
        replyTo: replyTo, repository: kind == .gitHubRelease ? "acme/app" : nil, isDraft: isDraft, timeout: timeout)
}

/// A message of a plan.
func message(
    _ subject: String = "Portal: 25 % → 50 %", markdown: String = "Hello **you** & <them>.\n\n- one\n- two",
    recipients: [OutgoingMessage.Recipient] = [], isUrgent: Bool = false, link: String? = nil
) throws -> OutgoingMessage {
    OutgoingMessage(
        id: "production/portal/01K2/launch/1", subject: subject, body: RichText(markdown: markdown), time: second(0),
        isUrgent: isUrgent, recipients: recipients, plan: PlanKey("portal"),
        environment: EnvironmentKey("production"), link: link)
}

/// What sending came to, and how long was waited meanwhile.
struct Sending {
    private let waited = Waited()
    var pauses: [Int] { waited.seconds.withLock { $0 } }

    private final class Waited: Sendable {
        let seconds = Mutex<[Int]>([])
    }

    /// Sends without waiting for anything but answers.
    func outcome(
        _ message: OutgoingMessage, over channel: MessageChannel, variables: [String: String] = [:]
    ) async -> SendOutcome {
        let waited = waited
        return await LiveChannels(variables: variables, now: { second(60) }) { seconds in
            waited.seconds.withLock { $0.append(seconds) }
        }.send(message, over: channel)
    }
}

extension SendOutcome {
    /// What it says, whatever it is.
    var text: String {
        switch self {
        case .sent(let text), .refused(let text), .unreachable(let text), .unknown(let text), .later(_, let text): text
        }
    }

    /// What it is, without what it says.
    var kind: String {
        switch self {
        case .sent: "sent"
        case .refused, .unreachable: "refused"
        case .later(let seconds, _): "later \(seconds)"
        case .unknown: "unknown"
        }
    }
}
