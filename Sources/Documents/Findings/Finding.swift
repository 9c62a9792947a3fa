/// Something found in a file.
public struct Finding: Sendable, Hashable {
    /// How bad it is.
    public var severity: Severity

    /// The rule that found it, such as `json-syntax`.
    public var rule: String

    /// The file, relative to the repository, with `/` between folders.
    public var path: String

    /// The place in the file; `nil` if the finding concerns the file as a whole.
    public var position: SourcePosition?

    /// What is wrong: lower case, no full stop.
    public var message: String

    /// What to do about it.
    public var hint: String?

    /// Makes a finding.
    public init(
        severity: Severity = .error, rule: String, path: String, position: SourcePosition? = nil, message: String,
        hint: String? = nil
    ) {
        self.severity = severity
        self.rule = rule
        self.path = path
        self.position = position
        self.message = message
        self.hint = hint
    }

    /// Makes the finding that a file is no JSON document.
    public init(_ error: JSONSyntaxError, path: String) {
        self.init(
            rule: error.rule, path: path, position: error.position, message: error.message, hint: error.hint)
    }
}

extension Finding: Comparable {
    /// Orders findings by path and position, those without a position first; then the graver first, then by rule.
    public static func < (left: Finding, right: Finding) -> Bool {
        if !left.path.hasSameBytes(as: right.path) { return left.path.utf8Bytes < right.path.utf8Bytes }
        switch (left.position, right.position) {
        case (nil, .some): return true
        case (.some, nil): return false
        case (let here?, let there?) where here != there: return here < there
        case (.some, .some), (nil, nil): break
        }
        if left.severity != right.severity { return left.severity > right.severity }
        return (left.rule.utf8Bytes, left.message.utf8Bytes, (left.hint ?? "").utf8Bytes)
            < (right.rule.utf8Bytes, right.message.utf8Bytes, (right.hint ?? "").utf8Bytes)
    }
}
