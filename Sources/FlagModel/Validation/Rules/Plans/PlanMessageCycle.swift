import Documents

/// Refuses messages that wait for each other in a circle, or for themselves: none of them would ever go out.
enum PlanMessageCycle: ValidationRule {
    static let id = "plan-message-cycle"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            var edges: [MessageKey: [MessageKey]] = [:]
            var places: [MessageKey: JSONPath] = [:]
            for message in plan.messages {
                guard case .message(let other) = message.part.condition else { continue }
                edges[message.part.key] = [other]
                places[message.part.key] = message.path + ["condition", "message"]
            }
            for circle in circles(in: edges) {
                guard let first = circle.first else { continue }
                report.add(.messageCycle(circle), in: plan.kind, at: places[first].map { .value($0) })
            }
        }
    }
}

extension Problem {
    fileprivate static func messageCycle(_ circle: [MessageKey]) -> Problem {
        guard let first = circle.first, circle.count > 1 else {
            return Problem(
                PlanMessageCycle.id, "message '\(circle.first?.text ?? "")' waits for itself and never goes out",
                hint: "name another message, or leave the condition out")
        }
        let names = (circle + [first]).map(\.text).joined(separator: " → ")
        return Problem(
            PlanMessageCycle.id, "messages wait for each other in a circle and never go out: \(names)",
            hint: "leave the condition of one of them out")
    }
}
