import FlagModel

extension PlanDocument {
    /// How far the run is with a phase.
    private enum Progress {
        case ahead, current, passed
    }

    private func progress(_ phase: Phase) -> Progress {
        guard let status else { return .ahead }
        return status.passed.contains(phase.key) ? .passed : status.phase == phase.key ? .current : .ahead
    }

    /// A phase: what it is, what is done and what is to be.
    func phase(_ index: Int) -> [String] {
        let phase = plan.phases[index]
        var lines = ["### Phase \(index + 1): \(MarkdownText.inline(phase.name))"]
        if let description = phase.description { lines.append("> \(MarkdownText.paragraph(description))") }
        let facts = facts(phase, index).map { "**\($0.0):** \(MarkdownText.inline($0.1))" }
        if !facts.isEmpty { lines += [""] + facts.dropLast().map { $0 + "\\" } + facts.suffix(1) }
        lines += list("Prerequisites", phase.prerequisites.map { task($0, phase) })
        lines += list("Tasks", steps(phase) + phase.tasks.map { task($0, phase) })
        lines += list("Exit Criteria", phase.criteria.map { criterion($0, phase) } + gate(phase))
        return lines
    }

    private func list(_ title: String, _ items: [String]) -> [String] {
        items.isEmpty ? [] : ["", "**\(title):**"] + items
    }

    private func facts(_ phase: Phase, _ index: Int) -> [(String, String)] {
        var facts: [(String, String)] = []
        if let status, status.phase == phase.key, progress(phase) == .current {
            facts.append(("Status", "\(status.state.text.capitalised) since \(status.since)"))
        }
        if phase.shortest > 0 { facts.append(("Duration", "\(SpanText.long(phase.shortest)) at least")) }
        switch phase.start {
        case .at(let time): facts.append(("Start", "\(time) at the earliest"))
        case .delay(let delay):
            let before = index == 0 ? "the start" : "the start of phase \(index)"
            facts.append(("Start", "\(SpanText.long(delay.seconds)) after \(before) at the earliest"))
        case nil: break
        }
        if let risk = phase.risk { facts.append(("Risk", risk.capitalised)) }
        if let rollback = phase.rollback { facts.append(("Rollback", rollback.text.capitalised)) }
        return facts
    }

    // MARK: Items

    private func steps(_ phase: Phase) -> [String] {
        let made =
            switch progress(phase) {
            case .passed: phase.steps.count
            case .current: status?.steps ?? 0
            case .ahead: 0
            }
        return phase.steps.enumerated().map { index, step in
            let reach = self.reach[phase.key].flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? []
            var text = step.title
            if !reach.isEmpty { text += ": " + reach.map(\.text).joined(separator: ", ") }
            if let hold = step.hold, hold.seconds > 0 { text += "; held \(SpanText.long(hold.seconds))" }
            return MarkdownText.item(index < made, escaped(text))
        }
    }

    /// The text escaped, with the tilde of `~7,500 users` as it is.
    private func escaped(_ text: String) -> String { MarkdownText.inline(text).replacing("\\~", with: "~") }

    private func task(_ task: PlanTask, _ phase: Phase) -> String {
        var text = task.text
        let isDone = task.isDone(in: phase.key, status: status, checks: checks)
        if task.isOptional { text += " (optional)" }
        if isDone, task.check == nil, let tick = status?.tick(of: task.key, in: phase.key) {
            text += " — \(tick.act.by.personName)" + (tick.act.note.map { ": \($0)" } ?? "")
        } else if !isDone, !task.roles.isEmpty {
            text += " — \(task.roles.joined(separator: " or "))"
        }
        return MarkdownText.item(isDone, MarkdownText.inline(text))
    }

    private func criterion(_ criterion: Criterion, _ phase: Phase) -> String {
        let unit = catalog?.metric(criterion.test.metric)?.unit
        let isPassed = progress(phase) == .passed
        let evidence = status?.decisions.last?.evidence.first {
            status?.phase == phase.key && $0.subject == .criterion(criterion.key)
        }
        var text = criterion.title
        let wanted = criterion.test.text(criterion.success, unit: unit)
        if let value = evidence?.windows.last?.value {
            text += " (\(MetricTest.quantity(value, unit)), wanted \(wanted))"
        } else if criterion.name == nil {
            text += " (\(wanted))"
        }
        return MarkdownText.item(isPassed || evidence?.result == .successful, MarkdownText.inline(text))
    }

    /// What the gate asks for: somebody's word, and time.
    private func gate(_ phase: Phase) -> [String] {
        let isPassed = progress(phase) == .passed
        let roles = phase.gate.roles.map { role in
            let word = status?.attestation(of: role, in: phase.key)
            let who = word.map { " — \($0.verdict.rawValue), \($0.act.by.personName)" } ?? ""
            let note = word?.act.note.map { ": \($0)" } ?? ""
            return MarkdownText.item(
                word?.verdict == .go, MarkdownText.inline("Sign-off by \(role)\(who)\(note)"))
        }
        guard let hold = phase.gate.hold, hold.seconds > 0 else { return roles }
        let text = "\(SpanText.long(hold.seconds)) in force, watched"
        return roles + [MarkdownText.item(isPassed, MarkdownText.inline(text))]
    }
}

extension PlanDocument.Reach {
    /// `notifications.realtime at 25% (~37,500 users)`.
    fileprivate var text: String {
        guard let thousandths else { return "\(flag) at an unknown share" }
        let share = "\(flag) at \(Thousandths.text(thousandths))%"
        guard let people, thousandths > 0 else { return share }
        return "\(share) (~\(Decimals.grouped(people)) users)"
    }
}
