import Documents
import Testing

/// Decodes a marked text by itself and checks its findings, written as for ``expectFindings(_:in:today:isPartial:absent:touching:sourceLocation:)``.
///
/// - Returns: what was decoded; nil exactly where an error is expected.
@discardableResult
func decoded<Model>(
    _ text: String, at path: String, expecting expected: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation,
    _ decode: (JSONDocument, String, inout [Finding]) -> Model?
) throws -> Model? {
    let source = MarkedSource(text)
    var findings: [Finding] = []
    let document = try JSONDocument(parsing: source.bytes)
    let model = decode(document, path, &findings)
    let marks = Dictionary(uniqueKeysWithValues: source.places.map { ($1, $0) })
    let found = findings.enumerated().map { index, finding in
        let place = finding.position.map { "\($0.line):\($0.column)" } ?? ""
        let showsHint = index < expected.count && expected[index].contains(" — ")
        let hint = showsHint ? finding.hint.map { " — \($0)" } ?? "" : ""
        return "\(marks[place] ?? place) \(finding.message) [\(finding.rule)]\(hint)"
    }
    #expect(found == expected, sourceLocation: sourceLocation)
    #expect((model == nil) == !expected.isEmpty, sourceLocation: sourceLocation)
    return model
}
