/// Looks for flaws in trees; a folder that was found clean is not read again.
public struct TreeInspection {
    /// A folder as it is asked about: what is allowed in it depends on where it stands.
    private struct Place: Hashable {
        let tree: ObjectID
        let allowsExecutables: Bool
    }

    /// The top of a tree: its flaws, and the folders that are asked about.
    private struct Top {
        let tree: ObjectID
        var flaws: [ObjectFlaw]
        var folders: [String: ObjectID] = [:]
    }

    private let repository: Repository
    /// What was looked at last is mostly what comes before what is looked at next.
    private var last: Top?
    private var clean: Set<Place> = []

    /// Inspects trees of a repository.
    public init(_ repository: Repository) { self.repository = repository }

    /// Flaws at the top of a tree: its own layout, and names that could be taken for one of `folders`.
    ///
    /// Other folders belong to whatever else is in the repository; nothing is said about them.
    public mutating func flaws(atTopOf tree: ObjectID, folders: [String]) throws(GitError) -> [ObjectFlaw] {
        try top(of: tree, folders).flaws
    }

    /// Flaws at the top of a tree, and in those of `folders` that another tree does not have as they are.
    public mutating func flaws(
        in tree: ObjectID, since before: ObjectID?, folders: [String], executablesIn programs: String
    ) throws(GitError) -> [ObjectFlaw] {
        var old: [String: ObjectID] = [:]
        if let before { old = try top(of: before, folders).folders }
        let top = try top(of: tree, folders)
        var flaws = top.flaws
        for folder in folders {
            guard let id = top.folders[folder], old[folder] != id else { continue }
            flaws += try self.flaws(in: id, at: folder, allowsExecutables: folder == programs)
        }
        return flaws
    }

    private mutating func top(of tree: ObjectID, _ folders: [String]) throws(GitError) -> Top {
        if let last, last.tree == tree { return last }
        let read = try repository.strictTree(tree)
        var top = Top(tree: tree, flaws: read.flaws)
        for entry in read.entries {
            let name = entry.name
            if folders.contains(name) {
                if entry.isFolder { top.folders[name] = entry.id }
                top.flaws += Self.modeFlaws(entry, path: name, allowsExecutables: false)
            } else {
                let folded = PathFolding.folded(entry.bytes)
                if folders.contains(folded) {
                    top.flaws.append(ObjectFlaw(.pathTwin, path: name, "it can be taken for '\(folded)'"))
                }
            }
        }
        last = top
        return top
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
        if !folder.entries.allSatisfy({ PathFolding.isFolded($0.bytes) }) {
            flaws += Self.nameFlaws(folder.entries, at: path)
        }
        for entry in folder.entries where entry.mode != FileMode.regular.rawValue {
            let inside = "\(path)/\(entry.name)"
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

    /// Names that are not safe, and those that can be taken for one another.
    private static func nameFlaws(_ entries: [StrictTree.Entry], at path: String) -> [ObjectFlaw] {
        var flaws: [ObjectFlaw] = []
        var names: [String: String] = [:]
        names.reserveCapacity(entries.count)
        for entry in entries {
            if let problem = PathFolding.problem(with: entry.bytes) {
                flaws.append(ObjectFlaw(.unsafeName, path: "\(path)/\(entry.name)", problem))
            }
            let twin = names.updateValue(entry.name, forKey: PathFolding.folded(entry.bytes))
            // The same name twice has been reported as that.
            if let twin, twin != entry.name || twin.utf8.count != entry.bytes.count {
                flaws.append(ObjectFlaw(.pathTwin, path: "\(path)/\(entry.name)", "it can be taken for '\(twin)'"))
            }
        }
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
