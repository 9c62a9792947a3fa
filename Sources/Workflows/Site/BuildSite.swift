import Communications
import FlagModel
import FlagRepository
import Git
public import Documents

/// Writes the site of a commit into a folder.
public struct BuildSite: Sendable {
    /// The folder, absolute.
    public var folder: String
    /// What the folder is called in messages.
    public var name: String
    /// What the site tells.
    public var gathering: GatherSite

    /// Names the folder.
    public init(into folder: String, called name: String, _ gathering: GatherSite = GatherSite()) {
        self.folder = folder
        self.name = name
        self.gathering = gathering
    }

    /// Reads the repository and writes what differs.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> SiteReport {
        let target = SiteFolder(path: folder, name: name)
        try target.check()
        let content = try gathering.run(session)
        let files = Site.files(content)
        let (written, removed) = try target.write(files)
        return SiteReport(
            commit: content.commit, time: content.time.text, folder: name,
            pages: files.filter { $0.path.hasSuffix(".html") }.count, files: files.count,
            bytes: files.reduce(0) { $0 + $1.bytes.count }, written: written, removed: removed,
            isShallow: content.isCutOff)
    }
}

/// What was written.
public struct SiteReport: Report {
    /// The commit that it tells of.
    public let commit: String
    /// When that was committed, RFC 3339 in UTC.
    public let time: String
    /// The folder, as it was named.
    public let folder: String
    /// How many pages there are.
    public let pages: Int
    /// How many files there are, pages among them.
    public let files: Int
    /// How large they are together.
    public let bytes: Int
    /// How many of them were new or others before.
    public let written: Int
    /// How many files of an earlier build went.
    public let removed: Int
    /// Whether the clone is shallow, so that pages know nothing of what came before its end.
    public let isShallow: Bool

    /// `{"commit", "time", "folder", "pages", "files", "bytes", "written", "removed"}`, and `shallow` where history is cut off.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("time", time)
            fields.add("folder", folder)
            fields.add("pages", pages)
            fields.add("files", files)
            fields.add("bytes", bytes)
            fields.add("written", written)
            fields.add("removed", removed)
            if isShallow { fields.add("shallow", true) }
        }
    }
}
