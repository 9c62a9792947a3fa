/// Two versions of a text as one, with git's markers around each part in which they differ.
public enum ConflictText {
    /// Beyond this many lines on a side the parts that differ are marked as one: finding them would take too long.
    private static let longest = 2_000

    /// Marks the lines that differ.
    ///
    /// - Parameters:
    ///   - names: what the sides are called at their markers; line breaks in them become spaces.
    ///   - size: how many characters a marker has, at least one.
    public static func bytes(
        ours: [UInt8], theirs: [UInt8], names: (ours: String, theirs: String), markerSize size: Int
    ) -> [UInt8] {
        let (left, right) = (lines(ours), lines(theirs))
        let end: [UInt8] = left.first?.suffix(2) == [13, 10] ? [13, 10] : [10]
        func marker(_ character: Character, _ name: String = "") -> [UInt8] {
            let label = name.map { $0.isNewline ? " " : $0 }
            let text = String(repeating: character, count: max(1, size)) + (name.isEmpty ? "" : " " + String(label))
            return Array(text.utf8) + end
        }
        /// A side's lines, the last of which ends where a marker follows it.
        func block(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
            let bytes = lines.flatMap(\.self)
            return bytes.isEmpty || bytes.last == 10 ? bytes : bytes + end
        }
        var text: [UInt8] = []
        for part in parts(left, right) {
            if left[part.ours] == right[part.theirs] {
                text += left[part.ours].flatMap(\.self)
            } else {
                text += marker("<", names.ours) + block(left[part.ours])
                text += marker("=") + block(right[part.theirs]) + marker(">", names.theirs)
            }
        }
        return text
    }

    /// Lines with their ends.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 10 {
            lines.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    /// The lines of both texts in parts that are the same and parts that differ, in turn.
    private static func parts(
        _ left: [ArraySlice<UInt8>], _ right: [ArraySlice<UInt8>]
    ) -> [(ours: Range<Int>, theirs: Range<Int>)] {
        let prefix = zip(left, right).prefix { $0 == $1 }.count
        let shorter = min(left.count, right.count) - prefix
        let suffix = zip(left.reversed(), right.reversed()).prefix(shorter).prefix { $0 == $1 }.count
        var parts = [(ours: 0..<prefix, theirs: 0..<prefix)]
        let (leftEnd, rightEnd) = (left.count - suffix, right.count - suffix)
        if max(leftEnd, rightEnd) - prefix > longest {
            parts.append((prefix..<leftEnd, prefix..<rightEnd))
        } else {
            let difference = right[prefix..<rightEnd].difference(from: left[prefix..<leftEnd])
            let removed = Set(difference.removals.map { $0.offset + prefix })
            let inserted = Set(difference.insertions.map { $0.offset + prefix })
            var (here, there) = (prefix, prefix)
            while here < leftEnd || there < rightEnd {
                let start = (here, there)
                while removed.contains(here) { here += 1 }
                while inserted.contains(there) { there += 1 }
                if (here, there) == start {
                    while here < leftEnd, !removed.contains(here), !inserted.contains(there) {
                        here += 1
                        there += 1
                    }
                }
                parts.append((start.0..<here, start.1..<there))
            }
        }
        parts.append((leftEnd..<left.count, rightEnd..<right.count))
        return parts.filter { !$0.ours.isEmpty || !$0.theirs.isEmpty }
    }
}

extension CollectionDifference<ArraySlice<UInt8>>.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
