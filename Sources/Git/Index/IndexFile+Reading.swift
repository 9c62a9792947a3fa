#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension IndexFile {
    /// Checks an index file and finds its entries; nil for a format that is left to libgit2.
    ///
    /// That is version 4, and what a mandatory extension says (a split or a sparse index). Throws
    /// ``GitError/unreadableIndex(path:why:)`` for a file that is damaged.
    init?(_ bytes: [UInt8], at path: String) throws(GitError) {
        let reader = Reader(bytes: bytes, path: path)
        version = try reader.version()
        if version == 4 { return nil }
        let isIntact = BesideThis { reader.isIntact }
        let isNameless: Bool
        do throws(GitError) {
            (starts, attributes, isNameless) = try reader.entries()
        } catch {
            throw isIntact.value ? error : reader.changed
        }
        guard isIntact.value else { throw reader.changed }
        guard let extensions = try reader.extensions(after: Int(starts[starts.count - 1])) else { return nil }
        // Only the entries of a split index may leave their names to those that they take the place of.
        if isNameless { throw reader.wrongName }
        self.extensions = extensions
        self.bytes = bytes
    }

    static let headerSize = 12

    private struct Reader {
        let bytes: [UInt8]
        let path: String

        /// Where the checksum starts.
        var end: Int { bytes.count - Checksum.size }

        func damaged(_ why: String) -> GitError { .unreadableIndex(path: path, why: why) }

        func version() throws(GitError) -> UInt32 {
            guard bytes.count >= headerSize + Checksum.size else { throw damaged("it is cut off") }
            guard bytes.starts(with: "DIRC".utf8) else { throw damaged("it is no index") }
            let version = bytes.word(at: 4)
            guard (2...4).contains(version) else { throw damaged("its version \(version) is not known") }
            return version
        }

        /// Whether the checksum is that of the content; one that is all zero stands for none (`index.skipHash`).
        var isIntact: Bool {
            let stored = bytes[end...]
            return stored.allSatisfy { $0 == 0 } || Checksum.of(bytes[..<end]).elementsEqual(stored)
        }

        var changed: GitError { damaged("its checksum is not that of its content") }

        var wrongName: GitError { damaged("a name has another length than its entry says") }

        /// Hops from entry to entry, and tells whether one has no name.
        func entries() throws(GitError) -> (starts: [UInt32], attributes: [Int], isNameless: Bool) {
            let count = Int(bytes.word(at: 8))
            guard bytes.count <= UInt32.max, count <= bytes.count / fixedSize else { throw damaged("it is cut off") }
            var starts: [UInt32] = []
            var attributes: [Int] = []
            starts.reserveCapacity(count + 1)
            var start = headerSize
            var before: (name: Range<Int>, stage: UInt16)?
            var isNameless = false
            for place in 0..<count {
                starts.append(UInt32(start))
                let entry = try entry(at: start)
                start = entry.end
                if entry.name.isEmpty {
                    isNameless = true
                    continue
                }
                if let before, !isOrdered(before, entry) { throw damaged("its entries are not in order") }
                if isAttributes(entry.name) { attributes.append(place) }
                before = (entry.name, entry.stage)
            }
            starts.append(UInt32(start))
            return (starts, attributes, isNameless)
        }

        private func entry(at start: Int) throws(GitError) -> (name: Range<Int>, stage: UInt16, end: Int) {
            guard start + fixedSize < end else { throw damaged("it is cut off") }
            let flags = bytes.half(at: start + 60)
            var name = start + fixedSize
            if flags & Flags.extended != 0 {
                guard name + 2 < end else { throw damaged("it is cut off") }
                let known = Flags.skipWorkTree | Flags.intentToAdd
                guard bytes.half(at: name) & ~known == 0 else { throw damaged("an entry has unknown flags") }
                name += 2
            }
            let length = bytes.withUnsafeBytes { all in
                memchr(all.baseAddress! + name, 0, end - name).map { UnsafeRawPointer($0) - all.baseAddress! - name }
            }
            guard let length, min(length, Int(Flags.length)) == Int(flags & Flags.length) else { throw wrongName }
            // One to eight NULs make the size a multiple of eight.
            let next = start + (name - start + length + 8) & ~7
            guard next <= end else { throw damaged("it is cut off") }
            return (name..<name + length, flags >> 12 & 3, next)
        }

        private func isOrdered(
            _ a: (name: Range<Int>, stage: UInt16), _ b: (name: Range<Int>, stage: UInt16, end: Int)
        ) -> Bool {
            let order = bytes.withUnsafeBytes {
                memcmp(
                    $0.baseAddress! + a.name.lowerBound, $0.baseAddress! + b.name.lowerBound,
                    min(a.name.count, b.name.count))
            }
            if order != 0 { return order < 0 }
            // What is not in conflict has one entry.
            return a.name.count != b.name.count ? a.name.count < b.name.count : a.stage != 0 && a.stage < b.stage
        }

        private func isAttributes(_ name: Range<Int>) -> Bool {
            let file = ".gitattributes".utf8
            guard bytes[name.upperBound - 1] == UInt8(ascii: "s"), bytes[name].suffix(file.count).elementsEqual(file)
            else { return false }
            return name.count == file.count || bytes[name.upperBound - file.count - 1] == UInt8(ascii: "/")
        }

        /// The extensions; nil when one of them changes what the entries mean.
        func extensions(after start: Int) throws(GitError) -> [(name: String, content: Range<Int>)]? {
            var extensions: [(name: String, content: Range<Int>)] = []
            var start = start
            while start < end {
                guard start + 8 <= end else { throw damaged("it is cut off") }
                let content = start + 8
                let size = Int(bytes.word(at: start + 4))
                guard size <= end - content else { throw damaged("it is cut off") }
                // An upper-case letter at its start says that a reader who does not know it may pass over it.
                guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[start]) else { return nil }
                extensions.append(
                    (String(decoding: bytes[start..<content - 4], as: UTF8.self), content..<content + size))
                start = content + size
            }
            return extensions
        }
    }
}
