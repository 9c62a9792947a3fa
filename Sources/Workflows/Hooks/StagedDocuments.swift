import FlagRepository
import Git

/// What the next commit changes of a flag repository.
struct StagedDocuments {
    private let repository: FlagRepository

    init(_ repository: FlagRepository) { self.repository = repository }

    /// Whether any file of the flag repository is staged differently from HEAD.
    var areTouched: Bool { get throws { try areTouched(under: FlagRepository.documentFolders) } }

    /// Whether any file below some folders is staged differently from HEAD.
    func areTouched(under folders: [String]) throws -> Bool {
        let git = repository.git
        var committed: [String: TreeEntry] = [:]
        switch try git.head() {
        case .unborn: break
        case .branch(_, let head), .detached(let head):
            let tree = try git.commit(head).tree
            for folder in folders {
                for file in try git.files(in: tree, under: folder) { committed[file.path] = file.entry }
            }
        }
        let staged = try git.stagedFiles(under: folders)
        guard staged.count == committed.count else { return true }
        return staged.contains { committed[$0.path]?.id != $0.entry.id || committed[$0.path]?.mode != $0.entry.mode }
    }
}
