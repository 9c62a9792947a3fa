public import Documents
import FlagRepository
import Git

/// Makes git run the hooks in the repository's `hooks` folder, and merge documents field by field.
public struct InstallHooks: Sendable {
    /// Whether to take the place of hooks that are configured already.
    public var force: Bool

    /// Creates the workflow.
    public init(force: Bool = false) { self.force = force }

    /// Sets `core.hooksPath`, and the merge driver of documents.
    ///
    /// - Throws: a failure where another path is set, or where the repository keeps no hooks.
    public func run(_ session: Session) throws -> HooksReport {
        let repository = try session.repository()
        let git = repository.git
        guard git.workDirectory != nil else {
            throw Failure(
                "bare", "a bare repository runs server hooks", hint: "copy hooks/pre-receive into its hooks folder")
        }
        let tree = try git.commit(repository.headCommit()).tree
        let scripts = try git.files(in: tree, under: "hooks").map(\.path)
        guard !scripts.isEmpty else {
            throw Failure("no-hooks", "there is no hooks folder in this repository", hint: "write them: flagctl init")
        }
        let current = try git.setting("core.hookspath")
        if let current, current != "hooks", !force {
            throw Failure(
                "hooks-path-taken", "core.hooksPath is '\(current)' already",
                hint: "call 'flagctl hook NAME' from those hooks, or replace them: flagctl hooks install --force")
        }
        if current != "hooks" { try git.set("core.hooksPath", to: "hooks") }
        try MergeDriver.install(in: repository)
        return HooksReport(
            path: "hooks", scripts: scripts.filter { !Self.serverHooks.contains($0) },
            replaced: current == "hooks" ? nil : current)
    }
}

extension InstallHooks {
    /// Hooks that git runs in the repository that is pushed to.
    private static let serverHooks: Set<String> = Set(
        ["pre-receive", "update", "post-receive", "post-update", "proc-receive", "push-to-checkout"].map {
            "hooks/\($0)"
        })
}

/// Which hooks git runs now.
public struct HooksReport: Report {
    /// The folder.
    public let path: String
    /// The scripts in it that git runs here; those for a server are left out.
    public let scripts: [String]
    /// The folder that was set before.
    public let replaced: String?

    /// `{"path", "scripts", "replaced"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("path", path)
            fields.add("scripts", .array(scripts.map { .string($0) }))
            fields.add("replaced", replaced)
        }
    }
}
