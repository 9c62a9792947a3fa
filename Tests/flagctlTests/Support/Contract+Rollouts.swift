extension Contract {
    static let rolloutList = JSONShape.object([
        "time": .text,
        "rollouts": .list(
            .object(
                ["environment": .text, "plan": .text, "name": .text, "state": .text],
                may: ["phase": .text, "steps": .number, "stepCount": .number, "since": .text, "waitsFor": .text])),
    ])

    static let rolloutStatus = JSONShape.object(
        [
            "time": .text, "commit": .text, "environment": .text, "plan": .text, "name": .text,
            "phases": .list(phase), "prerequisites": .list(task), "tasks": .list(task), "measured": .truth,
            "criteria": .list(measured), "guards": .list(measured), "exposure": .list(reach),
            "decisions": .list(decision), "next": .list(next),
        ], may: ["owner": .text, "run": run, "gate": gate, "nextChange": .text, "watcher": watcher])

    private static let phase = JSONShape.object([
        "key": .text, "name": .text, "standing": .word(["passed", "current", "ahead"]), "steps": .list(.text),
        "shortest": .text, "roles": .list(.text),
    ])

    private static let run = JSONShape.object(
        [
            "id": .text, "state": .text, "since": .text, "phase": .text, "phaseSince": .text, "steps": .number,
            "started": .text, "by": .text,
            "approval": .object(
                ["policyVersion": .number, "by": .list(.text)], may: ["until": .text, "problem": .text]),
        ], may: ["holdEnd": .text, "cause": .text])

    private static let act: [String: JSONShape] = ["by": .text, "at": .text, "note": .text]

    private static let task = JSONShape.object(
        [
            "key": .text, "text": .text, "done": .truth, "optional": .truth, "checked": .truth, "roles": .list(.text),
        ], may: act)

    private static let gate = JSONShape.object(
        [
            "hold": .text,
            "roles": .list(
                .object(
                    ["role": .text, "holders": .list(.text)],
                    may: act.merging(["verdict": .word(["go", "no-go"])]) { $1 })),
        ], may: ["end": .text])

    private static let result = JSONShape.word(["successful", "failed", "inconclusive", "error"])

    private static let measured = JSONShape.object(
        ["title": .text],
        may: [
            "guard": .text, "criterion": .text, "metric": .text, "unit": .text, "compare": .text, "success": .text,
            "failure": .text, "value": .number, "compared": .number, "baseline": .number, "result": result,
            "why": .text, "action": .text, "roles": .list(.text),
        ])

    private static let reach = JSONShape.object(["flag": .text, "now": exposure], may: ["next": exposure])

    private static let watcher = JSONShape.object(
        ["maxAge": .text, "late": .truth], may: ["time": .text, "interval": .text])

    private static let next = JSONShape.object(["text": .text], may: ["command": .text, "people": .list(.text)])

    private static let decision = JSONShape.object(
        [
            "kind": .text, "at": .text, "by": .text, "from": .text, "to": .text, "phase": .text, "steps": .number,
            "why": .text,
        ], may: ["evidence": .list(evidence)])

    private static let evidence = JSONShape.object(
        ["metric": .text, "result": result],
        may: [
            "guard": .text, "criterion": .text, "source": .text, "query": .text, "why": .text, "baseline": .number,
            "windows": .list(.object(["from": .text, "to": .text, "samples": .number, "value": .number])),
        ])

    static let explanation = JSONShape.object([
        "commit": .text, "subject": .text, "author": .text, "same": .truth, "changes": .list(change),
        "decisions": .list(
            .object(
                [
                    "environment": .text, "plan": .text, "differences": .list(.text),
                    "thresholds": .list(
                        .object(
                            ["compare": .text],
                            may: ["guard": .text, "criterion": .text, "success": .text, "failure": .text])),
                ], may: ["decision": decision])),
    ])

    static let rolloutPlan = JSONShape.object(
        [
            "commit": .text, "environment": .text, "plan": .anything,
            "reach": .list(
                .object(
                    ["phase": .text, "step": .number, "flag": .text, "percent": .numberOrNull],
                    may: ["people": .number])),
        ], may: ["status": .anything])
}
