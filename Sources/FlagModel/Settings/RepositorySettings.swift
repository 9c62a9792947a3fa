/// How a bucket's bytes are made of salt and value.
public enum Bucketing: String, Sendable, Hashable, CaseIterable {
    /// The canonical CBOR text string of both.
    case flagdV3 = "flagd-v3"
    /// The UTF-8 of both.
    case flagdV2 = "flagd-v2"
}

/// The settings of a flag repository: `.flagctl/config.json`.
public struct RepositorySettings: Sendable, Hashable {
    /// The version of the files' format.
    public var formatVersion: Int
    /// The branch on which policies hold, such as "main".
    public var protectedBranch: String
    /// How buckets are drawn.
    public var bucketing: Bucketing

    /// The version of the format that this flagctl reads and writes.
    public static let knownFormatVersion = 1

    /// The members of the file in canonical order.
    public static let memberOrder = ["$schema", "formatVersion", "protectedBranch", "bucketing", "metadata"]

    /// Makes settings; the defaults are those of a repository without the file.
    public init(
        formatVersion: Int = RepositorySettings.knownFormatVersion, protectedBranch: String = "main",
        bucketing: Bucketing = .flagdV3
    ) {
        self.formatVersion = formatVersion
        self.protectedBranch = protectedBranch
        self.bucketing = bucketing
    }
}
