/// The note of a change that is being published, kept beside the index until everything is in place.
///
/// After a crash it tells the next flagctl what to finish.
struct Journal: Equatable {
    let branch: BranchName
    let old: ObjectID?
    let new: ObjectID
    let paths: [String]

    /// Where the journal of a work tree (or of a bare repository) is.
    static func path(in gitDirectory: String) -> String { gitDirectory + "/flagctl/pending" }

    /// Writes the journal so that it is on the disk afterwards.
    func write(in gitDirectory: String) throws(GitError) {
        var lines = ["flagctl-pending 1", "branch \(branch.name)", "old \(old?.hex ?? "-")", "new \(new.hex)"]
        for path in paths {
            guard !path.utf8.contains(10) else { throw .notAllowed("path '\(path)' has a line break", hint: nil) }
            lines.append("path " + path)
        }
        lines.append("end")
        try FileSystem.makeFolder(gitDirectory + "/flagctl")
        try FileSystem.replace(Journal.path(in: gitDirectory), with: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Reads the journal; nil when there is none.
    static func read(in gitDirectory: String) throws(GitError) -> Journal? {
        let path = Journal.path(in: gitDirectory)
        guard let bytes = try FileSystem.bytes(path) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard let end = lines.firstIndex(of: "end"), end >= 4, lines[0] == "flagctl-pending 1",
            let branch = rest(lines[1], after: "branch "), let old = rest(lines[2], after: "old "),
            let new = rest(lines[3], after: "new ").flatMap(ObjectID.init(hex:)),
            old == "-" || ObjectID(hex: old) != nil
        else {
            throw .notAllowed(
                "'\(path)' is no journal of flagctl",
                hint: "bring work tree and index to what 'git log' and 'git status' say, then remove it: rm '\(path)'")
        }
        return Journal(
            branch: try BranchName(branch), old: ObjectID(hex: old), new: new,
            paths: lines[4..<end].compactMap { rest($0, after: "path ") })
    }

    /// Removes the journal: nothing is left to do.
    static func remove(in gitDirectory: String) throws(GitError) {
        try FileSystem.remove(Journal.path(in: gitDirectory))
    }

    /// Notes behind the journal's end that the branch's lock at a path, which is an empty file, is this change's.
    static func noteLock(_ path: String, in gitDirectory: String) throws(GitError) {
        guard let identity = FileSystem.identity(of: path) else { return }
        try FileSystem.append(Array("lock \(identity)".utf8), to: Journal.path(in: gitDirectory))
    }

    /// Whether the lock at a path is the one that was noted.
    static func isNotedLock(_ path: String, in gitDirectory: String) throws(GitError) -> Bool {
        guard let identity = FileSystem.identity(of: path) else { return false }
        let journal = try FileSystem.bytes(Journal.path(in: gitDirectory)) ?? []
        return String(decoding: journal, as: UTF8.self).hasSuffix("\nlock \(identity)")
    }

    /// The name that a new file has until it takes its place, known to a recovery.
    func temporaryName(_ number: Int) -> String { ".flagctl-\(new.abbreviated(12))-\(number)" }

    private static func rest(_ line: String, after word: String) -> String? {
        line.hasPrefix(word) ? String(line.dropFirst(word.count)) : nil
    }
}
