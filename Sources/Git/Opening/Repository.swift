import CLibgit2

/// An open repository.
///
/// It is not `Sendable`: libgit2 lets one thread at a time use a handle. Values that come out of it are free of it.
public final class Repository {
    /// The handle of libgit2.
    let pointer: OpaquePointer
    /// The configuration as the location's environment has it.
    private let configuration: Configuration
    /// What it was opened with.
    let location: GitLocation

    /// The folder of this work tree's HEAD and index, without a slash at the end.
    public let gitDirectory: String
    /// The folder of objects and branches, which linked worktrees share, without a slash at the end.
    public let commonDirectory: String
    /// The top of the work tree without a slash at the end, nil when there is none.
    public let workDirectory: String?
    /// Whether there is no work tree.
    public var isBare: Bool { workDirectory == nil }

    /// Trees that were read or written.
    var trees = TreeCache()

    /// Called between the steps of a change, so that tests can stop there as a killed process would.
    var interruption: ((PublishStep) throws(GitError) -> Void)?

    /// Takes over an open handle and gives it the configuration of `location`.
    init(pointer: OpaquePointer, location: GitLocation) throws(GitError) {
        self.pointer = pointer
        self.location = location
        gitDirectory = Repository.folder(git_repository_path(pointer))
        commonDirectory = Repository.folder(git_repository_commondir(pointer))
        workDirectory = git_repository_workdir(pointer).map { Repository.folder($0) }
        do throws(GitError) {
            configuration = try ConfigurationFiles(environment: location.environment)
                .open(local: commonDirectory + "/config", repository: pointer)
        } catch {
            git_repository_free(pointer)
            throw error
        }
        try checked(gitDirectory) { git_repository_set_config(pointer, config) }
    }

    deinit { git_repository_free(pointer) }

    var config: OpaquePointer { configuration.pointer }

    /// Whether the history was cut off by a shallow clone.
    public var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }

    private static func folder(_ path: UnsafePointer<CChar>) -> String {
        let text = String(cString: path)
        return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
