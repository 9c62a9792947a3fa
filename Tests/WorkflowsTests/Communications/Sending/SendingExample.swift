import Communications
import Connectors
import FlagModel
import Synchronization
import TestSupport
import Testing

@testable import Workflows

/// A receiver in memory: what arrived, and what it answers.
final class Receiver: MessageSending {
    private let state = Mutex<(seen: [OutgoingMessage], outcomes: [SendOutcome])>(([], []))
    private let during: @Sendable () async -> Void

    /// Answers with these first, and then that it has the message; before each answer it does what is given.
    init(_ outcomes: [SendOutcome] = [], during: @escaping @Sendable () async -> Void = {}) {
        self.during = during
        state.withLock { $0.outcomes = outcomes }
    }

    /// What arrived, in order.
    var seen: [OutgoingMessage] { state.withLock { $0.seen } }

    func send(_ message: OutgoingMessage, over channel: MessageChannel) async -> SendOutcome {
        await Task.yield()
        await during()
        return state.withLock { state in
            state.seen.append(message)
            return state.outcomes.isEmpty ? .sent(receipt: "ok") : state.outcomes.removeFirst()
        }
    }
}

/// CSF's canary plan, with messages.
enum MessagePlan {
    static let channels = """
        {
          "channels": [
            { "key": "live", "name": "#live", "type": "slack", "urlFrom": "SLACK_URL" },
            { "key": "email", "type": "email", "from": "releases@example.com" },
            { "key": "in-app", "type": "feed" },
            { "key": "news", "type": "file", "folder": "announcements" }
          ]
        }

        """

    static func plan(_ messages: String, start: String = "2026-01-10T12:00:00Z") -> String {
        let rest = CanaryPlan.plan().dropFirst(2)
        return "{\n  \"schedule\": { \"start\": \"\(start)\" },\n  \"messages\": [\(messages)],\n" + rest
    }

    static let notice =
        #"{ "key": "t7", "name": "Soon", "when": "start -P7D", "channels": ["live", "in-app"], "text": "In a week." }"#
    static let others = """
        { "key": "step", "name": "Step", "when": "step", "channels": ["live"], "text": "A step was made." },
        { "key": "hour", "name": "An hour on", "when": "step +PT1H", "channels": ["live"], "text": "Still good." },
        { "key": "rollback", "name": "Off", "when": "rolled-back", "channels": ["live", "news"], "text": "It is off." }
        """

    static func files(_ messages: String, start: String = "2026-01-10T12:00:00Z") -> [String: String?] {
        [".flagctl/channels.json": channels, "\(CanaryPlan.path)/plan.json": plan(messages, start: start)]
    }
}

extension FlagFixture {
    /// Sends what is due at a time of 3 January 2026, or at a whole time.
    @discardableResult
    func send(
        _ choice: SendMessages.Choice = .due(plan: nil, environment: nil), at time: String, by receiver: Receiver,
        push: Bool = false, in folder: String? = nil
    ) async throws -> SendReport {
        let time = time.count == 5 ? "2026-01-03T\(time):00Z" : time
        let session = try session("flagctl comms send", at: time, in: folder)
        let now = session.now
        return try await SendMessages(
            choice, push: push, sender: receiver, gathering: ConstantMeasurements.healthy, clock: { now }
        ).run(session)
    }

    /// Message, channel and standing of everything that is known of, in a line each.
    func standings(at time: String, all: Bool = true) throws -> [String] {
        let time = time.count == 5 ? "2026-01-03T\(time):00Z" : time
        return try ListDueMessages(all: all).run(session("flagctl comms due", at: time)).rows.map {
            "\($0.message) \($0.channel) \($0.standing.name)"
        }
    }
}
