public import Documents
import Evaluation
import FlagModel

/// How much of an environment is served anything but a flag's off variant.
public struct ExposureReport: Report {
    /// One row of the flag.
    public struct Row: Sendable {
        /// A cohort, `fallthrough` or `flag`.
        public let name: String
        /// How much of the row is exposed.
        public let percent: Percentage
        /// People of the row who are exposed, where that can be estimated.
        public let people: Int?
    }

    /// How much of everybody is exposed; nothing where a cohort's share is not known, or only some meet a requirement.
    public let percent: Percentage?
    /// The same in people, where the population is known.
    public let people: Int?
    /// The required flag that keeps this one off.
    public let waitsFor: String?
    /// The required flag that keeps this one off for some.
    public let limitedBy: String?
    /// Row by row.
    public let rows: [Row]

    init(_ exposure: Exposure) {
        percent = exposure.total.map { Percentage(thousandths: $0) }
        people = exposure.people
        waitsFor = exposure.waitsFor?.text
        limitedBy = exposure.limitedBy?.text
        rows = exposure.rows.map {
            Row(name: $0.name.description, percent: Percentage(thousandths: $0.exposed), people: $0.people)
        }
    }

    /// `{"percent", "people", "waitsFor", "limitedBy", "rows": [{"row", "percent", "people"}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("percent", percent?.json ?? .null)
            fields.add("people", people)
            fields.add("waitsFor", waitsFor)
            fields.add("limitedBy", limitedBy)
            fields.add(
                "rows",
                .array(
                    rows.map { row in
                        JSONFields.build { fields in
                            fields.add("row", row.name)
                            fields.add("percent", row.percent.json)
                            fields.add("people", row.people)
                        }
                    }))
        }
    }
}
