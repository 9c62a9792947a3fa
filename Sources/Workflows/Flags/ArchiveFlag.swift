import Documents
import FlagModel
import FlagRepository

/// Marks a flag as archived, or removes it everywhere; history keeps it, so that a revert brings it back.
public struct ArchiveFlag: Sendable {
    /// The flag.
    public var key: String
    /// Whether to remove its files too.
    public var remove: Bool

    /// Names the flag.
    public init(_ key: String, remove: Bool) {
        self.key = key
        self.remove = remove
    }

    /// Commits the change.
    ///
    /// - Throws: a failure where another flag requires it or where it is still served to somebody.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await Editing(session: session, options: options).run { draft in
            let key = try draft.base.flagKey(key)
            let places = try draft.base.environmentKeys().filter { try draft.base.bytes(at: DocumentKind.state($0, key).path) != nil }
            try refuseRequired(key, draft.base)
            try refuseEnabled(key, places, draft.base)
            if remove {
                try draft.remove(DocumentKind.flag(key).path)
                for place in places { try draft.remove(DocumentKind.state(place, key).path) }
            } else {
                try draft.edit(.flag(key)) { editor in
                    try editor.set("archived", at: ["lifecycle", "stage"], order: FeatureFlag.memberOrder)
                }
            }
            return Editing.Intent(
                subject: "\(remove ? "Remove" : "Archive") \(key)", operation: "archive", flags: [key])
        }
    }

    private func refuseRequired(_ key: FlagKey, _ base: Snapshot) throws {
        let users = try base.flagKeys().filter { other in
            try other != key && base.flag(other)?.requires.contains { $0.flag == key } == true
        }
        guard let user = users.first else { return }
        throw Failure(
            "required", "flag '\(key)' is required by \(users.map(\.text).joined(separator: ", "))",
            hint: "take it out of 'requires' in flags/\(user).json first")
    }

    private func refuseEnabled(_ key: FlagKey, _ places: [EnvironmentKey], _ base: Snapshot) throws {
        let enabled = try places.filter { try base.state(key, in: $0)?.enabled == true }
        guard let place = enabled.first else { return }
        throw Failure(
            "still-enabled", "flag '\(key)' is still on in \(enabled.map(\.text).joined(separator: ", "))",
            hint: "flagctl disable \(key) --env \(place)")
    }
}
