public import Documents
import FlagModel
import FlagRepository

/// One typed change, as reports show it.
public struct ChangeReport: Report {
    /// The environment; nothing for definitions.
    public let environment: String?
    /// What kind of thing changes: `flag`, `cohort`, `rollout` or `file`.
    public let subjectKind: String
    /// The flag's or cohort's key, or the file's path.
    public let subject: String
    /// The field, such as `enabled` or `rules/regular-users`; `.` where the whole file comes or goes.
    public let path: String
    /// The value before.
    public let before: JSONValue?
    /// The value after.
    public let after: JSONValue?
    /// The change in words.
    public let summary: String

    init(_ change: FlagChange) {
        (environment, subjectKind, subject) = Self.subject(of: change.document)
        path = change.field.description
        before = change.before
        after = change.after
        summary = change.summary
    }

    private static func subject(of document: DocumentKind) -> (String?, String, String) {
        switch document {
        case .flag(let key): (nil, "flag", key.text)
        case .state(let environment, let key): (environment.text, "flag", key.text)
        case .cohort(let environment, let key): (environment.text, "cohort", key.text)
        case .environment(let environment): (environment.text, "file", document.path)
        case .plan(let environment, let key), .status(let environment, let key): (environment.text, "rollout", key.text)
        default: (nil, "file", document.path)
        }
    }

    /// Where the change is, such as `production/CSF`, `production/cohorts/staff`, `production/rollouts/s4-ga` or `CSF`.
    public var place: String {
        guard let environment, subjectKind != "file" else { return subject }
        switch subjectKind {
        case "cohort": return "\(environment)/cohorts/\(subject)"
        case "rollout": return "\(environment)/rollouts/\(subject)"
        default: return "\(environment)/\(subject)"
        }
    }

    func add(to fields: inout JSONFields) {
        fields.add("environment", environment)
        fields.add(subjectKind, subject)
        fields.add("path", path)
        fields.add("before", before ?? .null)
        fields.add("after", after ?? .null)
        fields.add("summary", summary)
    }

    /// `{"environment", "flag" | "cohort" | "rollout" | "file", "path", "before", "after", "summary"}`.
    public var json: JSONValue { JSONFields.build(add) }
}
