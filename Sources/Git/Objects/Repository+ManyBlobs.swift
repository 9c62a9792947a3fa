import CLibgit2
import Dispatch
import Synchronization

extension Repository {
    /// Reads blobs on all of the processor's cores and gives what `transform` makes of each, in the order of the ids.
    ///
    /// `transform` gets the blob's place in the list. A blob that cannot be read or has more than `limit` bytes gives
    /// nil: ``blob(_:limit:)`` says why.
    public func blobs<Value: Sendable>(
        _ ids: [ObjectID], limit: Int = 1 << 24, _ transform: @Sendable (Int, [UInt8]) -> Value?
    ) throws(GitError) -> [Value?] {
        let database = ObjectDatabase(pointer: try made(commonDirectory) { git_repository_odb(&$0, pointer) })
        defer { git_odb_free(database.pointer) }
        let size = 64
        let pieces = (ids.count + size - 1) / size
        let values = Mutex([Value?](repeating: nil, count: ids.count))
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            let places = piece * size..<min(ids.count, (piece + 1) * size)
            let found = places.map { place in
                database.blob(ids[place], limit: limit).flatMap { transform(place, $0) }
            }
            values.withLock { $0.replaceSubrange(places, with: found) }
        }
        return values.withLock { $0 }
    }
}

/// The objects of a repository.
///
/// Unchecked, because a pointer is never known to be safe: libgit2 lets many threads read one object database at once
/// (docs/threading.md of libgit2), other than a repository's handle, and the repository outlives the reading.
private struct ObjectDatabase: @unchecked Sendable {
    let pointer: OpaquePointer

    func blob(_ id: ObjectID, limit: Int) -> [UInt8]? {
        var oid = id.oid
        var found: OpaquePointer?
        guard git_odb_read(&found, pointer, &oid) >= 0, let found else { return nil }
        defer { git_odb_object_free(found) }
        let size = git_odb_object_size(found)
        guard git_odb_object_type(found) == GIT_OBJECT_BLOB, size <= limit else { return nil }
        return Array(UnsafeRawBufferPointer(start: git_odb_object_data(found), count: size))
    }
}
