import Documents
import FlagModel

extension PlanDocument {
    /// Success metrics, risks, contacts and messages, those that the plan has.
    var tables: [String] {
        let tables = [
            table(
                "Success Metrics", ["Metric", "Baseline", "Target", "Method"],
                plan.measures.map { [$0.name, $0.baseline, $0.target, $0.method] }),
            table(
                "Risk Assessment", ["Risk", "Likelihood", "Impact", "Mitigation"],
                plan.risks.map {
                    [$0.risk, $0.likelihood?.capitalised, $0.impact?.capitalised, $0.mitigation]
                }),
            table("Communication Plan", ["When", "Who", "What", "Channel"], plan.messages.map(cells)),
            table("Contacts", ["Who", "Role", "About"], plan.contacts.map { [$0.who, $0.role, $0.about] }),
        ]
        return tables.filter { !$0.isEmpty }.reduce([]) { $0.isEmpty ? $1 : $0 + [""] + $1 }
    }

    private func table(_ title: String, _ columns: [String], _ rows: [[String?]]) -> [String] {
        guard !rows.isEmpty else { return [] }
        return ["## \(title)", ""] + MarkdownText.header(columns) + rows.map(MarkdownText.row)
    }

    private func cells(_ message: PlanMessage) -> [String?] {
        let every = message.every.map { ", every \(SpanText.long($0.seconds))" } ?? ""
        let time = message.timeOfDay.map { " at \($0.text)" } ?? ""
        let audience = message.audience.map { people?.title(of: $0) ?? $0.text }
        let ways = message.channels.map { channels?.title(of: $0) ?? $0.text }
        return [
            message.moment.text + time + every, audience.joined(separator: ", "),
            message.name ?? message.text ?? message.key.text, ways.joined(separator: ", "),
        ]
    }

    /// What takes exposure down by itself.
    var triggers: [String] {
        guard !plan.guards.isEmpty else { return [] }
        return ["## Rollback Triggers", ""]
            + plan.guards.map { found in
                let trigger: String
                switch found.trigger {
                case .metric(let test, let failure):
                    let unit = catalog?.metric(test.metric)?.unit
                    trigger = "\(test.metric) \(test.text(failure, unit: unit)) over \(SpanText.long(test.window))"
                case .report(let roles):
                    trigger = "reported by \(roles.isEmpty ? "anybody" : roles.joined(separator: " or "))"
                }
                return "- " + MarkdownText.inline("\(found.title) (\(trigger)): \(found.action.text)")
            }
    }
}
