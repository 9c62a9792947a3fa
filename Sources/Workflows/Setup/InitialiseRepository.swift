public import Documents
import FlagModel
import FlagRepository
import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lays out a flag repository: settings, three environments, a sample flag, schemas and hooks, in one commit.
public struct InitialiseRepository: Sendable {
    /// The folder, absolute; made where it does not exist.
    public var path: String
    /// Whether git is told to run the hooks and to merge documents with flagctl.
    public var installHooks: Bool

    /// Names the folder.
    public init(at path: String, installHooks: Bool = true) {
        self.path = path
        self.installHooks = installHooks
    }

    /// Makes the git repository where there is none, and commits the layout.
    ///
    /// - Throws: a failure where there is a flag repository already; nothing is written then.
    public func run(_ session: Session) async throws -> InitialisationReport {
        let location = GitLocation(path: path, environment: session.location.environment)
        let made = try makeRepository(location)
        let repository = try FlagRepository(opening: location)
        let branch: String
        switch try repository.git.head() {
        case .branch(let name, _), .unborn(let name): branch = name.name
        case .detached(let id): throw GitError.detachedHead(id)
        }
        let transaction = Transaction(on: repository, target: .currentOrFirst, moment: session.moment)
        let outcome = try await transaction.run { draft in
            guard try draft.base.document(.settings) == nil else {
                throw Failure(
                    "already-initialised", "'\(path)' is a flag repository already", hint: "see it: flagctl list")
            }
            let author = try repository.git.author(now: session.moment)
            for file in Scaffold(branch: branch, author: author, today: session.today).files {
                if try draft.base.bytes(at: file.path) == nil {
                    try draft.put(file.bytes, at: file.path, mode: file.isExecutable ? .executable : .regular)
                }
            }
            let attributes = try draft.base.bytes(at: ".gitattributes")
            try draft.put(MergeDriver.attributesFile(over: attributes), at: ".gitattributes")
            return ChangeMessage(
                subject: "Lay out a flag repository",
                trailers: [
                    Trailer(key: TrailerKey.operation, value: "init"),
                    Trailer(key: TrailerKey.changeID, value: session.changeID()),
                ])
        } review: { _, _ in
        }
        if installHooks, repository.git.workDirectory != nil {
            try Self.useHooks(repository.git)
            try MergeDriver.install(in: repository)
        }
        let top = repository.git.workDirectory ?? repository.git.gitDirectory
        let isHere = path == session.location.path && !session.commandLine.contains("-C")
        return InitialisationReport(
            path: top, branch: branch,
            commit: outcome.commit?.hex ?? "", madeGitRepository: made, files: outcome.review.paths,
            nextCommand: "flagctl \(isHere ? "" : "-C \(shellQuoted(top)) ")list --env development")
    }

    private func makeRepository(_ location: GitLocation) throws -> Bool {
        guard let found = try Self.open(location) else {
            _ = try Repository.initialise(at: path, branch: "main", environment: location.environment)
            return true
        }
        let top = found.workDirectory ?? found.gitDirectory
        guard Self.isSame(location.path, top) else {
            throw Failure(
                "inside-repository", "'\(path)' is inside the git repository '\(top)'",
                hint: "lay it out at its top: flagctl init \(shellQuoted(top))")
        }
        return false
    }

    private static func open(_ location: GitLocation) throws -> Repository? {
        do {
            return try Repository.open(location)
        } catch {
            guard case .noRepository = error else { throw error }
            return nil
        }
    }

    /// Whether two paths lead to one folder.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// Hooks that somebody configured stay.
    private static func useHooks(_ git: Repository) throws {
        if try git.setting("core.hookspath") == nil { try git.set("core.hooksPath", to: "hooks") }
    }
}

/// What was laid out.
public struct InitialisationReport: Report {
    /// The folder.
    public let path: String
    /// The branch.
    public let branch: String
    /// The commit.
    public let commit: String
    /// Whether the git repository was made too.
    public let madeGitRepository: Bool
    /// The files of the commit.
    public let files: [String]
    /// The command to type next.
    public let nextCommand: String

    /// `{"path", "branch", "commit", "madeGitRepository", "files"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("path", path)
            fields.add("branch", branch)
            fields.add("commit", commit)
            fields.add("madeGitRepository", madeGitRepository)
            fields.add("files", .array(files.map { .string($0) }))
        }
    }
}
