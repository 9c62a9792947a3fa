import Documents

/// Refuses messages for a group that people.json does not have, and e-mail for groups that nobody can be reached in.
enum PlanUndefinedGroup: ValidationRule {
    static let id = "plan-undefined-group"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard content.people != nil || content.isAbsent(.people) else { return }
        let groups = content.people?.groups ?? []
        for plan in content.placedPlans {
            for message in plan.messages {
                for (index, key) in message.part.audience.enumerated() where content.people?.group(key) == nil {
                    report.add(
                        .undefined(key, among: groups.map(\.key.text)), in: plan.kind,
                        at: .value(message.path + ["audience", .index(index)]), concerned: [.people])
                }
                let isMailed = message.part.channels.contains { content.channels?.channel($0)?.kind == .email }
                let audience = message.part.audience
                let isKnown = audience.allSatisfy { content.people?.group($0) != nil }
                // A group that is not there has its own finding.
                if isMailed, isKnown, content.people?.recipients(of: audience).isEmpty ?? true {
                    report.add(
                        .nobody(message.part.key), in: plan.kind, at: .value(message.path),
                        concerned: [.people, .channels])
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func undefined(_ key: GroupKey, among known: [String]) -> Problem {
        Problem(
            PlanUndefinedGroup.id, "people.json has no group '\(key)'",
            hint: known.isEmpty
                ? "add it there: {\"key\": \"\(key)\", \"members\": [], \"addresses\": [\"list@example.com\"]}"
                : nearHint(key.text, among: known))
    }

    fileprivate static func nobody(_ key: MessageKey) -> Problem {
        Problem(
            PlanUndefinedGroup.id, "message '\(key)' goes out by e-mail and reaches nobody",
            hint: "name a group of people.json that has addresses, or members with one")
    }
}
