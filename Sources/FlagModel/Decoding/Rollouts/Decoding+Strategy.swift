import Documents

/// The words that a strategy is written with.
private enum StrategyWord: String, CaseIterable { case immediate, gradual, partial, pause }

extension Decoding {
    /// What a guard does: a strategy, or to pause.
    func action(_ node: JSONNode) -> Guard.Action? {
        if node.object?.first(where: { $0.name == "strategy" })?.value.string == StrategyWord.pause.rawValue {
            guard ObjectReader(node, "an action", members: ["strategy"], in: self) != nil else { return nil }
            return .pause
        }
        return strategy(node).map { .rollBack($0) }
    }

    func strategy(_ node: JSONNode) -> RollbackStrategy? {
        guard let object = ObjectReader(node, "a strategy", members: RollbackStrategy.memberOrder, in: self) else {
            return nil
        }
        let word: StrategyWord? = object.required("strategy") { self.word($0, noun: "strategy") }
        let scope: RollbackStrategy.Scope = object.optional("scope") { self.word($0, noun: "scope") } ?? .phase
        guard let word else { return nil }
        let own: [StrategyWord: [String]] = [.gradual: ["ladder", "every"], .partial: ["keep"]]
        for name in ["ladder", "every", "keep"] where own[word]?.contains(name) != true {
            if let place = object[name] { report(.needlessMember(name, word.rawValue), at: place) }
        }
        switch word {
        case .immediate: return RollbackStrategy(.immediate, scope: scope)
        case .gradual:
            let ladder = object["ladder"].map(ladder) ?? RollbackStrategy.defaultLadder
            let every = object.optional("every", duration) ?? RollbackStrategy.defaultEvery
            return ladder.map { RollbackStrategy(.gradual(ladder: $0, every: every), scope: scope) }
        case .partial:
            let keep: [CohortKey]? = object.required("keep") { set($0, key) }
            if let place = object["keep"], place.array?.isEmpty == true { report(.keepsNobody, at: place) }
            return keep.map { RollbackStrategy(.partial(keep: $0), scope: scope) }
        case .pause:
            if let place = object["strategy"] { report(.onlyGuardsPause, at: place) }
            return nil
        }
    }

    /// Percentages in thousandths, strictly descending to 0.
    private func ladder(_ node: JSONNode) -> [Int]? {
        let rungs = list(node) { percentage($0, rule: "ladder", noun: "rung") }
        guard let rungs, let nodes = node.array, rungs.count == nodes.count else { return nil }
        for (index, rung) in rungs.enumerated().dropFirst() where rung >= rungs[index - 1] {
            report(.doesNotDescend(Thousandths.text(rung), Thousandths.text(rungs[index - 1])), at: nodes[index])
            return nil
        }
        if rungs.last == 0 { return rungs }
        report(.noGround, at: nodes.last ?? node)
        return nil
    }
}

extension Problem {
    fileprivate static func needlessMember(_ name: String, _ strategy: String) -> Problem {
        Problem("strategy-member", "the strategy '\(strategy)' has no '\(name)'", hint: "remove it")
    }

    fileprivate static var keepsNobody: Problem {
        Problem("empty-list", "the list of kept cohorts is empty", hint: "name one, or write the strategy 'immediate'")
    }

    fileprivate static var onlyGuardsPause: Problem {
        Problem("strategy-member", "only a guard can pause", hint: "without 'rollback' a failed criterion pauses")
    }

    fileprivate static func doesNotDescend(_ rung: String, _ before: String) -> Problem {
        Problem("ladder", "the ladder does not descend: \(rung) follows \(before)", hint: "write 50, 25, 0")
    }

    fileprivate static var noGround: Problem {
        Problem("ladder", "the ladder does not end at 0", hint: "add 0 as its last rung")
    }
}
