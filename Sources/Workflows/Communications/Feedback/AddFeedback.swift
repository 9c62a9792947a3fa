public import FlagModel
import FlagRepository
import Git

/// Records what somebody says about a feature, to be answered in the time of its class.
public struct AddFeedback: Sendable {
    /// What kind of feedback it is.
    public var kind: Feedback.Class
    /// What they say.
    public var text: String
    /// Who said it, in words.
    public var from: String?
    /// The flag that it is about.
    public var flag: String?
    /// The environment that it is about.
    public var environment: String?
    /// The rollout plan that it is about.
    public var plan: String?
    /// Where it is discussed.
    public var link: String?
    /// When it came, in RFC 3339; now where nothing is given.
    public var received: String?

    /// Says what somebody says.
    public init(_ kind: Feedback.Class, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// Commits it as a file of its own.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try FeedbackText.check(text, "the text")
        if let from { try FeedbackText.check(from, "who says it", isLine: true) }
        if let link, !WebAddress.isOne(link) {
            throw Failure.usage("'\(link)' is no address of the web", hint: "write it as https://example.com/tickets/1")
        }
        let received = try moment(session.now)
        let (high, low) = session.entropy()
        return try await Editing(session: session, options: options).run { draft in
            let base = draft.base
            _ = try base.settings()
            let place = try environment.map { try base.environmentKey($0) }
            let feedback = Feedback(
                key: try freeKey(base, session.now, high, low), kind: kind, text: text, from: from,
                flag: try flag.map { try base.flagKey($0) }, environment: place,
                plan: try plan.map { try base.planKey($0, in: place) }, link: link, received: received)
            try draft.create(.feedback(feedback.key), feedback.json)
            return Editing.Intent(
                subject: subject(feedback), operation: "feedback-add", flags: feedback.flag.map { [$0] } ?? [],
                environment: place, notes: ["to be answered by \(feedback.deadline)"],
                trailers: feedback.rolloutTrailers)
        }
    }

    /// Their words stay out of the first line: what people write is hostile until somebody read it.
    private func subject(_ feedback: Feedback) -> String {
        var text = "Record \(kind.rawValue) feedback"
        if let subject = feedback.flag?.text ?? feedback.plan?.text { text += " on \(subject)" }
        if let environment = feedback.environment { text += " in \(environment)" }
        return text
    }

    private func moment(_ now: Timestamp) throws -> Timestamp {
        guard let text = received else { return now }
        guard let moment = Timestamp(text) else {
            throw Failure.usage("'\(text)' is no RFC 3339 timestamp", hint: "write it as \(now)")
        }
        guard moment <= now else {
            throw Failure.usage("'\(text)' is still to come", hint: "it is \(now); leave --received out for now")
        }
        return moment
    }

    /// A ULID that nothing has yet: the next one where two come at once, as the specification counts them.
    private func freeKey(_ base: Snapshot, _ now: Timestamp, _ high: UInt16, _ low: UInt64) throws -> FeedbackKey {
        let milliseconds = UInt64(max(0, now.unixSeconds)) * 1000 + UInt64(now.nanoseconds / 1_000_000)
        var step: UInt64 = 0
        while true {
            let text = ULID.text(milliseconds: milliseconds, high: high, low: low &+ step)
            if let key = FeedbackKey(text), try base.bytes(at: DocumentKind.feedback(key).path) == nil { return key }
            step += 1
        }
    }
}

/// What people may write.
enum FeedbackText {
    /// Refuses a text that says nothing, or that could do something to a terminal.
    ///
    /// - Parameter isLine: whether it may have no line breaks either.
    static func check(_ text: String, _ noun: String, isLine: Bool = false) throws {
        guard !text.allSatisfy(\.isWhitespace) else {
            throw Failure("empty-text", "\(noun) is empty", status: .usage)
        }
        for scalar in text.unicodeScalars {
            let isBreak = scalar == "\n" || scalar == "\t"
            let isControl = scalar.properties.generalCategory == .control
            guard isControl, isLine || !isBreak else { continue }
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw Failure(
                "control-character",
                "\(noun) has a control character: U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)",
                hint: "copy it as plain text", status: .usage)
        }
    }
}

extension Feedback {
    /// The plan that it is about, as trailers name it.
    var rolloutTrailers: [Trailer] { plan.map { [Trailer(key: TrailerKey.rollout, value: $0.text)] } ?? [] }
}
