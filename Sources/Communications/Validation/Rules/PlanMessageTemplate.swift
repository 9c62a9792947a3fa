import FlagModel

/// Refuses messages whose template is neither built in nor the repository's own.
enum PlanMessageTemplate: MessageRule {
    static let id = "plan-message-template"

    static func check(_ report: MessageReport) {
        let own = report.content.templates.keys.sorted()
        for placed in report.messages {
            guard case .missing = report.template(placed.message.template) else { continue }
            report.add(id, .unknownTemplate(placed.message.template, own: own), in: placed)
        }
    }
}
