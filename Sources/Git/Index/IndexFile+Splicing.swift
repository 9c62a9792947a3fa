extension IndexFile {
    /// Writes the index with its edits: pieces of the old file and new bytes between them.
    ///
    /// Nothing is flushed: git does not flush its index either, as everything in it can be found again.
    func write(to path: String, hashed: Bool) throws(GitError) {
        let splice = spliced()
        // A large index takes as long to hash as to write.
        let checksum = hashed ? checksum(of: splice) : nil
        try FileSystem.remove(path)
        try FileSystem.create(path) { (file) throws(GitError) in
            for piece in splice.pieces {
                try (piece.isNew ? splice.new : bytes).withUnsafeBufferPointer { (all) throws(GitError) in
                    try FileSystem.writeAll(file, UnsafeBufferPointer(rebasing: all[piece.range]), path)
                }
            }
            let end = checksum?.value ?? [UInt8](repeating: 0, count: Checksum.size)
            try FileSystem.writeAll(file, end, path)
        }
    }

    private func checksum(of splice: Splice) -> BesideThis<[UInt8]> {
        BesideThis { [bytes] in
            var checksum = Checksum()
            for piece in splice.pieces {
                (piece.isNew ? splice.new : bytes).withUnsafeBytes { all in
                    checksum.add(UnsafeRawBufferPointer(rebasing: all[piece.range]))
                }
            }
            return checksum.value
        }
    }

    private func spliced() -> Splice {
        var splice = Splice()
        let touched = edits.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let places = touched.map(places)
        let removed = places.reduce(0) { $0 + $1.count }
        let put = touched.compactMap { path in edits[path]?.entry }
        splice.header(
            version: put.contains(where: \.needsExtendedFlags) ? 3 : version, count: count - removed + put.count)
        var next = 0
        for (path, places) in zip(touched, places) {
            splice.keep(Int(starts[next])..<Int(starts[places.lowerBound]))
            if let entry = edits[path]?.entry { splice.add(entry, at: path) }
            next = places.upperBound
        }
        splice.keep(Int(starts[next])..<Int(starts[count]))
        let keepsNames = zip(touched, places).allSatisfy { $1.count == 1 && edits[$0]?.entry != nil }
        addExtensions(to: &splice, touched: touched, keepsNames: keepsNames)
        return splice
    }

    /// Keeps the extensions that stay true, which git would drop otherwise only to compute them again.
    ///
    /// Those that name places in the file or in the list of entries (`EOIE`, `IEOT`, `FSMN`) do not, and of those that
    /// are not known nobody can tell. Git rebuilds them when it is set up to have them.
    private func addExtensions(to splice: inout Splice, touched: [[UInt8]], keepsNames: Bool) {
        for (name, content) in extensions {
            switch name {
            case "TREE":
                if let tree = CacheTree.invalidated(bytes[content], above: touched) {
                    splice.addExtension(name, tree)
                }
            case "REUC": splice.keep(content.lowerBound - 8..<content.upperBound)
            // What is untracked is what has no entry.
            case "UNTR" where keepsNames: splice.keep(content.lowerBound - 8..<content.upperBound)
            default: break
            }
        }
    }
}

extension IndexFile.Edit {
    fileprivate var entry: IndexEntry? { if case .put(let entry) = self { entry } else { nil } }
}

extension IndexEntry {
    /// Whether only version 3 of the format can say what the entry says.
    fileprivate var needsExtendedFlags: Bool { isSkipped || isIntended }
}

/// A new index file as pieces of the old one and of new bytes.
private struct Splice {
    private(set) var pieces: [(isNew: Bool, range: Range<Int>)] = []
    private(set) var new: [UInt8] = []

    /// Goes on with bytes of the old file.
    mutating func keep(_ range: Range<Int>) { append(isNew: false, range) }

    mutating func header(version: UInt32, count: Int) {
        addNew { new in
            new += "DIRC".utf8
            new.append(word: version)
            new.append(word: UInt32(count))
        }
    }

    mutating func add(_ entry: IndexEntry, at path: [UInt8]) {
        addNew { new in
            let start = new.count
            let status = entry.status
            for word in [
                status.changed.seconds, status.changed.nanoseconds, status.modified.seconds,
                status.modified.nanoseconds, status.device, status.inode, entry.mode, status.user, status.group,
                status.size,
            ] { new.append(word: word) }
            new += entry.id.bytes
            let length = UInt16(min(path.count, Int(IndexFile.Flags.length)))
            new.append(
                half: length | (entry.needsExtendedFlags ? IndexFile.Flags.extended : 0)
                    | (entry.isAssumedUnchanged ? IndexFile.Flags.assumedUnchanged : 0))
            if entry.needsExtendedFlags {
                new.append(
                    half: (entry.isSkipped ? IndexFile.Flags.skipWorkTree : 0)
                        | (entry.isIntended ? IndexFile.Flags.intentToAdd : 0))
            }
            new += path
            new += repeatElement(0, count: 8 - (new.count - start) % 8)
        }
    }

    mutating func addExtension(_ name: String, _ content: [UInt8]) {
        addNew { new in
            new += name.utf8
            new.append(word: UInt32(content.count))
            new += content
        }
    }

    private mutating func addNew(_ write: (inout [UInt8]) -> Void) {
        let start = new.count
        write(&new)
        append(isNew: true, start..<new.count)
    }

    private mutating func append(isNew: Bool, _ range: Range<Int>) {
        if range.isEmpty { return }
        if let last = pieces.last, last.isNew == isNew, last.range.upperBound == range.lowerBound {
            pieces[pieces.count - 1].range = last.range.lowerBound..<range.upperBound
        } else {
            pieces.append((isNew, range))
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(half: UInt16) {
        append(UInt8(truncatingIfNeeded: half >> 8))
        append(UInt8(truncatingIfNeeded: half))
    }

    fileprivate mutating func append(word: UInt32) {
        append(half: UInt16(truncatingIfNeeded: word >> 16))
        append(half: UInt16(truncatingIfNeeded: word))
    }
}
