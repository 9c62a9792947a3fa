/// A stretch of characters. Markup is told by code points: a letter with an accent above begins no markup, but `*` with
/// one does, as CommonMark reads it.
typealias Scalars = ArraySlice<Unicode.Scalar>

extension ArraySlice<Unicode.Scalar> {
    /// The characters as a text.
    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }

    /// Without spaces and tabs at both ends.
    var trimmed: Scalars {
        let start = drop { $0.isBlank }
        return start.dropLast(start.reversed().prefix { $0.isBlank }.count)
    }

    /// Whether the characters begin with these.
    func begins(with text: String) -> Bool { starts(with: text.unicodeScalars) }

    /// Where the run of exactly so many backticks begins that ends code which so many began; nothing where none does.
    func endOfCode(_ count: Int) -> Int? {
        var index = startIndex
        while index < endIndex {
            let run = self[index...].prefix { $0 == "`" }.count
            if run == count { return index }
            index += Swift.max(1, run)
        }
        return nil
    }
}

extension Unicode.Scalar {
    /// A space or a tab.
    var isBlank: Bool { self == " " || self == "\t" }

    /// A digit of ASCII.
    var isDigit: Bool { ("0"..."9").contains(self) }

    /// A mark of ASCII, which a backslash makes a plain character.
    var isASCIIMark: Bool {
        switch value {
        case 33...47, 58...64, 91...96, 123...126: true
        default: false
        }
    }
}
