public import Documents
import FlagModel
import FlagRepository
import Git

/// Where code mentions flags.
public struct FindReferences: Sendable {
    /// The folder whose files are searched, absolute; of this repository or another one.
    public var folder: String
    /// What the folder is called in the report.
    public var name: String

    /// Names the folder.
    public init(in folder: String, called name: String) {
        self.folder = folder
        self.name = name
    }

    /// Searches the files that git tracks for the keys and environment variables of the flags at HEAD.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) async throws -> ReferencesReport {
        let snapshot = try session.repository().head()
        _ = try snapshot.settings()
        let flags = try snapshot.flagKeys().map { try snapshot.requireFlag($0) }
        let found = try await CodeMentions(of: flags, in: folder, environment: session.location.environment)
        return ReferencesReport(
            folder: name, files: found.files,
            flags: flags.map { (key: $0.key.text, mentions: found.report(of: $0.key)) }
                .filter { !$0.mentions.mentions.isEmpty },
            unmentioned: flags.map(\.key).filter { found.places[$0] == nil }.map(\.text),
            skipped: found.skipped.map { SkippedFile(path: $0.path, why: $0.why) })
    }
}

/// Where code mentions flags.
public struct ReferencesReport: Report {
    /// What was searched.
    public let folder: String
    /// How many text files were searched.
    public let files: Int
    /// The flags that are mentioned, by key.
    public let flags: [(key: String, mentions: MentionsReport)]
    /// The flags that nothing mentions, by key.
    public let unmentioned: [String]
    /// The files that were not searched.
    public let skipped: [SkippedFile]

    /// `{"folder", "files", "flags": [{"key", "code", "comments", "mentions": […]}], "unmentioned", "skipped"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("folder", folder)
            fields.add("files", files)
            fields.add(
                "flags",
                .array(
                    flags.map { flag in
                        JSONFields.build { fields in
                            fields.add("key", flag.key)
                            flag.mentions.add(to: &fields)
                        }
                    }))
            fields.add("unmentioned", .array(unmentioned.map { .string($0) }))
            fields.add("skipped", .array(skipped.map(\.json)))
        }
    }
}
