public import Documents

/// The words by which code names flags: keys and environment variables.
public struct FlagWords: Sendable {
    /// The words with the flags that they name, sorted.
    public let words: [(text: String, flags: [FlagKey])]
    private let places: [ArraySlice<UInt8>: Int]
    private let firstBytes: [Bool]
    private let lengths: [Bool]

    /// Gathers the words of some flags.
    public init(_ flags: some Sequence<FeatureFlag>) {
        var owners: [String: Set<FlagKey>] = [:]
        for flag in flags {
            owners[flag.key.text, default: []].insert(flag.key)
            if let variable = flag.environmentVariable { owners[variable, default: []].insert(flag.key) }
        }
        words = owners.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
        var places: [ArraySlice<UInt8>: Int] = [:]
        var firstBytes = [Bool](repeating: false, count: 256)
        var lengths = [Bool](repeating: false, count: (words.map(\.text.utf8.count).max() ?? 0) + 1)
        for (place, word) in words.enumerated() {
            let bytes = Array(word.text.utf8)
            guard let first = bytes.first else { continue }
            places[bytes[...]] = place
            firstBytes[Int(first)] = true
            lengths[bytes.count] = true
        }
        self.places = places
        self.firstBytes = firstBytes
        self.lengths = lengths
    }

    /// Which word the bytes are; nil for any other.
    func place(of bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first, firstBytes[Int(first)], bytes.count < lengths.count, lengths[bytes.count] else {
            return nil
        }
        return places[bytes]
    }
}

/// A place in a file that names a flag.
public struct Mention: Sendable, Hashable {
    /// Which of the ``FlagWords/words`` stands there.
    public let word: Int
    /// Where it begins.
    public let position: SourcePosition
    /// Whether it stands in a comment, as far as the file's name tells what a comment is.
    public let isComment: Bool
}
