import Documents
import FlagModel
import Testing

/// Checks that files have exactly the expected findings, in order.
///
/// An expectation is `1️⃣ error: message [rule]`, where the mark stands in one of the files; a path with a colon
/// stands in its place for findings without a position. After ` — ` it names the hint, which else is not looked at.
func expectFindings(
    _ expected: [String], in files: KeyValuePairs<String, String>, today: String? = nil, isPartial: Bool = false,
    absent: [String] = [], touching: Set<String>? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    expectFindings(
        expected, in: files.map { ($0.key, $0.value) }, today: today, isPartial: isPartial, absent: absent,
        touching: touching, sourceLocation: sourceLocation)
}

/// Checks that files, some of which a test may leave out, have exactly the expected findings.
func expectFindings(
    _ expected: [String], in files: [(path: String, text: String)], today: String? = nil, isPartial: Bool = false,
    absent: [String] = [], touching: Set<String>? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    var content = RepositoryContent(isPartial: isPartial)
    var places: [String: String] = [:]
    for (path, text) in files {
        let source = MarkedSource(text)
        for (mark, place) in source.places { places[mark] = "\(path):\(place):" }
        content.add(path: path, bytes: source.bytes)
    }
    for path in absent { content.markAbsent(path: path) }
    let findings = Validation.findings(in: content, today: today.flatMap(CalendarDate.init), touching: touching)
    let wanted = expected.map { line in
        let parts = line.split(separator: " ", maxSplits: 1)
        return "\(places[String(parts[0])] ?? String(parts[0])) \(parts[1])"
    }
    let found = findings.enumerated().map { index, finding in
        let showsHint = index < wanted.count && wanted[index].contains(" — ")
        return line(finding, showsHint: showsHint)
    }
    #expect(found == wanted, sourceLocation: sourceLocation)
}

private func line(_ finding: Finding, showsHint: Bool) -> String {
    let place = finding.position.map { "\($0.line):\($0.column):" } ?? ""
    let hint = showsHint ? finding.hint.map { " — \($0)" } ?? "" : ""
    return "\(finding.path):\(place) \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]\(hint)"
}
