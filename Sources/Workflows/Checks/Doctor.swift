public import Documents
import FlagModel
import FlagRepository
import Git

/// Looks at everything around the documents that an edit needs, and finishes what a killed run left.
public struct Doctor: Sendable {
    /// Creates the workflow.
    public init() {}

    /// Looks.
    ///
    /// - Throws: a failure where there is no git repository at all.
    public func run(_ session: Session) async throws -> DoctorReport {
        let repository = try session.repository()
        let git = repository.git
        var checks: [DoctorReport.Check] = []
        func check(_ name: String, _ look: () throws -> (String, String?)) {
            do {
                let (text, hint) = try look()
                checks.append(.init(name: name, level: hint == nil ? .good : .warning, text: text, hint: hint))
            } catch {
                let failure = Failure(error)
                checks.append(.init(name: name, level: .bad, text: failure.message, hint: failure.hint))
            }
        }
        check("repository") { (git.workDirectory ?? git.gitDirectory, nil) }
        check("branch") { try branch(repository) }
        check("identity") { ("\(try git.author(now: session.moment).text)", nil) }
        check("signing") { (try git.commitSigner() == nil ? "commits are not signed" : "commits are signed", nil) }
        check("settings") { ("format \(try repository.head().settings().formatVersion)", nil) }
        let validation: Result<ValidationReport, any Error>
        do {
            validation = .success(try await Validate().run(session))
        } catch {
            validation = .failure(error)
        }
        check("documents") { try documents(validation.get()) }
        check("hooks") { try hooks(git) }
        check("merges") { try merges(git) }
        check("history") {
            git.isShallow
                ? ("the clone is shallow: log, blame and rollback end early", "git fetch --unshallow")
                : ("complete", nil)
        }
        check("rollouts") { try WatcherCheck.look(repository, now: session.now) }
        check("lock") { try lock(git) }
        check("index") { try indexSettings(git) }
        return DoctorReport(checks: checks)
    }

    private func branch(_ repository: FlagRepository) throws -> (String, String?) {
        let name = try repository.currentBranch().name.name
        let protected = try repository.head().settings().protectedBranch
        if name == protected { return ("\(name), where policies hold", nil) }
        return ("\(name), where edits are proposals; policies hold on \(protected)", nil)
    }

    private func documents(_ report: ValidationReport) throws -> (String, String?) {
        guard report.errors == 0 else {
            throw Failure(
                "invalid", "\(counted(report.errors, "error")) in \(counted(report.files, "file"))",
                hint: "see them: flagctl validate")
        }
        let warnings = report.warnings == 0 ? "" : ", \(counted(report.warnings, "warning"))"
        return ("\(counted(report.files, "file")) without errors\(warnings)", nil)
    }

    private func hooks(_ git: Repository) throws -> (String, String?) {
        guard git.workDirectory != nil else { return ("none in a bare repository", nil) }
        let path = try git.setting("core.hookspath")
        return path == "hooks"
            ? ("git runs those in hooks/", nil)
            : ("git does not run those in hooks/", "flagctl hooks install")
    }

    private func merges(_ git: Repository) throws -> (String, String?) {
        guard git.workDirectory != nil else { return ("none in a bare repository", nil) }
        return try git.setting("merge.flagctl.driver") == MergeDriver.command
            ? ("git merges documents field by field", nil)
            : ("git merges documents line by line", "flagctl hooks install")
    }

    private func lock(_ git: Repository) throws -> (String, String?) {
        let lock = try git.lock()
        return withExtendedLifetime(lock) {
            guard let recovery = lock.recovery else { return ("free", nil) }
            return ("free; \(Self.words(recovery))", nil)
        }
    }

    private static func words(_ recovery: Recovery) -> String {
        if recovery.isDropped { return "a killed run's edit was never published and is dropped" }
        let finished =
            recovery.finished.isEmpty
            ? "nothing was left to do" : "finished \(recovery.finished.joined(separator: ", "))"
        let left =
            recovery.left.isEmpty ? "" : "; left \(recovery.left.joined(separator: ", ")), which somebody changed"
        return "a killed run's edit is in place: \(finished)\(left)"
    }

    private func indexSettings(_ git: Repository) throws -> (String, String?) {
        if try git.flag("index.sparse") == true || git.flag("core.splitindex") == true {
            return ("a sparse or split index is written by git's own means only", "git config --unset core.splitIndex")
        }
        return ("nothing in the way", nil)
    }
}

/// What was looked at.
public struct DoctorReport: Report {
    /// How a check came out.
    public enum Level: String, Sendable {
        /// As it should be.
        case good
        /// It works, but could be better.
        case warning
        /// Edits will be refused.
        case bad
    }

    /// One check.
    public struct Check: Sendable {
        /// What was looked at.
        public let name: String
        /// How it came out.
        public let level: Level
        /// What was found.
        public let text: String
        /// The next command.
        public let hint: String?
    }

    /// All checks.
    public let checks: [Check]
    /// Whether nothing is bad.
    public var isHealthy: Bool { !checks.contains { $0.level == .bad } }

    /// `{"checks": [{"name", "level", "text", "hint"}]}`.
    public var json: JSONValue {
        [
            "checks": .array(
                checks.map { check in
                    JSONFields.build { fields in
                        fields.add("name", check.name)
                        fields.add("level", check.level.rawValue)
                        fields.add("text", check.text)
                        fields.add("hint", check.hint)
                    }
                })
        ]
    }
}
