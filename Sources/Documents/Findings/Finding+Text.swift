extension Finding {
    /// The form for people: `path:line:column: error: message [rule]`, and the hint on a second line.
    public var text: String {
        let place = position.map { "\(path):\($0.line):\($0.column)" } ?? path
        let line = "\(place): \(severity.rawValue): \(message) [\(rule)]"
        return hint.map { "\(line)\n  hint: \($0)" } ?? line
    }
}
