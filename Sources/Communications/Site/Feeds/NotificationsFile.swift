import Documents
import FlagModel

/// `notifications.json`: what applications show in themselves, in the shape that seed 000 gives them.
struct NotificationsFile {
    let content: SiteContent

    /// How long a notification is shown, in seconds: two weeks.
    static let lifetime = 14 * 86_400

    func file() -> SiteFile {
        let told = content.messages.filter { message in
            message.isFeed && message.state == "sent"
                && (message.at ?? message.due).unixSeconds + Self.lifetime > content.time.unixSeconds
        }
        let list = told.map(notification)
        return SiteFile("notifications.json", CanonicalJSON.pretty(["notifications": .array(list)]))
    }

    private func notification(_ message: SiteMessage) -> JSONValue {
        let since = message.at ?? message.due
        var actions: [JSONValue] = []
        if content.base != nil {
            actions.append([
                "label": "Learn more",
                "url": .string(content.address("rollouts/\(message.environment)/\(message.plan).html")),
            ])
        }
        let text = message.text ?? ""
        return [
            "id": .string(message.id), "type": "info", "title": .string(message.subject ?? message.title),
            "message": .string(text), "messageHTML": .string(RichText(markdown: text).html), "actions": .array(actions),
            "dismissible": true, "publishedAt": .string(since.text),
            "expiresAt": .string(Timestamp(unixSeconds: since.unixSeconds + Self.lifetime).text),
            "environment": .string(message.environment.text), "audience": .array(message.audience.map { .string($0) }),
        ]
    }
}
