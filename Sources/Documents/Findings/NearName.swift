/// Finds the candidate that a mistyped word most likely meant; `nil` if none is near.
///
/// A candidate that differs only in case comes first; else the one with the smallest Damerau-Levenshtein distance, at
/// most 2 (1 for words of up to three letters). Ties go to the candidate whose bytes come first. Where none is that
/// near, it is the only one that begins with the word.
public func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
    let typed = folded(word)
    let reach = typed.count <= 3 ? 1 : 2
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
        let name = folded(candidate)
        guard abs(name.count - typed.count) <= reach, let distance = distance(typed, name, upTo: reach),
            distance == 0 || distance < typed.count
        else { continue }
        if let best, (best.distance, best.candidate.utf8Bytes) <= (distance, candidate.utf8Bytes) { continue }
        best = (distance, candidate)
    }
    return best?.candidate ?? onlyOne(of: candidates, startingWith: typed)
}

/// The one candidate that a word of at least three letters is the beginning of.
private func onlyOne(of candidates: some Sequence<String>, startingWith typed: [Unicode.Scalar]) -> String? {
    guard typed.count >= 3 else { return nil }
    let longer = candidates.filter { folded($0).starts(with: typed) }
    return longer.count == 1 ? longer[0] : nil
}

private func folded(_ word: String) -> [Unicode.Scalar] {
    Array(word.lowercased().unicodeScalars)
}

/// The optimal string alignment distance: insertions, removals, replacements and swaps of neighbours.
private func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], upTo reach: Int) -> Int? {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var cost = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count] <= reach ? last[right.count] : nil
}

/// A string's bytes, ordered as bytes.
struct UTF8Bytes: Comparable {
    let text: String

    static func == (left: UTF8Bytes, right: UTF8Bytes) -> Bool { left.text.hasSameBytes(as: right.text) }

    static func < (left: UTF8Bytes, right: UTF8Bytes) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

extension String {
    /// The string as something that is compared byte by byte.
    var utf8Bytes: UTF8Bytes { UTF8Bytes(text: self) }
}
