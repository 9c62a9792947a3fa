/// A version as Semantic Versioning 2.0.0 writes it, ordered by its section 11.
///
/// Build metadata is no part of it: versions that differ only there are equal.
public struct SemanticVersion: Sendable, Hashable, Comparable {
    private let core: [Digits]
    private let prerelease: [Identifier]

    /// Reads `major.minor.patch` with optional `-prerelease` and `+build`; nil where the text is no such version.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let plus = bytes.firstIndex(of: UInt8(ascii: "+")) ?? bytes.endIndex
        let version = bytes[..<plus]
        let dash = version.firstIndex(of: UInt8(ascii: "-")) ?? version.endIndex
        guard let core = Self.parts(version[..<dash], as: Digits.init), core.count == 3 else { return nil }
        self.core = core
        if dash < version.endIndex {
            guard let prerelease = Self.parts(version[(dash + 1)...], as: Identifier.init) else { return nil }
            self.prerelease = prerelease
        } else {
            prerelease = []
        }
        if plus < bytes.endIndex {
            guard Self.parts(bytes[(plus + 1)...], as: Self.word) != nil else { return nil }
        }
    }

    /// Orders versions by precedence: a prerelease comes before its release.
    public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        if left.core != right.core { return left.core.lexicographicallyPrecedes(right.core) }
        guard !left.prerelease.isEmpty, !right.prerelease.isEmpty else {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        return left.prerelease.lexicographicallyPrecedes(right.prerelease)
    }

    /// Reads the parts between dots; nil where one of them cannot be read.
    private static func parts<Part>(_ bytes: ArraySlice<UInt8>, as read: (ArraySlice<UInt8>) -> Part?) -> [Part]? {
        var parts: [Part] = []
        for slice in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard let part = read(slice) else { return nil }
            parts.append(part)
        }
        return parts
    }

    fileprivate static func word(_ slice: ArraySlice<UInt8>) -> [UInt8]? {
        let isWord = slice.allSatisfy { byte in
            (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte == 45
        }
        return isWord && !slice.isEmpty ? Array(slice) : nil
    }
}

/// A number of any size without leading zeros.
private struct Digits: Hashable, Comparable {
    let bytes: [UInt8]

    init?(_ slice: ArraySlice<UInt8>) {
        guard let first = slice.first, slice.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        guard slice.count == 1 || first != 48 else { return nil }
        bytes = Array(slice)
    }

    static func < (left: Digits, right: Digits) -> Bool {
        left.bytes.count == right.bytes.count
            ? left.bytes.lexicographicallyPrecedes(right.bytes) : left.bytes.count < right.bytes.count
    }
}

/// One dot-separated part of a prerelease: numbers come before words.
private enum Identifier: Hashable, Comparable {
    case number(Digits)
    case word([UInt8])

    init?(_ slice: ArraySlice<UInt8>) {
        guard let word = SemanticVersion.word(slice) else { return nil }
        if word.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
            guard let digits = Digits(slice) else { return nil }
            self = .number(digits)
        } else {
            self = .word(word)
        }
    }

    static func < (left: Identifier, right: Identifier) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one < other
        case (.word(let one), .word(let other)): one.lexicographicallyPrecedes(other)
        case (.number, .word): true
        case (.word, .number): false
        }
    }
}
