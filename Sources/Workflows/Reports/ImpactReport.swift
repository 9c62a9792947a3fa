public import Documents
import Evaluation
import FlagModel
import Governance

/// Who is affected by a change in one row of one flag.
public struct ImpactReport: Report {
    /// Buckets whose variant changes.
    public struct Range: Sendable, Hashable {
        /// Where they start, in percent of the row.
        public let from: Percentage
        /// Where they end, in percent of the row.
        public let to: Percentage
        /// The variant before; nothing where the flag did not exist.
        public let before: String?
        /// The variant after; nothing where the flag no longer exists.
        public let after: String?
    }

    /// The environment.
    public let environment: String
    /// The flag.
    public let flag: String
    /// A cohort, `fallthrough` or `flag`.
    public let row: String
    /// What changes; empty where `unknown` says why.
    public let ranges: [Range]
    /// People whose variant changes, where that can be estimated.
    public let people: Int?
    /// Why the people of this row cannot be counted.
    public let unknown: String?

    init(_ row: Impact.Row, of flag: FlagKey, in environment: EnvironmentKey) {
        self.environment = environment.text
        self.flag = flag.text
        self.row = row.name.description
        people = row.people
        unknown = row.unknown
        ranges = row.ranges.map {
            Range(
                from: Percentage(thousandths: $0.buckets.lowerBound),
                to: Percentage(thousandths: $0.buckets.upperBound),
                before: $0.before?.text, after: $0.after?.text)
        }
    }

    /// A flag of which nothing is known but why.
    init(unknown why: String, of flag: FlagKey, in environment: EnvironmentKey) {
        self.environment = environment.text
        self.flag = flag.text
        row = "flag"
        ranges = []
        people = nil
        unknown = why
    }

    /// `{"environment", "flag", "row", "ranges": [{"from", "to", "before", "after"}], "people", "unknown"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment)
            fields.add("flag", flag)
            fields.add("row", row)
            if unknown == nil { fields.add("ranges", .array(ranges.map(\.json))) }
            fields.add("people", people)
            fields.add("unknown", unknown)
        }
    }
}

extension ImpactReport.Range {
    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("from", from.json)
            fields.add("to", to.json)
            fields.add("before", before.map { .string($0) } ?? .null)
            fields.add("after", after.map { .string($0) } ?? .null)
        }
    }
}

extension ImpactAnalysis {
    /// The rows whose people are affected, flag by flag.
    var reports: [ImpactReport] {
        effects.flatMap { effect in
            switch effect.content {
            case .rows(let rows): rows.map { ImpactReport($0, of: effect.flag, in: effect.environment) }
            case .unreadable:
                [
                    ImpactReport(
                        unknown: "the flag's files have errors: flagctl validate", of: effect.flag,
                        in: effect.environment)
                ]
            }
        }
    }
}
