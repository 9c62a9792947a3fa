import FlagModel

/// Refuses messages that their template would refuse: with a placeholder left in them, with values that it does not ask
/// for, or without what it asks for.
enum PlanMessageValues: MessageRule {
    static let id = "plan-message-values"

    static func check(_ report: MessageReport) {
        for placed in report.messages {
            let faults =
                if case .template(let template) = report.template(placed.message.template) {
                    template.faults(in: placed.message)
                } else {
                    MessageFault.placeholders(in: placed.message)
                }
            for fault in faults { report.add(id, fault, in: placed) }
            if faults.isEmpty { checkChange(of: placed, report) }
        }
    }

    /// The notice that an announced start has moved has a template of its own.
    private static func checkChange(of placed: MessageReport.Placed, _ report: MessageReport) {
        guard placed.message.isNotice else { return }
        let change = placed.message.noticeOfChange
        guard case .template(let template) = report.template(change.template) else { return }
        for fault in template.faults(in: change) {
            let message = "where the start moves: \(fault.message)"
            report.add(id, MessageFault(path: [], message: message, hint: fault.hint), in: placed)
        }
    }
}
