public import Documents
public import FlagModel
public import Git

/// Why something in a flag repository cannot be read or done.
public enum RepositoryError: Error, Sendable {
    /// The git repository has no `.flagctl/config.json` at this commit.
    case notAFlagRepository(path: String)
    /// No flag has this key; near names first.
    case unknownFlag(String, near: String?)
    /// No environment has this key.
    case unknownEnvironment(String, near: String?, known: [String])
    /// The flag has no state in the environment.
    case noState(FlagKey, EnvironmentKey)
    /// No cohort of the environment has this key.
    case unknownCohort(String, EnvironmentKey, near: String?)
    /// The text is no key.
    case invalidKey(String, why: String)
    /// The document exists already.
    case exists(DocumentKind)
    /// The document does not exist.
    case missing(DocumentKind)
    /// Documents have errors.
    case invalid([Finding])
    /// The edit changes nothing.
    case nothingToDo(String)
    /// Later edits stand in the way of an undo.
    case conflicts([UndoConflict])
    /// The branch moved again and again while the edit was made.
    case branchKeepsMoving(BranchName, attempts: Int)
    /// A shallow clone cut history off at this commit, and more of it is needed.
    case shallow(ObjectID)
    /// The date is before the first commit or is no date.
    case noCommitAt(String)
    /// The commit is not a step of the branch's history.
    case notAStep(String, BranchName)
}
