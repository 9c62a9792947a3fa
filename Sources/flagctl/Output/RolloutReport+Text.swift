import FlagModel
import Rollouts
import Workflows

extension RolloutReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let title = "\(style.bold(plan.text)) in \(environment)  \(name)"
        var sections = [[title] + summary(style), phaseLines(style)]
        if let run, run.state.isActive {
            sections.append(taskLines("prerequisites", run.state == .waiting ? prerequisites : [], style))
            if run.state != .rollingBack {
                sections.append(measuredLines("criteria", criteria, style))
                sections.append(taskLines("tasks", tasks, style))
                sections.append(gateLines(style))
            }
            sections.append(guardLines(style))
        }
        sections.append(exposureLines(style))
        sections.append(decisionLines(style))
        sections.append(nextLines(style))
        let lines = sections.filter { !$0.isEmpty }.reduce([]) { $0.isEmpty ? $1 : $0 + [""] + $1 }
        return isVerbose ? lines + ["", style.dim("commit \(commit)")] : lines
    }

    // MARK: At the top

    private func summary(_ style: Style) -> [String] {
        var rows: [(String, String)] = []
        if let owner { rows.append(("owner", owner)) }
        if let run {
            rows.append(("state", state(run, style)))
            rows.append(("run", "\(run.id), started \(run.started) by \(run.by)"))
            rows.append(("approval", approval(run.approval, run.state, style)))
        } else {
            rows.append(("state", "draft, no run was started"))
        }
        if let watcher { rows.append(("watcher", text(of: watcher, style))) }
        var table = TextTable(indent: "  ")
        for row in rows { table.add([.init(row.0, paint: style.dim), .init(row.1)]) }
        return table.lines
    }

    private func state(_ run: Run, _ style: Style) -> String {
        let age = SpanText.short(time.unixSeconds - run.since.unixSeconds)
        let cause = run.cause.map { ": \($0)" } ?? ""
        let word =
            switch run.state {
            case .succeeded: style.good(run.state.text)
            case .paused, .stopped: style.warn(run.state.text)
            case .rollingBack, .rolledBack: style.bad(run.state.text)
            case .waiting, .progressing, .holding, .gated: style.bold(run.state.text)
            }
        return "\(word) for \(age), since \(run.since)\(cause)"
    }

    private func approval(_ approval: Approval, _ state: RolloutState, _ style: Style) -> String {
        if let problem = approval.problem { return style.bad(problem) }
        let who = approval.by.isEmpty ? "nobody was asked for" : "by \(approval.by.joined(separator: ", "))"
        let until = state.isActive ? approval.until.map { ", until \($0)" } ?? "" : ""
        let version = approval.policyVersion > 0 ? ", policy version \(approval.policyVersion)" : ""
        return "\(who)\(version)\(until)"
    }

    private func text(of watcher: Watcher, _ style: Style) -> String {
        let limit = "gates need a look of the last \(SpanText.short(watcher.maxAge))"
        guard let seen = watcher.time else { return style.warn("no watcher has looked here; \(limit)") }
        let age = SpanText.short(time.unixSeconds - seen.unixSeconds)
        let rhythm = watcher.interval.map { ", every \(SpanText.short($0))" } ?? ""
        let words = "looked \(age) ago\(rhythm)"
        return watcher.isLate ? style.warn("\(words); \(limit)") : words
    }

    private func phaseLines(_ style: Style) -> [String] {
        var table = TextTable(indent: "  ")
        for phase in phases {
            let count = counted(phase.steps.count, "step")
            let isCurrent = phase.standing == .current && run != nil
            let length = phase.shortest > 0 ? SpanText.short(phase.shortest) : "–"
            let steps = isCurrent ? "\(run?.steps ?? 0) of \(count) made" : count
            table.add([
                mark(phase, isCurrent: isCurrent, style),
                .init(phase.key.text, paint: isCurrent ? style.bold : { $0 }), .init(phase.name), .init(steps),
                .init(length),
                .init(phase.roles.isEmpty ? "opens by itself" : phase.roles.joined(separator: ", ")),
            ])
        }
        var lines = table.lines
        if run == nil {
            lines = zip(lines, phases).flatMap { line, phase in
                [line] + phase.steps.enumerated().map { style.dim("       \($0 + 1). \($1)") }
            }
        }
        if let run, run.state.isActive, let phase = phases.first(where: { $0.standing == .current }), run.steps > 0,
            phase.steps.indices.contains(run.steps - 1)
        {
            let left = run.holdEnd.map { ", \(SpanText.short($0.unixSeconds - time.unixSeconds)) left" } ?? ""
            lines += [
                "", "  step \(run.steps) of \(phase.steps.count): \(phase.steps[run.steps - 1])\(style.bold(left))",
            ]
        }
        return [style.dim("phases")] + lines
    }

    /// How far a phase is: passed, under way, where the run ended, ahead.
    private func mark(_ phase: PhaseRow, isCurrent: Bool, _ style: Style) -> TextTable.Cell {
        if phase.standing == .passed { return .init("✓", paint: { style.good($0) }) }
        guard isCurrent else { return .init("·", paint: { style.dim($0) }) }
        return run?.state.isActive == true
            ? .init("▶", paint: { style.bold($0) }) : .init("■", paint: { style.bad($0) })
    }

    // MARK: At the bottom

    private func exposureLines(_ style: Style) -> [String] {
        guard !exposure.isEmpty else { return [] }
        var table = TextTable(indent: "  ")
        let hasNext = exposure.contains { $0.next != nil }
        for row in exposure {
            let next = row.next.map { "→ \($0.text)" } ?? ""
            table.add(
                [.init(row.flag.text, paint: style.bold), .init(row.now.text)] + (hasNext ? [.init(next)] : []))
        }
        let change = nextChange.map { ", and after “\($0)”" } ?? ""
        return [style.dim("exposure now\(hasNext ? change : "")")] + table.lines.map(\.withoutTrailingSpaces)
    }

    private func decisionLines(_ style: Style) -> [String] {
        guard !decisions.isEmpty else { return [] }
        var table = TextTable(indent: "  ")
        for decision in decisions {
            table.add([
                .init(decision.at.text, paint: style.dim), .init(decision.phase.text), .init(decision.kind.rawValue),
                .init("\(decision.why), by \(decision.by)"),
            ])
        }
        return [style.dim("last decisions")] + table.lines
    }

    private func nextLines(_ style: Style) -> [String] {
        next.flatMap { step -> [String] in
            let people = step.people.isEmpty ? "" : style.dim("  # \(step.people.joined(separator: ", "))")
            let text = "\(style.bold("next:")) \(step.text)"
            return step.command.map { [text, "      \($0)\(people)"] } ?? [text]
        }
    }
}

extension RolloutListReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !rollouts.isEmpty else { return ["no rollout plans\(environment.map { " in \($0)" } ?? "")"] }
        var table = TextTable()
        let header = ["ENVIRONMENT", "PLAN", "STATE", "PHASE", "STEP", "SINCE", "WAITS FOR"]
        table.add(header.map { TextTable.Cell($0, paint: style.dim) })
        for row in rollouts {
            let step = row.steps.flatMap { steps in row.count.map { "\(steps) of \($0)" } }
            let start = row.state == nil ? "flagctl rollout start \(row.plan) --env \(row.environment)" : "–"
            table.add([
                .init(row.environment.text), .init(row.plan.text, paint: style.bold),
                .init(row.state?.text ?? Self.draft), .init(row.phase?.text ?? "–"), .init(step ?? "–"),
                .init(row.since?.text ?? "–"), .init(row.waitsFor ?? start),
            ])
        }
        return table.lines
    }
}
