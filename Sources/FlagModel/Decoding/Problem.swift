import Documents

/// What is wrong at a place: a finding without its place.
struct Problem {
    var severity: Severity
    var rule: String
    var message: String
    var hint: String?

    init(_ rule: String, _ message: String, severity: Severity = .error, hint: String? = nil) {
        self.rule = rule
        self.message = message
        self.severity = severity
        self.hint = hint
    }
}

/// A hint that names the nearest of the words there are, or lists them, the first ones where they are many.
func nearHint(_ word: String, among words: [String]) -> String? {
    if let near = nearest(word, among: words) { return "did you mean '\(near)'?" }
    guard !words.isEmpty else { return nil }
    guard words.count > listLimit else { return "there is \(listed(words))" }
    let first = words.prefix(listLimit).map { "'\($0)'" }.joined(separator: ", ")
    return "there is \(first) and \(words.count - listLimit) more"
}

/// How many words a hint lists.
private let listLimit = 8

/// Words in quotes as a sentence lists them: 'a', 'b' and 'c'.
func listed(_ words: [String], by conjunction: String = "and") -> String {
    let quoted = words.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}

extension Problem {
    func finding(path: String, position: SourcePosition?) -> Finding {
        Finding(
            severity: severity, rule: rule, path: path, position: position, message: message, hint: hint)
    }
}
