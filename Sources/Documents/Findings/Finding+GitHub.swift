extension Finding {
    /// The GitHub workflow command that annotates the place, such as `::error file=a.json,line=1,col=2,title=rule::text`.
    ///
    /// Escapes as GitHub's toolkit does: `%`, CR and LF in the message, and `:` and `,` in properties as well.
    public var githubAnnotation: String {
        let command =
            switch severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        let place = position.map { ",line=\($0.line),col=\($0.column)" } ?? ""
        let text = hint.map { "\(message)\nhint: \($0)" } ?? message
        return "::\(command) file=\(path.githubProperty)\(place),title=\(rule.githubProperty)::\(text.githubText)"
    }
}

extension String {
    fileprivate var githubText: String {
        replacing([("%", "%25"), ("\r", "%0D"), ("\n", "%0A")])
    }

    fileprivate var githubProperty: String {
        replacing([("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")])
    }

    /// Replaces single scalars, so that CR LF is two of them.
    private func replacing(_ replacements: [(Unicode.Scalar, String)]) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let replacement = replacements.first(where: { $0.0 == scalar }) {
                result.append(contentsOf: replacement.1.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
