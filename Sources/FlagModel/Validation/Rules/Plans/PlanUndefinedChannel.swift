import Documents

/// Refuses messages on a channel that channels.json does not have: they would never go out.
enum PlanUndefinedChannel: ValidationRule {
    static let id = "plan-undefined-channel"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard content.channels != nil || content.isAbsent(.channels) else { return }
        let known = content.channels?.channels.map(\.key.text) ?? []
        for plan in content.placedPlans {
            for message in plan.messages {
                for (index, key) in message.part.channels.enumerated() where !known.contains(key.text) {
                    report.add(
                        .undefined(key, among: known), in: plan.kind,
                        at: .value(message.path + ["channels", .index(index)]), concerned: [.channels])
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func undefined(_ key: ChannelKey, among known: [String]) -> Problem {
        let none = "write .flagctl/channels.json: {\"channels\": [{\"key\": \"\(key)\", \"type\": \"feed\"}]}"
        return Problem(
            PlanUndefinedChannel.id, "channels.json has no channel '\(key)'",
            hint: known.isEmpty ? none : nearHint(key.text, among: known))
    }
}
