extension Contract {
    private static let standing = JSONShape.word([
        "upcoming", "due", "retrying", "conditional", "by-hand", "claimed", "unknown", "sent", "skipped",
        "superseded",
    ])

    static let due = JSONShape.object(
        [
            "time": .text,
            "messages": .list(
                .object(
                    [
                        "environment": .text, "plan": .text, "message": .text, "occurrence": .text, "channel": .text,
                        "audience": .list(.text), "due": .text, "standing": standing,
                    ], may: ["name": .text, "at": .text, "why": .text, "formerStart": .text])),
        ],
        may: [
            "unread": .list(
                .object(["environment": .text, "plan": .text, "code": .text, "why": .text], may: ["hint": .text]))
        ])

    static let preview = JSONShape.object([
        "environment": .text, "plan": .text,
        "messages": .list(
            .object(
                [
                    "message": .text, "when": .text, "audience": .list(.text), "channels": .list(.text),
                    "subject": .text, "plain": .text, "markdown": .text, "html": .text, "slack": .anything,
                ], may: ["due": .text])),
        "refused": .list(.object(["message": .text, "code": .text, "why": .text], may: ["hint": .text])),
    ])

    static let sending = JSONShape.object(
        [
            "deliveries": .list(delivery),
            "problems": .list(
                .object(
                    ["environment": .text, "plan": .text, "message": .text, "code": .text, "why": .text],
                    may: ["hint": .text])),
        ],
        may: [
            "taken": .list(.object(["message": .text, "channel": .text])), "waiting": .list(delivery),
            "left": .list(
                .object([
                    "environment": .text, "plan": .text, "message": .text, "occurrence": .text, "channel": .text,
                ])), "unpublished": .object(["code": .text, "why": .text], may: ["hint": .text]),
            "unread": .list(
                .object(["environment": .text, "plan": .text, "code": .text, "why": .text], may: ["hint": .text])),
        ])

    static let delivery = JSONShape.object(
        [
            "environment": .text, "plan": .text, "message": .text, "occurrence": .text, "channel": .text,
            "state": .word(["claimed", "sent", "failed", "unknown", "skipped", "superseded"]), "due": .text,
            "at": .text,
        ], may: ["subject": .text, "receipt": .text, "why": .text, "until": .text])

    static let digest = JSONShape.object([
        "environment": .text, "since": .text, "time": .text, "subject": .text, "plain": .text, "markdown": .text,
        "html": .text,
    ])
}
