/// A commit read from its raw bytes, as they were hashed: replacements and grafts are not looked at.
///
/// Where git's own readers are lenient, this one notes a flaw and goes on as git does.
public struct StrictCommit: Sendable, Hashable {
    /// Its own id.
    public let id: ObjectID
    /// The tree that it records.
    public let tree: ObjectID
    /// The commits that it follows, the first parent first.
    public let parents: [ObjectID]
    /// Who wrote the change.
    public let author: Identity
    /// Who recorded it.
    public let committer: Identity
    /// The bytes after the header, which are the message.
    public let body: [UInt8]
    /// What git would not have written.
    public let flaws: [ObjectFlaw]

    /// The message; bytes that are not UTF-8 are replaced.
    public var message: String { String(decoding: body, as: UTF8.self) }
}

extension Repository {
    /// Reads a commit strictly; throws ``GitError/corrupt(_:)`` for bytes in which no tree, author or committer can be
    /// found.
    public func strictCommit(_ id: ObjectID) throws(GitError) -> StrictCommit {
        let object = try rawObject(id)
        guard object.kind == .commit else {
            throw .corrupt("object '\(id)' is a \(object.kind.rawValue), not a commit")
        }
        var reader = CommitReader(object.bytes)
        guard let commit = reader.read(id) else { throw .corrupt("commit '\(id)' is malformed") }
        return commit
    }
}

/// Reads the header line by line.
private struct CommitReader {
    private let bytes: [UInt8]
    private var offset = 0
    private var flaws: [ObjectFlaw] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Headers that may stand once.
    private static let single: Set<String> = ["tree", "author", "committer", "encoding", "gpgsig", "gpgsig-sha256"]

    mutating func read(_ id: ObjectID) -> StrictCommit? {
        if bytes.contains(0) { flaws.append(ObjectFlaw(.nul, "a NUL byte")) }
        var found: [String: ArraySlice<UInt8>] = [:]
        var parents: [ObjectID] = []
        var names: [String] = []
        while offset < bytes.count, bytes[offset] != 10 {
            let line = nextLine()
            if line.first == 32 {
                if names.isEmpty { flaws.append(ObjectFlaw(.malformedCommit, "a continued line without a header")) }
                continue
            }
            let name = String(decoding: line.prefix { $0 != 32 }, as: UTF8.self)
            let value = line.dropFirst(name.utf8.count + 1)
            if name == "parent" {
                if names.last != "tree", names.last != "parent" {
                    flaws.append(ObjectFlaw(.doubledHeader, "a parent after '\(names.last ?? "")'"))
                } else if let parent = Self.id(value) {
                    if parents.contains(parent) { flaws.append(ObjectFlaw(.doubledHeader, "parent \(parent) twice")) }
                    parents.append(parent)
                } else {
                    flaws.append(ObjectFlaw(.malformedCommit, "a parent that is no id"))
                }
            } else if Self.single.contains(name), found[name] != nil {
                flaws.append(ObjectFlaw(.doubledHeader, "header '\(name)' twice"))
            } else {
                checkOrder(name, after: names)
                found[name] = value
            }
            names.append(name)
        }
        let body = offset < bytes.count ? Array(bytes[(offset + 1)...]) : []
        if offset >= bytes.count { flaws.append(ObjectFlaw(.malformedCommit, "no empty line after the header")) }
        checkBody(body)
        guard let tree = found["tree"].flatMap(Self.id), let author = found["author"].flatMap({ identity($0) }),
            let committer = found["committer"].flatMap({ identity($0) })
        else { return nil }
        return StrictCommit(
            id: id, tree: tree, parents: parents, author: author, committer: committer, body: body, flaws: flaws)
    }

    private mutating func nextLine() -> ArraySlice<UInt8> {
        let end = bytes[offset...].firstIndex(of: 10) ?? bytes.count
        let line = bytes[offset..<end]
        offset = min(end + 1, bytes.count)
        return line
    }

    private mutating func checkOrder(_ name: String, after names: [String]) {
        let wanted: Set<String>? =
            switch name {
            case "tree": [""]
            case "author": ["tree", "parent"]
            case "committer": ["author"]
            default: nil
            }
        if let wanted, !wanted.contains(names.last ?? "") {
            flaws.append(ObjectFlaw(.malformedCommit, "header '\(name)' out of place"))
        }
        if wanted == nil, !names.contains("committer") {
            flaws.append(ObjectFlaw(.malformedCommit, "header '\(name)' before the committer"))
        }
    }

    /// What some readers would take for a header or a signature if they lost count of the lines.
    private static let lookalikes = [
        "gpgsig ", "gpgsig-sha256 ", "-----BEGIN SSH SIGNATURE-----", "-----BEGIN PGP SIGNATURE-----",
        "-----BEGIN SIGNED MESSAGE-----",
    ].map { Array($0.utf8) }

    private mutating func checkBody(_ body: [UInt8]) {
        guard body.contains(UInt8(ascii: "-")) || body.contains(UInt8(ascii: "g")) else { return }
        var start = 0
        while start < body.count {
            let first = body[start]
            if first == UInt8(ascii: "g") || first == UInt8(ascii: "-"),
                Self.lookalikes.contains(where: { body[start...].starts(with: $0) })
            {
                flaws.append(ObjectFlaw(.signatureInBody, "what looks like a signature in the message"))
                return
            }
            guard let end = body[start...].firstIndex(of: 10) else { return }
            start = end + 1
        }
    }

    /// Forty lower-case digits and nothing else, as git writes them.
    private static func id(_ value: ArraySlice<UInt8>) -> ObjectID? {
        guard value.count == 40, value.allSatisfy({ $0 < 65 || $0 > 70 }) else { return nil }
        return ObjectID(hex: String(decoding: value, as: UTF8.self))
    }

    /// `Name <email> seconds +hhmm`; an odd one is noted, and read as far as it goes.
    private mutating func identity(_ value: ArraySlice<UInt8>) -> Identity? {
        guard let open = value.firstIndex(of: UInt8(ascii: "<")), let close = value.firstIndex(of: UInt8(ascii: ">")),
            open < close
        else { return nil }
        let rest = value[(close + 1)...].split(separator: 32, omittingEmptySubsequences: false)
        let numbers = rest.dropFirst().map { String(decoding: $0, as: UTF8.self) }
        let zone = numbers.count == 2 ? Self.minutes(numbers[1]) : nil
        let isPlain =
            value[(close + 1)...].allSatisfy { $0 != 60 && $0 != 62 } && value[..<close].count { $0 == 60 } == 1
        if rest.first?.isEmpty != true || zone == nil || Int64(numbers.first ?? "") == nil || !isPlain {
            flaws.append(ObjectFlaw(.malformedCommit, "an identity that git would not write"))
        }
        var name = value[..<open]
        while name.last == 32 { name = name.dropLast() }
        return Identity(
            name: String(decoding: name, as: UTF8.self),
            email: String(decoding: value[(open + 1)..<close], as: UTF8.self),
            time: Int64(numbers.first ?? "") ?? 0, offset: zone ?? 0)
    }

    private static func minutes(_ text: String) -> Int? {
        guard text.utf8.count == 5, text.hasPrefix("+") || text.hasPrefix("-"), let number = Int(text.dropFirst())
        else {
            return nil
        }
        return (number / 100 * 60 + number % 100) * (text.hasPrefix("-") ? -1 : 1)
    }
}
