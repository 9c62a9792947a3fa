import FlagModel
import Rollouts

/// An edit of one field of a status, and when it makes what somebody may have done just as well.
struct StatusEdit {
    let name: String
    let edit: (inout RolloutStatus) -> Void
    /// Whether the edited status is as good as the true one, after this decision.
    var isTrue: (Decision) -> Bool = { _ in false }

    static var all: [StatusEdit] { places + lists + rollbacks + decisions }

    private static func later(_ time: Timestamp) -> Timestamp { time.advanced(by: 1) }

    private static var places: [StatusEdit] {
        var edits = [
            StatusEdit(name: "plan", edit: { $0.plan = key("q") }),
            StatusEdit(name: "run", edit: { $0.run = "01X" }),
            StatusEdit(name: "planHash", edit: { $0.planHash += "0" }),
            StatusEdit(name: "phase", edit: { $0.phase = key("other") }),
            StatusEdit(name: "steps", edit: { $0.steps += 1 }),
            StatusEdit(name: "steps down", edit: { $0.steps = max(0, $0.steps - 1) }),
            StatusEdit(name: "since", edit: { $0.since = later($0.since) }),
            StatusEdit(name: "phaseSince", edit: { $0.phaseSince = later($0.phaseSince) }),
            StatusEdit(name: "stepSince", edit: { $0.stepSince = $0.stepSince.map(later) }),
            StatusEdit(name: "no stepSince", edit: { $0.stepSince = nil }),
            // Who approves a resumption is proven by its commit.
            StatusEdit(
                name: "approval", edit: { $0.approval.by.append("Eve <eve@example.com>") },
                isTrue: { $0.kind == .resume }),
            StatusEdit(
                name: "policy", edit: { $0.approval.policyVersion += 1 }, isTrue: { $0.kind == .resume }),
            StatusEdit(name: "passed", edit: { $0.passed.append(key("other")) }),
            StatusEdit(name: "not passed", edit: { $0.passed = $0.passed.dropLast() }),
        ]
        for state in RolloutState.allCases {
            edits.append(StatusEdit(name: "state \(state)", edit: { $0.state = state }))
        }
        return edits
    }

    private static var lists: [StatusEdit] {
        let act = Act(by: "Eve <eve@example.com>", at: at(1), note: nil)
        return [
            StatusEdit(
                name: "a tick",
                edit: { $0.tasks.append(TaskTick(phase: $0.phase, task: key("first-a"), isDone: true, act: act)) }),
            StatusEdit(name: "no tick", edit: { $0.tasks = $0.tasks.dropLast() }),
            StatusEdit(name: "first tick", edit: { $0.tasks = Array($0.tasks.dropFirst()) }),
            StatusEdit(name: "ticked", edit: { $0.tasks.editLast { $0.isDone.toggle() } }),
            StatusEdit(name: "ticked task", edit: { $0.tasks.editLast { $0.task = key("other") } }),
            StatusEdit(name: "ticked phase", edit: { $0.tasks.editLast { $0.phase = key("other") } }),
            StatusEdit(name: "who ticked", edit: { $0.tasks.editLast { $0.act.by = "Eve" } }),
            StatusEdit(name: "when ticked", edit: { $0.tasks.editLast { $0.act.at = later($0.act.at) } }),
            StatusEdit(
                name: "note of a tick", edit: { $0.tasks.editLast { $0.act.note = "so" } },
                isTrue: { $0.kind == .task }),
            StatusEdit(
                name: "a word",
                edit: {
                    $0.attestations.append(Attestation(phase: $0.phase, role: "po", verdict: .go, act: act))
                }),
            StatusEdit(name: "no word", edit: { $0.attestations = $0.attestations.dropLast() }),
            StatusEdit(
                name: "verdict", edit: { $0.attestations.editLast { $0.verdict = $0.verdict == .go ? .noGo : .go } }),
            StatusEdit(name: "role", edit: { $0.attestations.editLast { $0.role = "ceo" } }),
            StatusEdit(name: "phase of a word", edit: { $0.attestations.editLast { $0.phase = key("other") } }),
            StatusEdit(name: "who said", edit: { $0.attestations.editLast { $0.act.by = "Eve" } }),
            StatusEdit(
                name: "a report", edit: { $0.reports.append(MetricReport(metric: key("c0"), value: 0, act: act)) }),
            StatusEdit(name: "no report", edit: { $0.reports = $0.reports.dropLast() }),
            StatusEdit(name: "reported value", edit: { $0.reports.editLast { $0.value += 1 } }),
            StatusEdit(name: "reported metric", edit: { $0.reports.editLast { $0.metric = key("other") } }),
            StatusEdit(name: "an incident", edit: { $0.incidents.append(Incident(guard: key("g0"), act: act)) }),
            StatusEdit(name: "no incident", edit: { $0.incidents = $0.incidents.dropLast() }),
            StatusEdit(name: "incident of another", edit: { $0.incidents.editLast { $0.guard = key("other") } }),
            StatusEdit(
                name: "a baseline of nothing",
                edit: {
                    $0.baselines.append(
                        Baseline(
                            phase: $0.phase, subject: .criterion(key("other")), value: 1, samples: 1, from: at(0),
                            to: at(1)))
                }),
            // What is frozen as a phase begins is measured, not decided.
            StatusEdit(
                name: "no baseline", edit: { $0.baselines = $0.baselines.dropLast() }, isTrue: { $0.kind == .begin }),
            StatusEdit(
                name: "baseline", edit: { $0.baselines.editLast { $0.value = 99 } }, isTrue: { $0.kind == .begin }),
        ]
    }

    private static var rollbacks: [StatusEdit] {
        // People choose how exposure goes down.
        let byPeople: (Decision) -> Bool = { $0.kind == .rollback && $0.by != Decision.automation }
        return [
            StatusEdit(name: "no rollback", edit: { $0.rollback = nil }),
            StatusEdit(
                name: "scope",
                edit: { $0.rollback.edit { $0.strategy.scope = $0.strategy.scope == .phase ? .plan : .phase } },
                isTrue: byPeople),
            StatusEdit(name: "fewer flags", edit: { $0.rollback.edit { $0.flags = $0.flags.dropLast() } }),
            StatusEdit(name: "more flags", edit: { $0.rollback?.flags.append(key("Z")) }),
            StatusEdit(name: "rungs", edit: { $0.rollback?.rungs += 1 }),
            StatusEdit(name: "cause", edit: { $0.rollback?.cause += "!" }),
            StatusEdit(name: "no pause", edit: { $0.pause = nil }),
            StatusEdit(name: "pause", edit: { $0.pause = Pause(from: .gated, cause: "so", at: at(1)) }),
            StatusEdit(
                name: "paused from", edit: { $0.pause.edit { $0.from = $0.from == .gated ? .holding : .gated } }),
            StatusEdit(name: "pause's cause", edit: { $0.pause?.cause += "!" }),
            StatusEdit(name: "paused at", edit: { $0.pause?.at = at(-1) }),
        ]
    }

    private static var decisions: [StatusEdit] {
        [
            StatusEdit(name: "no decision", edit: { $0.decisions = $0.decisions.dropLast() }),
            StatusEdit(name: "first decision", edit: { $0.decisions = Array($0.decisions.dropFirst()) }),
            StatusEdit(name: "decided twice", edit: { $0.decisions += $0.decisions.suffix(1) }),
            StatusEdit(name: "why it began", edit: { $0.decisions[0].why += "!" }),
            StatusEdit(name: "when it began", edit: { $0.decisions[0].at = later($0.decisions[0].at) }),
            StatusEdit(
                name: "kind",
                edit: { status in status.decisions.editLast { $0.kind = $0.kind == .pass ? .begin : .pass } }),
            // Nothing else is of that time: the same might have been decided a moment later.
            StatusEdit(
                name: "when", edit: { $0.decisions.editLast { $0.at = later($0.at) } },
                isTrue: { $0.kind == .rung || $0.kind == .rollback && $0.from == $0.to }),
            StatusEdit(
                name: "by the machine", edit: { $0.decisions.editLast { $0.by = Decision.automation } }),
            StatusEdit(
                name: "from", edit: { $0.decisions.editLast { $0.from = $0.from == .gated ? .holding : .gated } }),
            StatusEdit(name: "to", edit: { $0.decisions.editLast { $0.to = $0.to == .gated ? .holding : .gated } }),
            StatusEdit(name: "phase of it", edit: { $0.decisions.editLast { $0.phase = key("other") } }),
            StatusEdit(name: "steps of it", edit: { $0.decisions.editLast { $0.steps += 1 } }),
            // What people say when they stop or resume stands nowhere else.
            StatusEdit(
                name: "why", edit: { $0.decisions.editLast { $0.why += "!" } },
                isTrue: { $0.kind == .stop || $0.kind == .resume }),
            StatusEdit(
                name: "old evidence",
                edit: { $0.decisions[0].evidence = [.good("c0", at: 0)] }),
        ] + evidence
    }

    /// A result that does not follow from its windows, and what cannot have been measured.
    private static var evidence: [StatusEdit] {
        func change(_ name: String, _ edit: @escaping (inout MetricEvidence) -> Void) -> StatusEdit {
            StatusEdit(name: name, edit: { $0.decisions.editLast { $0.evidence.editLast(edit) } })
        }
        return [
            StatusEdit(
                name: "unknown evidence",
                edit: { $0.decisions.editLast { $0.evidence.append(.bad("other", at: 0)) } }),
            change("metric") { $0.metric = key("other") },
            change("compared with") { $0.baseline = ($0.baseline ?? 0) + 1 },
            change("result") { evidence in
                guard !evidence.windows.isEmpty else { return }
                evidence.result = evidence.result == .failed ? .successful : .failed
            },
            change("error") { evidence in
                if !evidence.windows.isEmpty { evidence.result = .error }
            },
            change("short window") { $0.windows.editLast { $0.from = later($0.from) } },
            change("few samples") { $0.windows.editLast { $0.samples = 0 } },
            change("old window") { evidence in
                evidence.windows.editLast {
                    $0.from = at(-100)
                    $0.to = at(-80)
                }
            },
        ]
    }
}

extension Array {
    /// Changes the last element, if there is one.
    fileprivate mutating func editLast(_ edit: (inout Element) -> Void) {
        if let last = indices.last { edit(&self[last]) }
    }
}

extension Optional {
    /// Changes the value, if there is one.
    fileprivate mutating func edit(_ edit: (inout Wrapped) -> Void) {
        if var value = self {
            edit(&value)
            self = value
        }
    }
}
