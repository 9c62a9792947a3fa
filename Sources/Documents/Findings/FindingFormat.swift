/// The forms in which findings are printed.
public enum FindingFormat: String, Sendable, Hashable, CaseIterable {
    /// `path:line:column: error: message [rule]`, for people and editors.
    case text
    /// One JSON document, `{"findings": […]}`.
    case json
    /// SARIF 2.1.0, for code scanning services.
    case sarif
    /// GitHub workflow commands, which become annotations of a pull request.
    case github

    /// Renders findings in their order; the text ends with a line end unless it is empty.
    public func render(_ findings: [Finding], toolVersion: String) -> String {
        switch self {
        case .text: findings.map { $0.text + "\n" }.joined()
        case .json: CanonicalJSON.pretty(["findings": .array(findings.map(\.json))])
        case .sarif: CanonicalJSON.pretty(SARIF.report(findings, toolVersion: toolVersion))
        case .github: findings.map { $0.githubAnnotation + "\n" }.joined()
        }
    }
}
