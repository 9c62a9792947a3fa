/// The string literal of PromQL that the end of a text stands in, if it stands in one.
///
/// Literals are in double or single quotes, with Go's escapes, or in backticks, without any.
struct PromQLLiteral {
    private var quote: Unicode.Scalar?
    private var isEscaped = false
    private var isComment = false

    /// Reads on.
    mutating func pass(_ text: String) {
        for scalar in text.unicodeScalars {
            if isComment {
                isComment = scalar != "\n"
            } else if isEscaped {
                isEscaped = false
            } else if let quote {
                if scalar == quote { self.quote = nil } else { isEscaped = scalar == "\\" && quote != "`" }
            } else if scalar == "\"" || scalar == "'" || scalar == "`" {
                quote = scalar
            } else {
                isComment = scalar == "#"
            }
        }
    }

    /// A value as it has to be written here, so that it neither ends the literal nor changes in it.
    ///
    /// Backticks have no escapes: one of a value becomes `\x60`, which only a regular expression reads as it.
    func escaped(_ value: String) -> String {
        guard let quote else { return value }
        return value.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "`" where quote == "`": text += "\\x60"
            case _ where quote == "`": text.unicodeScalars.append(scalar)
            case quote, "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
