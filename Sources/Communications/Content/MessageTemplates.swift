/// The templates that come with flagctl.
public enum MessageTemplates {
    /// Their names, sorted.
    public static let names = sources.keys.sorted()

    /// The text of a template; nil where none of that name comes with flagctl.
    public static func builtIn(_ name: String) -> String? { sources[name].map { String(decoding: $0, as: UTF8.self) } }

    private static let sources: [String: [UInt8]] = [
        "notice": PackageResources.notice_mustache
    ]
}
