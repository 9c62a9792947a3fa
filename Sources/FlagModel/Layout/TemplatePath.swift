/// Where a repository keeps its own templates of messages: `.flagctl/templates/<name>.mustache`.
public enum TemplatePath {
    static let suffix = ".mustache"

    /// The path of a template's file.
    public static func of(_ name: String) -> String { ".flagctl/templates/\(name)\(suffix)" }
}
