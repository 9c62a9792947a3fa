extension String {
    /// The text in one line: runs of white space are one space, none at the ends, and no control characters.
    ///
    /// Spaces that do not break, such as U+00A0, stay as they are.
    var asOneLine: String {
        var result = String.UnicodeScalarView()
        var isAfterSpace = false
        for scalar in unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": isAfterSpace = true
            default:
                if scalar.properties.generalCategory == .control { continue }
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
