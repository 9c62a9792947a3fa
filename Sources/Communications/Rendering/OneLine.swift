extension String {
    /// The text in one line: runs of white space are one space, none at the ends, no control characters, and none that
    /// reorder what is read.
    ///
    /// Spaces that do not break, such as U+00A0, stay as they are.
    var asOneLine: String {
        var result = String.UnicodeScalarView()
        var isAfterSpace = false
        for scalar in unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": isAfterSpace = true
            default:
                if scalar.properties.generalCategory == .control || scalar.isReordering { continue }
                if isAfterSpace, !result.isEmpty { result.append(" ") }
                isAfterSpace = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text with `\n` for every end of a line, and without the mark of UTF-8 at its beginning.
    var withPlainLineEnds: String {
        var result = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in unicodeScalars {
            switch scalar {
            case "\u{FEFF}" where last == nil: break
            case "\n" where last == "\r": break
            case "\r": result.append("\n")
            default: result.append(scalar)
            }
            last = scalar
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// An embedding, override or isolate, or the end of one, which makes others see text in another order than it has
    /// (Unicode Standard Annex 9, section 2).
    var isReordering: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }
}
