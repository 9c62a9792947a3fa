import Documents
import FlagModel

/// `notifications.json`: what applications show in themselves, in the shape that seed 000 gives them.
struct NotificationsFile {
    let content: SiteContent

    /// How long a notification is shown, in seconds: a week.
    static let lifetime = 7 * 86_400

    func file() -> SiteFile {
        let told = content.messages.filter { message in
            message.isFeed && message.state == "sent" && !message.isOver
                && (message.at ?? message.due).unixSeconds + Self.lifetime > content.time.unixSeconds
        }
        let list = told.map(notification)
        return SiteFile("notifications.json", CanonicalJSON.pretty(["notifications": .array(list)]))
    }

    private func notification(_ message: SiteMessage) -> JSONValue {
        let since = message.at ?? message.due
        let text = message.text ?? ""
        return [
            "id": .string(message.id), "type": message.isWarning ? "warning" : "info",
            "title": .string(message.subject ?? message.title),
            "message": .string(text), "messageHTML": .string(RichText(markdown: text).html),
            "actions": .array(actions(message)),
            "dismissible": true, "publishedAt": .string(since.text),
            "expiresAt": .string(Timestamp(unixSeconds: since.unixSeconds + Self.lifetime).text),
            "environment": .string(message.environment.text), "audience": .array(message.audience.map { .string($0) }),
        ]
    }

    /// Where the message leads; else what the first flag of the plan that has it says for users; the rollout's page where
    /// none says anything.
    private func actions(_ message: SiteMessage) -> [JSONValue] {
        let own = [("learnMore", "Learn more"), ("tryNow", "Try it now")].compactMap { name, label -> JSONValue? in
            guard let url = message.values[name], WebAddress.isOne(url) else { return nil }
            return ["label": .string(label), "url": .string(url)]
        }
        return own.isEmpty ? actionsOfFlags(message) : own
    }

    private func actionsOfFlags(_ message: SiteMessage) -> [JSONValue] {
        let run = content.runs.first { $0.plan.key == message.plan && $0.environment == message.environment }
        let keys = Set(run?.plan.flags ?? [])
        let flags = content.flags.filter { keys.contains($0.definition.key) }
        var actions: [JSONValue] = []
        for (name, label) in [("documentation", "Learn more"), ("tutorial", "Try it")] {
            let links = flags.compactMap { $0.definition.links[name]?.string }
            guard let url = links.lazy.compactMap({ SiteAddress.safe($0, base: content.base) }).first else { continue }
            actions.append(["label": .string(label), "url": .string(url)])
        }
        if actions.isEmpty, content.base != nil {
            actions.append(["label": "Learn more", "url": .string(content.address(message.pagePath))])
        }
        return actions
    }
}
