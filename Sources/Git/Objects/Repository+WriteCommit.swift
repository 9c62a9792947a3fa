import CLibgit2

extension Repository {
    /// Stores a commit, signed if a signer is given, and gives its id; no branch moves.
    ///
    /// The message gets a line break at its end if it has none. Trees and parents must exist.
    public func writeCommit(
        tree: ObjectID, parents: [ObjectID], message: String, author: Identity, committer: Identity,
        signer: CommitSigner?
    ) async throws(GitError) -> ObjectID {
        let content = try commitContent(tree, parents, message: message, author: author, committer: committer)
        let signature: String?
        if let signer {
            signature = try await signer.sign(Array(content.utf8), committer: committer)
        } else {
            signature = nil
        }
        var oid = git_oid()
        try checked(commonDirectory + "/objects") {
            git_commit_create_with_signature(&oid, pointer, content, signature, signature == nil ? nil : "gpgsig")
        }
        return ObjectID(oid)
    }

    private func commitContent(
        _ tree: ObjectID, _ parents: [ObjectID], message: String, author: Identity, committer: Identity
    ) throws(GitError) -> String {
        guard !message.utf8.contains(0) else { throw .notAllowed("the message has a NUL byte", hint: nil) }
        guard !message.utf8.allSatisfy(FileSystem.isSpace) else { throw .notAllowed("the message is empty", hint: nil) }
        let treePointer = try object(tree, GIT_OBJECT_TREE, "tree")
        defer { git_tree_free(treePointer) }
        var commits: [OpaquePointer?] = []
        defer { for commit in commits { git_commit_free(commit) } }
        for parent in parents { commits.append(try object(parent, GIT_OBJECT_COMMIT, "commit")) }
        let authorSignature = try author.signature()
        defer { git_signature_free(authorSignature) }
        let committerSignature = try committer.signature()
        defer { git_signature_free(committerSignature) }

        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        let text = message.hasSuffix("\n") ? message : message + "\n"
        try checked(commonDirectory) {
            commits.withUnsafeMutableBufferPointer {
                git_commit_create_buffer(
                    &buffer, pointer, authorSignature, committerSignature, nil, text, treePointer, $0.count,
                    $0.baseAddress)
            }
        }
        return String(cString: buffer.ptr)
    }
}
