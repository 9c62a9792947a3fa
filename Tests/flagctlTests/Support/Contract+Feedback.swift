extension Contract {
    static let feedback = JSONShape.object(
        [
            "key": .text, "class": .word(["critical", "request", "general", "survey"]),
            "state": .word(["open", "overdue", "closed"]), "text": .text, "received": .text, "deadline": .text,
        ],
        may: [
            "from": .text, "flag": .text, "environment": .text, "plan": .text, "link": .text, "left": .text,
            "overdueBy": .text, "closed": .object(["by": .text, "at": .text], may: ["note": .text]),
        ])

    static let feedbackList = JSONShape.object([
        "time": .text, "open": .number, "overdue": .number, "closed": .number, "feedback": .list(feedback),
    ])
}
