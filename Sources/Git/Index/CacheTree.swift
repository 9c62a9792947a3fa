/// The index's extension `TREE`: the ids of the trees that its entries make, folder by folder.
///
/// A folder is its name, a NUL, the number of its entries (-1 when its id is not known), a space, the number of folders
/// in it, a line break, the id if it is known, and those folders
/// (https://git-scm.com/docs/index-format#_cache_tree).
struct CacheTree {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    /// The extension without the ids of the folders above some paths, as git leaves them; nil when it is malformed.
    static func invalidated(_ bytes: ArraySlice<UInt8>, above paths: [[UInt8]]) -> [UInt8]? {
        var tree = CacheTree(bytes: bytes, place: bytes.startIndex)
        let top = tree.folder(inside: paths.map { $0[...] }, depth: 0)
        return tree.place == bytes.endIndex ? top?.bytes : nil
    }

    /// Reads the folder that starts here, with all inside; `paths` are the touched ones of the folder around it.
    private mutating func folder(
        inside paths: [ArraySlice<UInt8>], depth: Int
    ) -> (name: ArraySlice<UInt8>, bytes: [UInt8])? {
        guard depth < Repository.deepest, let name = text(before: 0), let count = number(before: UInt8(ascii: " ")),
            let folders = number(before: UInt8(ascii: "\n")), folders >= 0, let id = id(isKnown: count >= 0)
        else { return nil }
        let touched = depth == 0 ? paths : paths.compactMap { Self.rest(of: $0, in: name) }
        var inner: [UInt8] = []
        var kept = 0
        for _ in 0..<folders {
            guard let folder = folder(inside: touched, depth: depth + 1) else { return nil }
            // A file may have taken the folder's name.
            if touched.contains(folder.name) { continue }
            inner += folder.bytes
            kept += 1
        }
        let head = touched.isEmpty ? Array("\(count) \(folders)\n".utf8) + id : Array("-1 \(kept)\n".utf8)
        return (name, Array(name) + [0] + head + inner)
    }

    private mutating func id(isKnown: Bool) -> ArraySlice<UInt8>? {
        let end = place + (isKnown ? Checksum.size : 0)
        guard end <= bytes.endIndex else { return nil }
        defer { place = end }
        return bytes[place..<end]
    }

    private mutating func text(before end: UInt8) -> ArraySlice<UInt8>? {
        guard let index = bytes[place...].firstIndex(of: end) else { return nil }
        defer { place = index + 1 }
        return bytes[place..<index]
    }

    private mutating func number(before end: UInt8) -> Int? {
        text(before: end).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    private static func rest(of path: ArraySlice<UInt8>, in folder: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard path.starts(with: folder) else { return nil }
        let rest = path.dropFirst(folder.count)
        return rest.first == UInt8(ascii: "/") ? rest.dropFirst() : nil
    }
}
