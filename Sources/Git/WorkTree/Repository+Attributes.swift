import CLibgit2

extension Repository {
    /// Gives libgit2 an index that holds only the files of attributes.
    ///
    /// It looks them up there where they are not in the work tree, needs its index for nothing else, and would read all
    /// of it for them.
    func readAttributes(from content: any IndexContent) throws(GitError) {
        guard let files = content.attributeFiles else { return }
        let path = gitDirectory + "/index"
        let index = try made(path) { git_index_new(&$0) }
        defer { git_index_free(index) }
        for file in files where file.entry.mode == FileMode.regular.rawValue {
            var entry = git_index_entry()
            entry.mode = file.entry.mode
            entry.id = file.entry.id.oid
            let code = file.path.withCString { name in
                entry.path = name
                return attempt { git_index_add(index, &entry) }
            }
            if code < 0 { throw LibraryFailure(code: code).error(at: path) }
        }
        try checked(path) { git_repository_set_index(pointer, index) }
    }
}
