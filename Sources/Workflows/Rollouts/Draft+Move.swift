import Documents
import FlagModel
import FlagRepository
import Rollouts

extension Draft {
    /// Writes what a move makes of status and flags.
    ///
    /// - Parameter isUrgent: whether a cohort that cannot be kept exactly is let go, because exposure has to go down now.
    /// - Returns: the flags that change, sorted, and what is worth knowing.
    /// - Throws: ``CannotKeep`` unless `isUrgent`; what reading documents throws.
    mutating func make(
        _ move: Move, of plan: PlanKey, in environment: EnvironmentKey, isUrgent: Bool
    ) throws -> (flags: [FlagKey], notes: [String]) {
        var notes: [String] = []
        var flags: [FlagKey] = []
        switch move.effect {
        case .none: break
        case .assign(let assignments):
            for flag in Set(assignments.map(\.flag)).sorted() {
                let state = try base.requireState(flag, in: environment)
                let next = assignments.filter { $0.flag == flag }.reduce(state) { $1.applied(to: $0) }
                try change(flag, from: state, to: next, in: environment)
                flags.append(flag)
            }
        case .lower(let lowered, let lowering):
            for flag in lowered {
                do {
                    notes += try lower(flag, lowering, in: environment, isUrgent: isUrgent)
                    flags.append(flag)
                } catch let error where !(error is CannotKeep) {
                    // No single flag holds the others up on the way down.
                    notes.append("\(flag) is not taken down: \(Failure(error).message)")
                }
            }
        }
        try put(CanonicalJSON.bytes(of: move.status.json), at: DocumentKind.status(environment, plan).path)
        return (flags, notes)
    }

    /// Lowers one flag, and says what is worth knowing.
    private mutating func lower(
        _ flag: FlagKey, _ lowering: Reduction, in environment: EnvironmentKey, isUrgent: Bool
    ) throws -> [String] {
        let state = try base.requireState(flag, in: environment)
        let definition = try base.requireFlag(flag)
        var notes: [String] = []
        var next = state
        do throws(CannotKeep) {
            next = try lowering.applied(to: state, of: definition)
        } catch {
            guard isUrgent else { throw error }
            next.enabled = false
            notes.append("\(error.text); \(flag) is off for everybody")
        }
        try change(flag, from: state, to: next, in: environment)
        return notes
    }

    /// Lowers flags, and says which of them changed.
    ///
    /// - Throws: a ``Failure`` where a cohort cannot be kept.
    mutating func lower(_ flags: [FlagKey], _ lowering: Reduction, in environment: EnvironmentKey) throws -> [FlagKey] {
        var changed: [FlagKey] = []
        for flag in flags {
            let state = try base.requireState(flag, in: environment)
            let definition = try base.requireFlag(flag)
            do {
                let next = try lowering.applied(to: state, of: definition)
                guard next != state else { continue }
                try change(flag, from: state, to: next, in: environment)
                changed.append(flag)
            } catch let error as CannotKeep {
                throw Failure("cannot-keep", error.text, hint: "take it down for all of them: --strategy immediate")
            }
        }
        return changed
    }

    /// Splices what differs between two states into a flag's file.
    private mutating func change(
        _ flag: FlagKey, from old: FlagState, to new: FlagState, in environment: EnvironmentKey
    ) throws {
        guard old != new else { return }
        try edit(.state(environment, flag)) { editor in
            if old.enabled != new.enabled {
                try editor.set(.bool(new.enabled), at: ["enabled"], order: FlagState.memberOrder)
            }
            if old.fallthrough != new.fallthrough {
                try editor.set(new.fallthrough.json, at: ["fallthrough"], order: FlagState.memberOrder)
            }
            for (index, rule) in old.rules.enumerated().reversed() {
                guard let next = new.rule(for: rule.cohort) else {
                    try editor.remove(at: ["rules", .index(index)])
                    continue
                }
                if next.serve != rule.serve { try editor.set(next.serve.json, at: ["rules", .index(index), "serve"]) }
            }
            let kept = old.rules.filter { new.rule(for: $0.cohort) != nil }.count
            for (index, rule) in new.rules.filter({ old.rule(for: $0.cohort) == nil }).enumerated() {
                try editor.insert(rule: rule, at: kept + index)
            }
        }
    }
}

extension JSONEditor {
    /// Adds a rule to a state's rules.
    mutating func insert(rule: Rule, at index: Int) throws(JSONEditError) {
        if document.root[member: "rules"] == nil {
            try set(.array([]), at: ["rules"], order: FlagState.memberOrder)
        }
        let value = JSONValue.object(
            JSONObject([(name: "cohort", value: .string(rule.cohort.text)), (name: "serve", value: rule.serve.json)]))
        try insert(value, at: index, in: ["rules"])
    }
}

extension CannotKeep {
    /// Why a cohort cannot be kept, in a sentence.
    var text: String {
        switch why {
        case .standsBehind(let other):
            "'\(cohort)' cannot be kept of \(flag): the rule for '\(other)' stands before its own and serves some of it"
        case .hasNoRule:
            "'\(cohort)' cannot be kept of \(flag): it has no rule of its own, and others serve its members"
        }
    }
}
