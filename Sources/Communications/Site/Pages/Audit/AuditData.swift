import Documents
import FlagModel

/// The commits of the audit for the script that filters them, oldest first, so that a full file stays as it is.
///
/// A commit is `[id, time, subject, author, approvers, ticket, reason, changes]`, a change
/// `[environment, name, words, page]`, where page is 1 for a flag's, 2 for a rollout's, 3 for that of feedback. Of a commit
/// with many changes follow `[environment, name…]` of all the others, and how many changes there are.
struct AuditData {
    let content: SiteContent
    let index: SiteIndex
    /// How many commits a file has at most.
    private static let size = 400
    /// How many bytes the commits of a file have at most.
    private static let byteLimit = 500_000
    /// How many changes of a commit are told in words.
    private static let changeLimit = 50

    func files() -> [SiteFile] {
        content.entries.reversed().map { ScriptText.value(row($0)) }
            .chunked(Self.size, bytes: Self.byteLimit, \.utf8.count).enumerated().map { number, rows in
                SiteFile(
                    "audit/data-\(number + 1).js",
                    ScriptText.call("flagctlAudit", ["\(number + 1)", "[\(rows.joined(separator: ","))]"]))
            }
    }

    private func row(_ entry: SiteEntry) -> JSONValue {
        let told = entry.changes.prefix(Self.changeLimit)
        var row: [JSONValue] = [
            .string(String(entry.commit.prefix(12))), .string(entry.time.text), .string(entry.subject),
            .string(entry.author), .string(entry.approvers.joined(separator: ", ")), .string(entry.ticket ?? ""),
            .string(entry.reason ?? ""), .array(told.map(cells)),
        ]
        let others = entry.changes.dropFirst(told.count)
        if !others.isEmpty {
            row.append(.array(names(of: others)))
            row.append(.number(JSONNumber(entry.changes.count)))
        }
        return .array(row)
    }

    private func cells(_ change: SiteEntry.Change) -> JSONValue {
        var cells: [JSONValue] = [
            .string(change.environment?.text ?? ""), .string(index.title(of: change.subject)), .string(change.summary),
        ]
        if index.page(of: change) != nil {
            let kind: Int? =
                switch change.subject {
                case .flag: 1
                case .rollout: 2
                case .file: 3
                case .cohort: nil
                }
            if let kind { cells.append(.number(JSONNumber(kind))) }
        }
        return .array(cells)
    }

    /// What changes in each environment, each name once.
    private func names(of changes: some Collection<SiteEntry.Change>) -> [JSONValue] {
        var places: [EnvironmentKey?] = []
        var names: [EnvironmentKey?: [String]] = [:]
        var seen: Set<String> = []
        for change in changes {
            let place = change.environment
            let name = index.title(of: change.subject)
            guard seen.insert("\(place?.text ?? "") \(name)").inserted else { continue }
            if names[place] == nil { places.append(place) }
            names[place, default: []].append(name)
        }
        return places.map { place in
            .array([.string(place?.text ?? "")] + (names[place] ?? []).map { .string($0) })
        }
    }
}
