/// Addresses that a message may link to.
enum LinkTarget {
    /// Whether it is an address of http, https or mailto without spaces, quotes or brackets.
    static func isAllowed(_ address: String) -> Bool {
        let lower = address.lowercased()
        guard let scheme = ["https://", "http://", "mailto:"].first(where: lower.hasPrefix) else { return false }
        return address.utf8.count > scheme.utf8.count
            && address.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "\"", "<", ">", "\\", "^", "`", "{", "|", "}": false
                default: !scalar.properties.isWhitespace && !scalar.isInvisible
                }
            }
    }
}

extension Unicode.Scalar {
    /// A control character, or one that only changes how others look.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .unassigned: true
        default: false
        }
    }
}
