import Documents
import FlagModel
import FlagRepository
import Git
import Governance

extension Failure {
    /// The one place where errors of all rooms become message, hint and exit status.
    public init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as RepositoryError: self.init(repository: error)
        case let error as GitError: self.init(git: error)
        case let error as JSONEditError:
            self.init("cannot-edit", "the document cannot be edited: \(error)", hint: "run: flagctl validate")
        case let error as JSONSyntaxError:
            self.init(error.rule, "\(error.position.line):\(error.position.column): \(error.message)", hint: error.hint)
        case let problem as Approver.Problem:
            switch problem {
            case .unknown(let text):
                self.init(
                    "unknown-approver", "'\(text)' is neither a person of .flagctl/people.json nor 'Name <email>'",
                    hint: "give a person's key, or write --approved-by 'Name <name@example.com>'")
            }
        case is CancellationError:
            self.init("cancelled", "the run was cancelled", status: .refused)
        default:
            self.init("internal", "\(error)", hint: "please report this", status: .internalError)
        }
    }

    private init(git error: GitError) {
        let status: ExitStatus =
            switch error {
            case .movedReference: .conflict
            case .other: .internalError
            default: .refused
            }
        let hint =
            switch error {
            case .noRepository: "lay out a flag repository here: flagctl init; or name one: -C PATH"
            case .unbornBranch: "lay out a flag repository here: flagctl init"
            case .noSuchRevision, .ambiguousRevision:
                "see commits: flagctl log; where a date may stand, write it as 2026-01-31"
            default: error.hint
            }
        self.init(error.code, error.message, hint: hint, status: status)
    }

    private init(repository error: RepositoryError) {
        switch error {
        case .notAFlagRepository(let path):
            self.init(
                "no-flag-repository", "'\(path)' has no .flagctl/config.json at its head commit",
                hint: "make one here: flagctl init")
        case .unknownFlag(let text, let near):
            self.init(
                "unknown-flag", "there is no flag '\(text)'",
                hint: near.map { "did you mean '\($0)'?" } ?? "see them: flagctl list")
        case .unknownEnvironment(let text, let near, let known):
            self.init(
                "unknown-environment", "there is no environment '\(text)'",
                hint: near.map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))")
        case .noState(let flag, let environment):
            self.init(
                "no-state", "flag '\(flag)' does not exist in \(environment)",
                hint: "add it there, off: flagctl create \(flag) --env \(environment)")
        case .unknownCohort(let text, let environment, let near):
            self.init(
                "unknown-cohort", "there is no cohort '\(text)' in \(environment)",
                hint: near.map { "did you mean '\($0)'?" } ?? "see them: flagctl cohort list --env \(environment)")
        case .invalidKey(let text, let why):
            self.init("invalid-key", "'\(text)' is no key: \(why)", hint: "keys are like CSF or dreams.advanced")
        case .exists(let kind):
            self.init("exists", "'\(kind.path)' exists already", hint: Self.seeing(kind))
        case .missing(let kind):
            self.init("missing", "there is no '\(kind.path)'", hint: "see what there is: flagctl list")
        case .invalid(let findings):
            self.init(
                "invalid-documents",
                findings.count == 1 ? "a document has an error" : "documents have \(findings.count) errors",
                hint: "correct the files, then run: flagctl validate", findings: findings)
        case .nothingToDo(let subject):
            self.init("nothing-to-do", "nothing changes: \(subject)")
        case .conflicts(let conflicts): self.init(conflicts)
        case .branchKeepsMoving(let branch, let attempts):
            self.init(
                "moved-head", "'\(branch.name)' moved \(attempts) times while the edit was made",
                hint: "run the same command again", status: .conflict)
        case .shallow(let commit):
            self.init(
                "shallow", "the clone is shallow: what came before commit \(commit.abbreviated()) is not here",
                hint: "git fetch --unshallow")
        case .noCommitAt(let text):
            self.init("no-commit", "there is no commit at or before '\(text)'", hint: "see the first ones: flagctl log")
        case .notAStep(let commit, let branch):
            self.init(
                "not-a-step", "commit \(commit) is not on the first-parent history of '\(branch.name)'",
                hint: "see what is: flagctl log; of a merged branch, name the merge commit")
        }
    }

    private init(_ conflicts: [UndoConflict]) {
        let lines = conflicts.map { conflict in
            let field = conflict.field == .document ? "" : ", \(conflict.field)"
            let later = conflict.later.map { "commit \($0.abbreviated())" } ?? "a later edit"
            return "  \(conflict.document.path)\(field): commit \(conflict.undone.abbreviated()) "
                + "\(Self.deed(conflict.set, conflict.field)), \(later) \(Self.deed(conflict.now, conflict.field))"
        }
        let later = conflicts.compactMap(\.later).first
        self.init(
            "conflict",
            "\(conflicts.count == 1 ? "a later edit stands" : "\(conflicts.count) later edits stand") in the way:\n"
                + lines.joined(separator: "\n"),
            hint: later.map { "undo the later one first: flagctl revert \($0.abbreviated())" }
                ?? "set the field by hand: flagctl target, enable or disable", status: .conflict)
    }

    /// What a commit did to a field: `set it to 5`, `removed it`, of a whole document `wrote it`.
    private static func deed(_ value: JSONValue?, _ field: FieldPath) -> String {
        guard let value else { return "removed it" }
        guard field != .document else { return "wrote it" }
        let text = CanonicalJSON.compact(value)
        return "set it to \(text.count <= 60 ? text : "\(text.prefix(57))…")"
    }

    private static func seeing(_ kind: DocumentKind) -> String? {
        switch kind {
        case .flag(let key), .state(_, let key): "see it: flagctl show \(key)"
        case .cohort(let environment, let key): "see it: flagctl cohort show \(key) --env \(environment)"
        case .environment: "see it: flagctl env list"
        default: nil
        }
    }
}
