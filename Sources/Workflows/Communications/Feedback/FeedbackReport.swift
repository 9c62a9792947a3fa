public import Documents
import FlagModel
import Rollouts

/// What somebody says about a feature, and how long there is to answer.
public struct FeedbackReport: Report {
    /// Where it stands.
    public enum State: String, Sendable {
        /// There is time left.
        case open
        /// The deadline is over.
        case overdue
        /// It was answered.
        case closed
    }

    /// Who answered it, when and how.
    public struct Answer: Sendable {
        /// `Name <email>`.
        public let by: String
        /// RFC 3339.
        public let at: String
        /// What was answered.
        public let note: String?
    }

    /// Its key.
    public let key: String
    /// How little of the key names it.
    public let shortKey: String
    /// `critical`, `request`, `general` or `survey`.
    public let kind: String
    /// Where it stands.
    public let state: State
    /// What they say.
    public let text: String
    /// Who said it.
    public let from: String?
    /// The flag that it is about.
    public let flag: String?
    /// The environment that it is about.
    public let environment: String?
    /// The rollout plan that it is about.
    public let plan: String?
    /// Where it is discussed.
    public let link: String?
    /// When it came, RFC 3339.
    public let received: String
    /// By when it is to be answered, RFC 3339.
    public let deadline: String
    /// Seconds until the deadline, negative after it; of closed ones, that there were when they were answered.
    public let left: Int
    /// The answer.
    public let answer: Answer?

    init(_ feedback: Feedback, at now: Timestamp, shortKey: String) {
        key = feedback.key.text
        self.shortKey = shortKey
        kind = feedback.kind.rawValue
        text = feedback.text
        from = feedback.from
        flag = feedback.flag?.text
        environment = feedback.environment?.text
        plan = feedback.plan?.text
        link = feedback.link
        received = feedback.received.text
        deadline = feedback.deadline.text
        left = feedback.deadline.unixSeconds - (feedback.closed?.at ?? now).unixSeconds
        answer = feedback.closed.map { Answer(by: $0.by, at: $0.at.text, note: $0.note) }
        state = feedback.closed != nil ? .closed : feedback.isOverdue(at: now) ? .overdue : .open
    }

    /// The time left, or by how much it is overdue: `1 h 30 min left`, `overdue by 3 d`, `answered in time`.
    public var time: String {
        switch state {
        case .open: "\(SpanText.short(left)) left"
        case .overdue: "overdue by \(SpanText.short(-left))"
        case .closed: left >= 0 ? "answered in time" : "answered \(SpanText.short(-left)) late"
        }
    }

    /// `{"key", "class", "state", "text", …, "received", "deadline", "left" | "overdueBy", "closed": {"by", "at", "note"}}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("key", key)
            fields.add("class", kind)
            fields.add("state", state.rawValue)
            fields.add("text", text)
            fields.add("from", from)
            fields.add("flag", flag)
            fields.add("environment", environment)
            fields.add("plan", plan)
            fields.add("link", link)
            fields.add("received", received)
            fields.add("deadline", deadline)
            switch state {
            case .open: fields.add("left", ISODuration(seconds: left).text)
            case .overdue: fields.add("overdueBy", ISODuration(seconds: -left).text)
            case .closed: break
            }
            fields.add("closed", answer?.json)
        }
    }
}

extension FeedbackReport.Answer {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("by", by)
            fields.add("at", at)
            fields.add("note", note)
        }
    }
}

/// Feedback, what is overdue first.
public struct FeedbackListReport: Report {
    /// The moment that it is looked at, RFC 3339.
    public let time: String
    /// How much of that class and flag waits for an answer, overdue or not.
    public let open: Int
    /// How much of it is overdue.
    public let overdue: Int
    /// How much was answered.
    public let closed: Int
    /// What was asked for, in the order in which it is looked at.
    public let feedback: [FeedbackReport]

    /// `{"time", "open", "overdue", "closed", "feedback": [{"key", "class", "state", …}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("time", time)
            fields.add("open", open)
            fields.add("overdue", overdue)
            fields.add("closed", closed)
            fields.add("feedback", .array(feedback.map(\.json)))
        }
    }
}
