/// Options that belong to every verb and may stand before it, as git's do.
enum LeadingOptions {
    private static let withValue: Set<String> = ["-C", "--format"]
    private static let plain: Set<String> = ["--quiet", "-q", "--verbose", "-v"]

    /// Whether a word is such an option.
    static func isOne(_ word: String) -> Bool {
        withValue.contains(word) || plain.contains(word) || word.hasPrefix("--format=")
    }

    /// The arguments with options from before the verb behind it, so that the verb's own parser reads them.
    static func moved(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        while let first = rest.first {
            if withValue.contains(first), rest.count > 1 {
                leading += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if plain.contains(first) || first.hasPrefix("--format=") {
                leading.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard !leading.isEmpty, rest.first != nil else { return arguments }
        if let terminator = rest.firstIndex(of: "--") {
            return rest[..<terminator] + leading + rest[terminator...]
        }
        return rest + leading
    }
}
