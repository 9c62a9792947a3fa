extension Contract {
    static let stale = JSONShape.object(
        [
            "commit": .text, "date": .text, "since": .text, "flags": .list(staleFlag), "unknown": .list(.text),
            "notes": .list(.text), "skipped": .list(skipped),
        ], may: ["environment": .text])

    private static let staleFlag = JSONShape.object(
        [
            "key": .text,
            "reasons": .list(.word(["expired", "constant", "archived", "never-evaluated"])),
        ],
        may: [
            "owner": .text, "expired": .text,
            "constant": .object(
                ["variant": .text, "value": .anything, "since": .text, "commit": .text], may: ["atLeast": .truth]),
            "references": .object(mentions),
        ])

    static let references = JSONShape.object([
        "folder": .text, "files": .number,
        "flags": .list(.object(mentions.merging(["key": .text]) { $1 })),
        "unmentioned": .list(.text), "skipped": .list(skipped),
    ])

    private static let skipped = JSONShape.object(["path": .text, "why": .text])

    private static let mentions: [String: JSONShape] = [
        "code": .number, "comments": .number,
        "mentions": .list(
            .object(["path": .text, "line": .number, "column": .number, "word": .text, "comment": .truth])),
    ]
}
