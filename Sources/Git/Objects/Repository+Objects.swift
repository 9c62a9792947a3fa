import CLibgit2

extension Repository {
    /// A commit by its id; throws ``GitError/missingObject(_:what:)`` when it is not there.
    public func commit(_ id: ObjectID) throws(GitError) -> Commit {
        let commit = try object(id, GIT_OBJECT_COMMIT, "commit")
        defer { git_commit_free(commit) }
        let parents = (0..<git_commit_parentcount(commit)).compactMap {
            git_commit_parent_id(commit, $0).map(ObjectID.init)
        }
        return Commit(
            id: id,
            tree: ObjectID(git_commit_tree_id(commit)),
            parents: parents,
            author: Identity(git_commit_author(commit).pointee),
            committer: Identity(git_commit_committer(commit).pointee),
            message: git_commit_message(commit).map { String(cString: $0) } ?? ""
        )
    }

    /// A blob's bytes; throws ``GitError/missingObject(_:what:)``, or ``GitError/tooLarge(_:size:limit:)`` for a blob
    /// of more than `limit` bytes.
    public func blob(_ id: ObjectID, limit: Int = 1 << 24) throws(GitError) -> [UInt8] {
        let blob = try object(id, GIT_OBJECT_BLOB, "blob")
        defer { git_blob_free(blob) }
        let size = Int(git_blob_rawsize(blob))
        guard size <= limit else { throw .tooLarge(id, size: size, limit: limit) }
        return Array(UnsafeRawBufferPointer(start: git_blob_rawcontent(blob), count: size))
    }

    /// Any object as it is stored, for readers that parse it themselves.
    public func rawObject(_ id: ObjectID, limit: Int = 1 << 26) throws(GitError) -> RawObject {
        let found = try storedObject(id, "object")
        defer { git_odb_object_free(found) }
        let size = git_odb_object_size(found)
        guard size <= limit else { throw .tooLarge(id, size: size, limit: limit) }
        let name = git_object_type2string(git_odb_object_type(found)).map { String(cString: $0) } ?? ""
        guard let kind = RawObject.Kind(rawValue: name) else { throw .corrupt("object '\(id)' has no known type") }
        return RawObject(
            kind: kind, bytes: Array(UnsafeRawBufferPointer(start: git_odb_object_data(found), count: size)))
    }

    /// An object as libgit2 keeps it, of one type where one is given, which the caller frees.
    func storedObject(_ id: ObjectID, _ what: String, type: git_object_t? = nil) throws(GitError) -> OpaquePointer {
        let database = try made(commonDirectory) { git_repository_odb(&$0, pointer) }
        defer { git_odb_free(database) }
        var oid = id.oid
        var found: OpaquePointer?
        let code = attempt { git_odb_read(&found, database, &oid) }
        if code < 0 { throw objectError(code, id, what) }
        guard let found else { throw .missingObject(id, what: what) }
        let actual = git_odb_object_type(found)
        if let type, actual != type {
            git_odb_object_free(found)
            let other = git_object_type2string(actual).map { String(cString: $0) } ?? ""
            throw .corrupt("object '\(id)' is a \(other), not a \(what)")
        }
        return found
    }

    /// Whether an object is in the repository.
    public func contains(_ id: ObjectID) throws(GitError) -> Bool {
        let database = try made(commonDirectory) { git_repository_odb(&$0, pointer) }
        defer { git_odb_free(database) }
        var oid = id.oid
        return git_odb_exists(database, &oid) == 1
    }

    /// Stores bytes as a blob, flushed to the disk.
    public func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        var oid = git_oid()
        try checked(commonDirectory + "/objects") {
            bytes.withUnsafeBytes { git_blob_create_from_buffer(&oid, pointer, $0.baseAddress, $0.count) }
        }
        return ObjectID(oid)
    }

    /// An object of one type, which the caller frees.
    func object(_ id: ObjectID, _ type: git_object_t, _ what: String) throws(GitError) -> OpaquePointer {
        var oid = id.oid
        var result: OpaquePointer?
        let code = attempt { git_object_lookup(&result, pointer, &oid, type) }
        if code < 0 { throw objectError(code, id, what) }
        guard let result else { throw .missingObject(id, what: what) }
        return result
    }

    private func objectError(_ code: CInt, _ id: ObjectID, _ what: String) -> GitError {
        let failure = LibraryFailure(code: code)
        if code == GIT_ENOTFOUND.rawValue {
            // libgit2 reports an object of another type in the same way.
            if failure.kind != GIT_ERROR_ODB, let other = try? rawObject(id) {
                return .corrupt("object '\(id)' is a \(other.kind.rawValue), not a \(what)")
            }
            return .missingObject(id, what: what)
        }
        if code == GIT_EMISMATCH.rawValue || failure.kind == GIT_ERROR_OBJECT || failure.kind == GIT_ERROR_ZLIB
            || failure.kind == GIT_ERROR_TREE
        {
            return .corrupt("\(what) '\(id)': \(failure.text)")
        }
        let error = failure.error(at: commonDirectory + "/objects")
        if case .other(_, _, let text) = error { return .corrupt("\(what) '\(id)': \(text)") }
        return error
    }
}
