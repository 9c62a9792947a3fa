/// Why bytes are no JSON document.
public struct JSONSyntaxError: Error, Sendable, Hashable {
    /// Where the mistake is.
    public let position: SourcePosition

    /// What is wrong.
    public let message: String

    /// What to do about it.
    public let hint: String?

    /// The rule that is broken: `json-syntax`, `json-duplicate-member`, `json-depth`, `json-size` or `json-encoding`.
    public let rule: String

    /// Makes an error.
    public init(position: SourcePosition, message: String, hint: String? = nil, rule: String) {
        self.position = position
        self.message = message
        self.hint = hint
        self.rule = rule
    }
}

/// The rules of the reader; the raw values are what findings carry.
enum JSONRule: String {
    case syntax = "json-syntax"
    case duplicateMember = "json-duplicate-member"
    case depth = "json-depth"
    case size = "json-size"
    case encoding = "json-encoding"
}
