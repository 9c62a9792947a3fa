import Communications
import Documents
import FlagModel
import FlagRepository
import Git

extension SiteEntry {
    /// A commit by its message and by what it changed: field by field where people are told of fields, and in a word what
    /// it records where they are not.
    init(_ commit: Commit, _ touched: [HistoryScan<SiteHistory.Step>.Touched]) {
        let details = MessageDetails(message: commit.message)
        var changes = touched.flatMap { touched in
            let told = touched.changes.filter(\.isTold)
            return told.isEmpty ? Change.recorded(touched.document, touched.changes) : told.map(Change.init)
        }
        if changes.isEmpty {
            changes = touched.filter { !$0.changes.isEmpty }.map { Change(document: $0.document, "record changed") }
        }
        // What claims a message says its text, which may be for its receivers alone.
        let isAboutMessages = changes.allSatisfy(\.isMessage)
        self.init(
            commit: commit.id.hex, time: Timestamp(unixSeconds: Int(commit.committer.time)), subject: details.subject,
            author: commit.author.name, approvers: details.approvers.map(\.name), ticket: details.ticket,
            reason: isAboutMessages ? nil : details.reason, changes: changes)
    }
}

extension SiteEntry.Change {
    fileprivate init(_ change: FlagChange) {
        let report = ChangeReport(change)
        self.init(
            environment: change.document.environment, subject: SiteEntry.Subject(change.document), field: report.path,
            summary: report.summary)
    }

    fileprivate init(document: DocumentKind, _ summary: String) {
        self.init(
            environment: document.environment, subject: SiteEntry.Subject(document), field: ".", summary: summary)
    }

    /// What a run or its messages record beside what is told field by field.
    fileprivate static func recorded(_ document: DocumentKind, _ changes: [FlagChange]) -> [SiteEntry.Change] {
        guard !changes.isEmpty else { return [] }
        switch document {
        case .status(let environment, let plan):
            let nouns = [
                "attestations": "go or no-go", "tasks": "task", "reports": "figure", "incidents": "incident",
            ]
            let names = changes.compactMap { $0.field.names.first.flatMap { nouns[$0] } }
            let what = names.isEmpty ? "decision" : names.sorted().joined(separator: ", ")
            return [
                SiteEntry.Change(
                    environment: environment, subject: .rollout(plan), field: "decisions", summary: "\(what) recorded")
            ]
        case .deliveries(let environment, let plan):
            return changes.flatMap(deliveries).map {
                SiteEntry.Change(
                    environment: environment, subject: .rollout(plan), field: deliveryField, summary: $0)
            }
        default: return []
        }
    }

    /// What became of messages: `launch by slack: sent`.
    private static func deliveries(_ change: FlagChange) -> [String] {
        func list(_ value: JSONValue?) -> [JSONValue] { (value?["deliveries"] ?? value ?? []).array ?? [] }
        guard change.field == .document || change.field.names.first == "deliveries" else { return [] }
        // A notice that becomes part of its run is written anew, and nothing became of it.
        func news(_ delivery: JSONValue) -> [JSONValue?] {
            ["message", "occurrence", "channel", "state", "at"].map { delivery[$0] }
        }
        let before = Set(list(change.before).map(news))
        return list(change.after).filter { !before.contains(news($0)) }.compactMap { delivery in
            guard let message = delivery["message"]?.string, let state = delivery["state"]?.string else { return nil }
            let channel = delivery["channel"]?.string.map { " by \($0)" } ?? ""
            return "\(message)\(channel): \(state)\(delivery["why"]?.string.map { ", \($0)" } ?? "")"
        }
    }
}

extension SiteEntry.Subject {
    fileprivate init(_ document: DocumentKind) {
        switch document {
        case .flag(let key), .state(_, let key): self = .flag(key)
        case .cohort(_, let key): self = .cohort(key)
        case .plan(_, let key), .status(_, let key), .deliveries(_, let key): self = .rollout(key)
        default: self = .file(document.path)
        }
    }
}
