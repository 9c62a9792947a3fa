/// Looks for flaws in trees; a folder that was found clean is not read again.
public struct TreeInspection {
    /// A folder as it is asked about: what is allowed in it depends on where it stands.
    private struct Place: Hashable {
        let tree: ObjectID
        let allowsExecutables: Bool
    }

    private let repository: Repository
    private var clean: Set<Place> = []

    /// Inspects trees of a repository.
    public init(_ repository: Repository) { self.repository = repository }

    /// Flaws at the top of a tree: its own layout, and names that could be taken for one of `folders`.
    ///
    /// Other folders belong to whatever else is in the repository; nothing is said about them.
    public mutating func flaws(atTopOf tree: ObjectID, folders: [String]) throws(GitError) -> [ObjectFlaw] {
        let top = try repository.strictTree(tree)
        var flaws = top.flaws
        for entry in top.entries where !folders.contains(entry.name) {
            if let twin = folders.first(where: { $0 == PathFolding.folded(entry.bytes) }) {
                flaws.append(ObjectFlaw(.pathTwin, path: entry.name, "it can be taken for '\(twin)'"))
            }
        }
        for entry in top.entries where folders.contains(entry.name) && !entry.isFolder {
            flaws += Self.modeFlaws(entry, path: entry.name, allowsExecutables: false)
        }
        return flaws
    }

    /// Flaws in a folder and all that is below it.
    public mutating func flaws(
        in tree: ObjectID, at path: String, allowsExecutables: Bool = false
    ) throws(GitError) -> [ObjectFlaw] {
        try flaws(in: tree, at: path, allowsExecutables: allowsExecutables, depth: 0)
    }

    private mutating func flaws(
        in tree: ObjectID, at path: String, allowsExecutables: Bool, depth: Int
    ) throws(GitError) -> [ObjectFlaw] {
        let place = Place(tree: tree, allowsExecutables: allowsExecutables)
        if clean.contains(place) { return [] }
        guard depth < Repository.deepest else { throw .corrupt("folder '\(path)' is nested too deeply") }
        let folder = try repository.strictTree(tree)
        var flaws = folder.flaws.map { ObjectFlaw($0.kind, path: "\(path)/\($0.path ?? "")", $0.detail) }
        var names: [String: String] = [:]
        names.reserveCapacity(folder.entries.count)
        for entry in folder.entries {
            let inside = "\(path)/\(entry.name)"
            if let problem = PathFolding.problem(with: entry.bytes) {
                flaws.append(ObjectFlaw(.unsafeName, path: inside, problem))
            }
            let twin = names.updateValue(entry.name, forKey: PathFolding.folded(entry.bytes))
            // The same name twice has been reported as that.
            if let twin, twin != entry.name || twin.utf8.count != entry.bytes.count {
                flaws.append(ObjectFlaw(.pathTwin, path: inside, "it can be taken for '\(twin)'"))
            }
            if entry.isFolder {
                flaws += try self.flaws(
                    in: entry.id, at: inside, allowsExecutables: allowsExecutables, depth: depth + 1)
            } else {
                flaws += Self.modeFlaws(entry, path: inside, allowsExecutables: allowsExecutables)
            }
        }
        if flaws.isEmpty { clean.insert(place) }
        return flaws
    }

    private static func modeFlaws(
        _ entry: StrictTree.Entry, path: String, allowsExecutables: Bool
    ) -> [ObjectFlaw] {
        switch FileMode(rawValue: entry.mode) {
        case .regular, .tree: []
        case .executable: allowsExecutables ? [] : [ObjectFlaw(.executable, path: path, "a file that can be run")]
        case .symlink: [ObjectFlaw(.symlink, path: path, "a symbolic link")]
        case .submodule: [ObjectFlaw(.submodule, path: path, "a commit of another repository")]
        case nil: [ObjectFlaw(.strangeMode, path: path, "mode \(String(entry.mode, radix: 8))")]
        }
    }
}
