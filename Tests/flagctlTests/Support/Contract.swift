import TestSupport

/// The JSON shapes that scripts rely on: ../shared/DESIGN.md, section 11, and docs/reference/json.md.
enum Contract {
    /// Why a document breaks the contract.
    struct Breach: Error, CustomStringConvertible {
        let description: String
    }

    /// The JSON documents that a command printed, where it was asked for JSON and nothing changed them on the way.
    static func documents(of line: String, _ result: Finished) -> [String] {
        guard line.contains("--format json") || line.contains("--format=json"), !line.contains("|") else { return [] }
        return [result.output, result.error].filter { !$0.isEmpty }
    }

    /// Checks that a text is one document of the shape that its verb promises.
    static func check(_ text: String, of line: String, isError: Bool) throws {
        let value = try ParsedJSON(parsing: text)
        let shape = isError ? Self.error : try self.shape(of: line)
        if let problem = shape.problem(with: value) { throw Breach(description: problem) }
    }

    private static func shape(of line: String) throws -> JSONShape {
        let words = line.split(separator: " ").dropFirst().map(String.init)
        for (verb, shape) in shapes where words.count >= verb.count {
            if (0...(words.count - verb.count)).contains(where: { Array(words[$0..<($0 + verb.count)]) == verb }) {
                return shape
            }
        }
        throw Breach(description: "no shape is written down for '\(line)'")
    }

    /// The shapes by verb, longer verbs first.
    static let shapes: [(verb: [String], shape: JSONShape)] =
        [
            (["cohort", "list"], cohortList), (["cohort", "show"], cohortShow), (["cohort"], edit),
            (["people", "list"], people), (["people"], edit),
            (["env", "list"], environmentList), (["env", "show"], environmentShow), (["env"], edit),
            (["hooks", "install"], hooks), (["serve", "key", "create"], newKey), (["serve", "key", "list"], keys),
            (["serve", "key", "remove"], removedKey),
            (["merge-driver"], merge),
            (["rollout", "list"], rolloutList), (["rollout", "status"], rolloutStatus),
            (["rollout", "explain"], explanation), (["rollout", "plan", "render"], rolloutPlan),
            (["rollout", "promote"], promotion), (["rollout", "drill"], drill), (["rollout"], edit),
            (["watch", "--once"], watch), (["schedule"], edit),
            (["feedback", "list"], feedbackList), (["feedback", "show"], feedback), (["feedback"], edit),
            (["comms", "due"], due), (["comms", "preview"], preview), (["comms", "send"], sending),
            (["comms", "digest"], digest), (["comms", "resolve"], edit),
            (["verify"], verification), (["stale"], stale), (["refs"], references),
            (["site", "build"], site),
            (["list"], list), (["show"], show), (["matrix"], matrix), (["log"], log), (["blame"], blame),
            (["diff"], diff),
            (["eval"], .either([evaluation, evaluations])), (["export"], export),
            (["validate"], validate), (["fmt"], fmt), (["doctor"], doctor), (["init"], initialisation),
        ]
        + ["create", "archive", "enable", "disable", "target", "promote", "revert", "rollback", "import"].map {
            ([$0], edit)
        }

    // MARK: Edits

    static let edit = JSONShape.object(
        [
            "commit": .textOrNull, "branch": .text, "subject": .text, "dryRun": .truth, "changes": .list(change),
            "impact": .list(impact), "classification": classification,
        ],
        may: [
            "approvers": .list(.text), "reviewBy": .list(.text), "notes": .list(.text), "pushedTo": .text,
            "publishCommand": .text,
            "pullRequestCommand": .text, "pullRequest": .text,
        ])

    static let classification = JSONShape.word(["neutral", "lowering", "raising"])

    static let change = JSONShape.either(
        ["flag", "cohort", "rollout", "file"].map { kind in
            .object(
                [kind: .text, "path": .text, "before": .anything, "after": .anything, "summary": .text],
                may: ["environment": .text])
        })

    static let impact = JSONShape.either([
        .object(row.merging(["ranges": .list(range)]) { $1 }, may: ["people": .number]),
        .object(row.merging(["unknown": .text]) { $1 }),
    ])

    private static let row: [String: JSONShape] = ["environment": .text, "flag": .text, "row": .text]

    private static let range = JSONShape.object([
        "from": .number, "to": .number, "before": .textOrNull, "after": .textOrNull,
    ])

    // MARK: Rollouts

    static let promotion = JSONShape.object(["commits": .list(edit)])

    static let drill = JSONShape.object([
        "plan": .text, "environment": .text, "recorded": .either([edit, .null]),
        "flags": .list(
            .object([
                "flag": .text, "seconds": .number, "commitSeconds": .number, "off": .textOrNull, "on": .textOrNull,
            ])),
    ])

    static let watch = JSONShape.object(
        [
            "time": .text, "runs": .number,
            "decisions": .list(
                .object([
                    "run": .text, "commit": .textOrNull, "subject": .text, "classification": classification,
                    "changes": .list(change),
                ])),
            "problems": .list(.object(["run": .text, "code": .text, "message": .text], may: ["hint": .text])),
            "gaps": .list(.object(["run": .text, "subject": .text, "metric": .text, "why": .text])),
        ], may: ["doubt": .text, "messages": .list(delivery), "waiting": .list(delivery)])

    // MARK: Serving

    static let key: [String: JSONShape] = ["name": .text, "environments": .list(.text), "created": .text]
    static let newKey = JSONShape.object(key.merging(["key": .text]) { $1 })
    static let keys = JSONShape.object(["keys": .list(.object(key))])
    static let removedKey = JSONShape.object(["removed": .object(key)])

    // MARK: History

    static let log = JSONShape.object(
        ["changes": .list(change.with(commit, may: claims))], may: ["more": .truth, "shallow": .truth])

    static let blame = JSONShape.object([
        "file": .text,
        "fields": .list(.object(commit.merging(["path": .text, "value": .anything]) { $1 }, may: claims)),
    ])

    static let diff = JSONShape.object(
        [
            "from": .text, "to": .text, "changes": .list(change), "impact": .list(impact),
            "classification": classification,
        ], may: ["policyCommit": .text, "policy": .list(policyAnswer)])

    private static let policyAnswer = JSONShape.object(
        [
            "environment": .text, "classification": classification,
            "verdict": .word(["allowed", "approval-needed", "frozen"]),
        ],
        may: [
            "required": .number, "roles": .list(.text), "evidence": .word(["claimed", "forge", "signed"]),
            "candidates": .list(.text), "reason": .text, "until": .text,
        ])

    private static let person = JSONShape.object(["name": .text, "email": .text])

    private static let commit: [String: JSONShape] = [
        "commit": .text, "time": .text, "author": person, "approvers": .list(approver),
    ]

    private static let approver = JSONShape.object([
        "name": .text, "email": .text, "level": .word(["claimed", "forge", "signed"]),
    ])

    private static let claims: [String: JSONShape] = [
        "parent": .text, "operation": .text, "reason": .text, "ticket": .text, "reverts": .text,
        "reviewBy": .list(.text),
    ]

    static let verification = JSONShape.object([
        "outcome": .word(["verified", "violated", "incomplete"]), "root": .text, "genesis": .textOrNull, "tip": .text,
        "steps": .number, "violations": .list(violation), "obligations": .list(obligation),
        "transitions": .list(transition),
    ])

    private static let violation = JSONShape.object(
        ["code": .text, "commit": .text, "message": .text],
        may: [
            "scope": .text,
            "rejections": .list(.object(["who": .text, "why": .text], may: ["detail": .text])),
        ])

    private static let obligation = JSONShape.object(["commit": .text, "scope": .text, "ground": .text, "due": .text])

    private static let transition = JSONShape.object(
        [
            "commit": .text, "time": .text, "scope": .text, "author": .text, "ground": .text,
            "level": .word(["none", "claimed", "forge", "signed"]), "approvers": .list(.text),
        ], may: ["classification": classification, "reason": .text, "ticket": .text, "impact": .text])

    // MARK: Flags, cohorts, environments

    static let exposure = JSONShape.object(
        [
            "percent": .numberOrNull,
            "rows": .list(.object(["row": .text, "percent": .number], may: ["people": .number])),
        ], may: ["people": .number, "waitsFor": .text, "limitedBy": .text])

    static let show = JSONShape.either([
        .object(
            ["commit": .text, "flag": .anything, "environment": .text, "state": .anything, "exposure": exposure],
            may: lastChange),
        .object([
            "commit": .text, "flag": .anything,
            "environments": .list(
                .object(["environment": .text, "state": .anything, "exposure": exposure], may: lastChange)),
        ]),
    ])

    private static let lastChange = ["lastChange": JSONShape.object(commit, may: claims)]

    static let list = JSONShape.object([
        "environment": .text,
        "flags": .list(
            .object(
                ["key": .text, "enabled": .truth, "exposure": exposure],
                may: [
                    "variant": .text, "environmentVariable": .text, "value": .anything, "codeDefault": .text,
                    "stage": .text, "owner": .text,
                ])),
    ])

    static let matrix = JSONShape.object([
        "environment": .text,
        "cohorts": .list(.object(["key": .text, "name": .text], may: ["share": .number])),
        "flags": .list(
            .object([
                "flag": .text, "enabled": .truth, "cohorts": .table(.numberOrNull), "fallthrough": .numberOrNull,
            ])),
    ])

    static let cohortShow = JSONShape.object(["environment": .text, "cohort": .anything, "flags": .list(.text)])

    static let cohortList = JSONShape.object([
        "environment": .text, "cohorts": .list(.object(["cohort": .anything, "flags": .list(.text)])),
    ])

    static let environmentShow = JSONShape.object(["environment": .anything, "flags": .number])

    static let environmentList = JSONShape.object(["environments": .list(environmentShow)])

    static let people = JSONShape.object([
        "people": .list(
            .object([
                "key": .text, "name": .text, "emails": .list(.text), "roles": .list(.text), "groups": .list(.text),
                "keys": .list(.object(["type": .text, "fingerprint": .text, "comment": .text])),
            ]))
    ])

    // MARK: Evaluation and delivery

    static let evaluation = JSONShape.object(
        ["key": .text, "reason": .word(["STATIC", "DEFAULT", "TARGETING_MATCH", "SPLIT", "DISABLED", "ERROR"])],
        may: [
            "variant": .text, "value": .anything, "message": .text, "explanation": .list(step),
            "errorCode": .word(["FLAG_NOT_FOUND", "TARGETING_KEY_MISSING", "GENERAL"]),
            "since": .object(commit.merging(["subject": .text]) { $1 }, may: claims),
        ])

    static let evaluations = JSONShape.object([
        "commit": .text, "environment": .text, "flags": .list(evaluation),
    ])

    private static let step = JSONShape.object(
        ["step": .text, "depth": .number, "text": .text],
        may: [
            "holds": .truth, "cohort": .text, "flag": .text, "variant": .text, "serves": .text, "attribute": .text,
            "operator": .text, "value": .anything, "actual": .anything, "problem": .word(["missing", "type"]),
            "percent": .number, "salt": .text, "hash": .number, "bucket": .number, "from": .number, "to": .number,
        ])

    static let export = JSONShape.object([
        "formatVersion": .number, "bucketing": .text, "environment": .anything, "flags": .table(.anything),
        "cohorts": .table(.anything),
    ])

    // MARK: Repository

    static let finding = JSONShape.object([
        "path": .text, "line": .numberOrNull, "column": .numberOrNull, "severity": .word(["error", "warning", "note"]),
        "rule": .text, "message": .text, "hint": .textOrNull,
    ])

    static let validate = JSONShape.object(["findings": .list(finding)])

    static let fmt = JSONShape.object(["files": .list(.text), "checkOnly": .truth])

    static let doctor = JSONShape.object([
        "checks": .list(
            .object(
                ["name": .text, "level": .word(["good", "warning", "bad"]), "text": .text], may: ["hint": .text]))
    ])

    static let hooks = JSONShape.object(["path": .text, "scripts": .list(.text)], may: ["replaced": .text])

    static let merge = JSONShape.object([
        "path": .text,
        "conflicts": .list(
            .object(["path": .text, "base": .anything, "ours": .anything, "theirs": .anything])),
        "findings": .list(finding),
    ])

    static let initialisation = JSONShape.object([
        "path": .text, "branch": .text, "commit": .text, "madeGitRepository": .truth, "files": .list(.text),
    ])

    static let error = JSONShape.object([
        "error": .object(["code": .text, "message": .text], may: ["hint": .text, "findings": .list(finding)])
    ])
}
