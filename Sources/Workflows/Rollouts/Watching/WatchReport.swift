public import Documents
public import FlagModel

/// What one look of a watcher came to.
public struct WatchReport: Report {
    /// A decision that was committed.
    public struct Decision: Sendable {
        /// The run: plan and environment.
        public let run: String
        /// What was committed.
        public let edit: EditReport

        init(_ run: String, _ made: Editing.Made) {
            self.run = run
            edit = made.report
        }
    }

    /// A run that could not be looked at, or whose decision was refused.
    public struct Problem: Sendable {
        /// The run.
        public let run: String
        /// Why.
        public let failure: Failure
    }

    /// A metric that no source gave.
    public struct Gap: Sendable, Hashable {
        /// The run.
        public let run: String
        /// The guard or criterion.
        public let subject: String
        /// The metric.
        public let metric: String
        /// Why.
        public let why: String
    }

    /// When it looked.
    public let time: Timestamp
    /// How many runs were active.
    public var runs = 0
    /// What was decided, in order.
    public var decisions: [Decision] = []
    /// Why nothing is raised: what came into the branch may not stand.
    public var doubt: String?
    /// What went wrong.
    public var problems: [Problem] = []
    /// What could not be measured.
    public var gaps: [Gap] = []
    /// How often others published first.
    public var overtaken = 0

    /// Whether nothing happened.
    public var isQuiet: Bool {
        decisions.isEmpty && messages.isEmpty && waiting.isEmpty && problems.isEmpty && gaps.isEmpty && doubt == nil
    }

    /// Adds a gap, once.
    mutating func note(_ gap: Gap) {
        if !gaps.contains(gap) { gaps.append(gap) }
    }

    /// The same without what an earlier look has said already.
    public func news(since earlier: WatchReport?) -> WatchReport {
        guard let earlier else { return self }
        var news = self
        news.gaps.removeAll(where: earlier.gaps.contains)
        news.problems.removeAll { problem in
            earlier.problems.contains { $0.run == problem.run && $0.failure.message == problem.failure.message }
        }
        let known = (earlier.messages + earlier.waiting).map(\.delivery)
        news.waiting.removeAll { known.contains($0.delivery) }
        if doubt == earlier.doubt { news.doubt = nil }
        return news
    }

    /// What became of messages in this look.
    public internal(set) var messages: [SendReport.Row] = []
    /// Messages that an earlier look left: nobody knows about them, or they are tried again later.
    public internal(set) var waiting: [SendReport.Row] = []

    /// Whether something has to be looked at by somebody.
    public var needsSomebody: Bool {
        !problems.isEmpty || doubt != nil || SendReport.needsSomebody(messages, waiting: waiting)
    }

    init(time: Timestamp) { self.time = time }

    /// Notes what went wrong, once for each run and reason.
    mutating func add(_ problem: Problem) {
        guard !problems.contains(where: { $0.run == problem.run && $0.failure.code == problem.failure.code }) else {
            return
        }
        problems.append(problem)
    }

    /// `{"time", "runs", "decisions": [{"run", edit…}], "problems": [{"run", "code", "message", "hint"}], "gaps"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("time", time.text)
            fields.add("runs", runs)
            fields.add("doubt", doubt)
            fields.add(
                "decisions",
                .array(
                    decisions.map { decision in
                        JSONFields.build { fields in
                            fields.add("run", decision.run)
                            fields.add("commit", decision.edit.commit)
                            fields.add("subject", decision.edit.subject)
                            fields.add("classification", decision.edit.classification)
                            fields.add("changes", .array(decision.edit.changes.map(\.json)))
                        }
                    }))
            if !messages.isEmpty { fields.add("messages", .array(messages.map(\.json))) }
            if !waiting.isEmpty { fields.add("waiting", .array(waiting.map(\.json))) }
            fields.add(
                "problems",
                .array(
                    problems.map { problem in
                        JSONFields.build { fields in
                            fields.add("run", problem.run)
                            fields.add("code", problem.failure.code)
                            fields.add("message", problem.failure.message)
                            fields.add("hint", problem.failure.hint)
                        }
                    }))
            fields.add(
                "gaps",
                .array(
                    gaps.map { gap in
                        JSONFields.build { fields in
                            fields.add("run", gap.run)
                            fields.add("subject", gap.subject)
                            fields.add("metric", gap.metric)
                            fields.add("why", gap.why)
                        }
                    }))
        }
    }
}
