extension VerificationReport {
    private static let columns = [
        "commit", "time", "scope", "author", "classification", "ground", "level", "approvers", "reason", "ticket",
        "impact", "violations",
    ]

    /// The change population: a header and a row for each transition, oldest first, by RFC 4180.
    ///
    /// A cell that a spreadsheet would take for a formula begins with an apostrophe.
    public var csv: String {
        var codes: [String: [Violation]] = [:]
        for violation in violations { codes[violation.commit, default: []].append(violation) }
        var rows = [Self.columns]
        for change in transitions {
            let found = (codes[change.commit] ?? []).filter { ($0.scope ?? change.scope) == change.scope }
            rows.append([
                change.commit, change.time, change.scope, change.author, change.classification ?? "", change.ground,
                change.level, change.approvers.joined(separator: " "), change.reason ?? "", change.ticket ?? "",
                change.impact ?? "", found.map(\.code).joined(separator: " "),
            ])
        }
        return rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
