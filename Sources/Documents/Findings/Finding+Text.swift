extension Finding {
    /// The form for people: `path:line:column: error: message [rule]`, and the hint on a second line.
    public var text: String {
        let (line, column) = place
        let first = "\(path):\(line):\(column): \(severity.rawValue): \(message) [\(rule)]"
        return hint.map { "\(first)\n  hint: \($0)" } ?? first
    }

    /// Line and column; a finding about a file as a whole stands at its start.
    var place: (line: Int, column: Int) { position.map { ($0.line, $0.column) } ?? (1, 1) }
}
