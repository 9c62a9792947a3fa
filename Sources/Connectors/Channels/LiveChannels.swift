import AsyncHTTPClient
public import Communications
public import FlagModel

/// The channels as they are out there: Slack, web servers, the system's sendmail, GitHub.
///
/// Secrets come from environment variables by the names in channels.json and go nowhere but to the receiver.
public struct LiveChannels: MessageSending {
    private let variables: [String: String]
    private let now: @Sendable () -> Timestamp
    private let isPatient: Bool
    private let pause: @Sendable (Int) async -> Void

    /// Makes channels.
    ///
    /// - Parameters:
    ///   - variables: the environment variables that channels may take secrets from; `FLAGCTL_SENDMAIL` names the command
    ///     for e-mail, and the command runs with all of them.
    ///   - now: the time, which signatures and e-mail bear.
    ///   - isPatient: whether a receiver that asks for time is waited for, and one that tells repetitions is asked twice;
    ///     otherwise nobody waits for more than one attempt.
    public init(
        variables: [String: String], now: @escaping @Sendable () -> Timestamp, isPatient: Bool = true
    ) {
        self.init(variables: variables, now: now, isPatient: isPatient) { seconds in
            do {
                try await Task.sleep(for: .seconds(seconds))
            } catch {
                // Who is cancelled waits no longer; the next attempt ends at once then.
            }
        }
    }

    init(
        variables: [String: String], now: @escaping @Sendable () -> Timestamp, isPatient: Bool = true,
        pause: @escaping @Sendable (Int) async -> Void
    ) {
        self.variables = variables
        self.now = now
        self.isPatient = isPatient
        self.pause = pause
    }

    /// The longest that sending over a channel can take, in seconds: two attempts, and a pause between them.
    public static func longestTime(over channel: MessageChannel) -> Int {
        2 * channel.timeout + RetryAfter.longestPause + 1
    }

    /// Sends a message over one channel.
    ///
    /// Nothing is tried again that may have arrived, but for channels that tell repetitions: a webhook and GitHub are
    /// asked a second time with the same key. A receiver that asks to wait is waited for up to 30 seconds.
    public func send(_ message: OutgoingMessage, over channel: MessageChannel) async -> SendOutcome {
        let secrets = ChannelSecrets(of: channel, variables: variables)
        do {
            let outcome: SendOutcome =
                switch channel.kind {
                case .email: await (try EmailDelivery(channel, variables: variables)).send(message, at: now())
                case .slack: await post(try SlackPost(message, over: channel, secrets: secrets), secrets)
                case .webhook: await post(try WebhookPost(message, over: channel, secrets: secrets, at: now()), secrets)
                case .gitHubRelease: await post(try ReleasePost(message, over: channel, secrets: secrets), secrets)
                case .feed, .file:
                    .refused("'\(channel.key)' is delivered by a commit and has nothing to send")
                }
            return outcome.mapText(secrets.quoted)
        } catch {
            return .unreachable(secrets.quoted(error.reason))
        }
    }

    /// Posts up to two times: again after a pause that the receiver asked for, or where it tells repetitions.
    private func post(_ post: some ChannelPost, _ secrets: ChannelSecrets) async -> SendOutcome {
        let client = HTTPClient.forMeasurements(connections: 1)
        let server = PostServer(client: client, peer: post.peer)
        let first = await post.outcome(of: await server.post(post.request), secrets)
        let outcome: SendOutcome
        switch first {
        case .later(let seconds, _) where isPatient && seconds <= RetryAfter.longestPause:
            await pause(seconds)
            outcome = await post.outcome(of: await server.post(post.request), secrets)
        case .unknown where post.tellsRepetitions && isPatient:
            await pause(1)
            let second = await post.outcome(of: await server.post(post.request), secrets)
            // A second attempt that fails says nothing about the first.
            if case .sent = second { outcome = second } else { outcome = first }
        default: outcome = first
        }
        await client.close()
        return outcome
    }
}

extension SendOutcome {
    /// The same with other texts.
    fileprivate func mapText(_ change: (String) -> String) -> SendOutcome {
        switch self {
        case .sent(let receipt): .sent(receipt: change(receipt))
        case .refused(let why): .refused(change(why))
        case .unreachable(let why): .unreachable(change(why))
        case .later(let seconds, let why): .later(seconds: seconds, why: change(why))
        case .unknown(let why): .unknown(change(why))
        }
    }
}
