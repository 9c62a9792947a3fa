public import FlagModel
import FlagRepository
public import Git

/// Makes, lists and removes API keys of a repository's environments.
public struct KeyCabinet: Sendable {
    /// The file that the keys are in.
    public let file: KeyFile
    private let location: GitLocation

    /// Opens the keys of a repository; in its git folder unless another file is named, where git never commits them.
    ///
    /// - Throws: ``GitError`` where there is no repository.
    public init(_ location: GitLocation, file: String? = nil) throws {
        self.location = location
        self.file = KeyFile(
            try file ?? FlagRepository(opening: location).git.commonDirectory + "/flagctl/keys.json")
    }

    /// The keys that there are.
    ///
    /// - Throws: ``ServerFailure`` where the file cannot be read.
    public func list() throws -> KeyList { KeyList(keys: try file.keys()) }

    /// Makes a key and keeps its hash.
    ///
    /// - Throws: ``ServerFailure``, or ``RepositoryError`` where there is no such environment.
    public func create(
        _ name: String, for environments: [String], at now: Timestamp
    ) throws -> NewKey {
        guard !name.isEmpty, name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw ServerFailure("bad-key-name", "a key's name has at least one character and no control characters")
        }
        let snapshot = try FlagRepository(opening: location).head()
        let keys = try environments.map { try snapshot.environmentKey($0) }
        let made = APIKey.make(name, for: Array(Set(keys)), at: now)
        try file.change { keys in
            guard !keys.contains(where: { $0.name == name }) else {
                throw ServerFailure(
                    "key-exists", "there is a key '\(name)'",
                    hint: "choose another name, or remove it first: flagctl serve key remove '\(name)'")
            }
            return keys + [made.key]
        }
        return made
    }

    /// Removes a key; servers stop accepting it within a second.
    ///
    /// - Throws: ``ServerFailure`` where there is none of this name.
    public func remove(_ name: String) throws -> RemovedKey {
        var removed: APIKey?
        try file.change { keys in
            removed = keys.first { $0.name == name }
            guard removed != nil else {
                throw ServerFailure(
                    "unknown-key", "there is no key '\(name)'", hint: "see them with 'flagctl serve key list'")
            }
            return keys.filter { $0.name != name }
        }
        guard let removed else { preconditionFailure("change ran") }
        return RemovedKey(key: removed)
    }
}
