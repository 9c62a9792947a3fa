public import Documents
public import FlagModel
public import Rollouts

/// What a commit decided about rollouts, and whether the same evidence comes to it again.
public struct ExplanationReport: Report {
    /// The decision about one run.
    public struct Decided: Sendable {
        /// Where.
        public let environment: EnvironmentKey
        /// The plan.
        public let plan: PlanKey
        /// What was decided, with its evidence.
        public let decision: Decision?
        /// How each guard and criterion of the evidence is judged.
        public let thresholds: [MetricSubject: SeriesJudge]
        /// What is not as the machine decides, in words; empty where it comes to the same.
        public let differences: [String]
    }

    /// The commit.
    public let commit: String
    /// Its first line.
    public let subject: String
    /// Who wrote it.
    public let author: String
    /// The decisions, by path.
    public let decisions: [Decided]
    /// What the commit changes besides, and the decisions do not; or what they change, and the commit does not.
    public let differences: [ChangeReport]

    /// Whether everything in the commit follows from its decisions, and they from their evidence.
    public var isSame: Bool { differences.isEmpty && decisions.allSatisfy(\.differences.isEmpty) }

    /// `{"commit", "subject", "author", "same", "decisions": [{"environment", "plan", "decision", "differences"}],
    /// "changes"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("subject", subject)
            fields.add("author", author)
            fields.add("same", isSame)
            fields.add("decisions", .array(decisions.map(\.json)))
            fields.add("changes", .array(differences.map(\.json)))
        }
    }
}

extension ExplanationReport.Decided {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment.text)
            fields.add("plan", plan.text)
            fields.add("decision", decision?.json)
            let judged = (decision?.evidence ?? []).filter { thresholds[$0.subject] != nil }
            fields.add(
                "thresholds",
                .array(
                    judged.map { kept in
                        JSONFields.build { fields in
                            switch kept.subject {
                            case .guard(let key): fields.add("guard", key.text)
                            case .criterion(let key): fields.add("criterion", key.text)
                            }
                            let judge = thresholds[kept.subject]
                            fields.add("compare", judge?.test.comparison.rawValue)
                            fields.add("success", judge?.success?.text)
                            fields.add("failure", judge?.failure?.text)
                        }
                    }))
            fields.add("differences", .array(differences.map { .string($0) }))
        }
    }
}
