public import Documents
import FlagRepository

/// What the merge of one file came to.
public struct MergeReport: Report {
    /// A field that both sides changed.
    public struct Conflict: Sendable {
        /// The field, such as `rules/regular-users`; `.` for the file as a whole, a list's path for its order.
        public let path: String
        /// The common ancestor's value.
        public let base: JSONValue?
        /// Our value.
        public let ours: JSONValue?
        /// Their value.
        public let theirs: JSONValue?
    }

    /// What the sides are called.
    public struct Names: Sendable {
        /// Our side.
        public let ours: String
        /// Their side.
        public let theirs: String
    }

    /// The file.
    public let path: String
    /// What the sides are called.
    public let names: Names
    /// The merged file, with markers where there is a conflict.
    public internal(set) var bytes: [UInt8]
    /// The fields that both sides changed.
    public internal(set) var conflicts: [Conflict] = []
    /// What would be wrong with the file although its fields go together.
    public internal(set) var findings: [Finding] = []

    /// Whether the file is merged and needs nobody.
    public var isClean: Bool { conflicts.isEmpty && findings.isEmpty }

    /// The findings, `path:line:column: error: message [rule]` each.
    public var findingLines: [String] { findings.map(\.text) }

    /// `{"path", "conflicts": [{"path", "base", "ours", "theirs"}], "findings": [finding]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("path", path)
            fields.add("conflicts", .array(conflicts.map(\.json)))
            fields.add("findings", .array(findings.map(\.json)))
        }
    }
}

extension MergeReport.Conflict {
    init(_ conflict: FieldMerge.Conflict) {
        path = conflict.field.description
        base = conflict.base
        ours = conflict.ours
        theirs = conflict.theirs
    }

    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("path", path)
            fields.add("base", base ?? .null)
            fields.add("ours", ours ?? .null)
            fields.add("theirs", theirs ?? .null)
        }
    }

    /// The conflict in one line, with the sides' names.
    public func text(_ names: MergeReport.Names) -> String {
        guard path != "." else { return "the whole file" }
        return "\(path): \(names.ours) \(Self.short(ours)), \(names.theirs) \(Self.short(theirs)), "
            + "before \(Self.short(base))"
    }

    private static func short(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        let text = CanonicalJSON.compact(value)
        return text.count <= 60 ? text : "\(text.prefix(57))…"
    }
}
