public import FlagModel

/// What exposure comes down to.
public enum Reduction: Sendable, Hashable {
    /// The flag is turned off; its rules stay as they are.
    case off
    /// No row serves more than this, in thousandths of a percent, more than 0.
    case cap(Int)
    /// The members of these cohorts keep exactly what they have, everybody else gets the off variant.
    case keep([CohortKey])

    /// Lowers a flag in an environment; nobody is served anything but the off variant who was not before, and nobody
    /// another variant.
    ///
    /// - Throws: ``CannotKeep`` where no rule says what a kept cohort has.
    public func applied(to state: FlagState, of flag: FeatureFlag) throws(CannotKeep) -> FlagState {
        var state = state
        switch self {
        case .off: state.enabled = false
        case .cap(let limit):
            for index in state.rules.indices {
                state.rules[index].serve = state.rules[index].serve.capped(at: limit, in: flag)
            }
            state.fallthrough = state.fallthrough.capped(at: limit, in: flag)
        case .keep(let cohorts): try keep(cohorts, &state, flag)
        }
        return state
    }

    /// Turns off every row but those of kept cohorts.
    private func keep(_ cohorts: [CohortKey], _ state: inout FlagState, _ flag: FeatureFlag) throws(CannotKeep) {
        let off = Serve.variant(flag.offVariant)
        guard state.enabled else { return }
        var precedes: CohortKey?
        for rule in state.rules {
            if !cohorts.contains(rule.cohort) {
                // A member of both would lose what the earlier rule gave.
                if !rule.serve.isOff(flag) { precedes = precedes ?? rule.cohort }
            } else if let precedes {
                throw CannotKeep(flag: flag.key, cohort: rule.cohort, why: .standsBehind(precedes))
            }
        }
        for cohort in cohorts where state.rule(for: cohort) == nil {
            // Its members are served by the fallthrough, unless they are members of a cohort that has a rule.
            guard precedes == nil else { throw CannotKeep(flag: flag.key, cohort: cohort, why: .hasNoRule) }
            if !state.fallthrough.isOff(flag) { state.rules.append(Rule(cohort: cohort, serve: state.fallthrough)) }
        }
        for index in state.rules.indices where !cohorts.contains(state.rules[index].cohort) {
            state.rules[index].serve = off
        }
        state.fallthrough = off
    }
}

/// A cohort that cannot be kept exactly as it is.
public struct CannotKeep: Error, Sendable, Hashable {
    /// Why it cannot.
    public enum Reason: Sendable, Hashable {
        /// An earlier rule serves some of its members, perhaps.
        case standsBehind(CohortKey)
        /// It is served by other cohorts' rules and the fallthrough.
        case hasNoRule
    }

    /// The flag.
    public let flag: FlagKey
    /// The cohort.
    public let cohort: CohortKey
    /// Why.
    public let why: Reason

    /// Says what cannot be kept.
    public init(flag: FlagKey, cohort: CohortKey, why: Reason) {
        self.flag = flag
        self.cohort = cohort
        self.why = why
    }
}
