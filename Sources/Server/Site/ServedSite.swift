/// A site of pages, as it is made elsewhere for a commit.
public struct ServedSite: Sendable {
    /// One of its files.
    public struct File: Sendable {
        /// Its path below the site's own: `flags/CSF.html`.
        public let path: String
        /// Its media type.
        public let mediaType: String
        /// Its content.
        public let bytes: [UInt8]

        /// Joins it.
        public init(path: String, mediaType: String, bytes: [UInt8]) {
            self.path = path
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    /// The environments that it tells of: who may see it has to have a key for each.
    public let environments: [String]
    /// Its files.
    public let files: [File]
    /// What its pages may load, as a content security policy.
    public let policy: String

    /// Joins it; pages may load nothing where nothing is said.
    public init(environments: [String], files: [File], policy: String = "default-src 'none'") {
        self.environments = environments
        self.files = files
        self.policy = policy
    }
}
