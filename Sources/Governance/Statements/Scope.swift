public import FlagModel

/// A part of the repository that changes, and is approved, on its own.
public enum Scope: Sendable, Hashable {
    /// An environment's flags, cohorts and rollouts.
    case environment(EnvironmentKey)
    /// The definitions of flags, which hold in every environment.
    case flags
    /// What decides who may change what: settings, people, every `environment.json`, hooks and workflows.
    case governance

    /// The folders at the top of a repository whose files belong to a scope.
    public static let folders = [".flagctl", ".github", "environments", "flags", "hooks"]

    /// The folder of signed statements, which belongs to no scope.
    public static let approvals = ".flagctl/approvals"

    /// Reads the name of a scope; nil where the text is none.
    public init?(_ text: String) {
        switch text {
        case "flags": self = .flags
        case "governance": self = .governance
        default:
            guard text.hasPrefix("environments/"), let key = EnvironmentKey(String(text.dropFirst(13))) else {
                return nil
            }
            self = .environment(key)
        }
    }

    /// The scope of a file by its path from the top; nil for statements and for files that flagctl has no say in.
    ///
    /// A file in `environments` that belongs to no environment counts as governance.
    public init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.first {
        case "flags": self = .flags
        case ".flagctl":
            if parts.count > 1, parts[1] == "approvals" { return nil }
            self = .governance
        case ".github", "hooks": self = .governance
        case "environments":
            guard parts.count > 2, let key = EnvironmentKey(String(parts[1])),
                !(parts.count == 3 && parts[2] == "environment.json")
            else {
                self = .governance
                return
            }
            self = .environment(key)
        default: return nil
        }
    }

    /// The name, such as `environments/production`.
    public var text: String {
        switch self {
        case .environment(let key): "environments/\(key)"
        case .flags: "flags"
        case .governance: "governance"
        }
    }
}

extension Scope: Comparable, CustomStringConvertible {
    /// The name.
    public var description: String { text }

    /// Orders by name.
    public static func < (left: Scope, right: Scope) -> Bool { left.text < right.text }
}
