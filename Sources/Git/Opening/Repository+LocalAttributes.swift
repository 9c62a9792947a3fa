extension Repository {
    /// Adds lines to the attributes that hold in this clone alone (`info/attributes`); those that are there stay as they
    /// are.
    ///
    /// - Returns: the file, where a line was added.
    public func addLocalAttributes(_ lines: [String]) throws(GitError) -> String? {
        let path = commonDirectory + "/info/attributes"
        let text = String(decoding: try FileSystem.bytes(path) ?? [], as: UTF8.self)
        let present = text.split(separator: "\n").map(String.init)
        let missing = lines.filter { !present.contains($0) }
        guard !missing.isEmpty else { return nil }
        let start = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        try FileSystem.makeFolder(commonDirectory + "/info")
        try FileSystem.replace(path, with: Array((start + missing.map { $0 + "\n" }.joined()).utf8))
        return path
    }
}
