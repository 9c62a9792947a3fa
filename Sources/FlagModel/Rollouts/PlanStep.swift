/// A change of a phase, and how long it stays before the next.
public struct PlanStep: Sendable, Hashable {
    /// What people call it; made of what it sets where nothing is given.
    public var name: String?
    /// What is set, all in one commit.
    public var set: [Assignment]
    /// How long the step stays in force before the run goes on.
    public var hold: ISODuration?

    /// The members in canonical order.
    public static let memberOrder = ["name", "set", "hold", "metadata"]

    /// Makes a step.
    public init(name: String? = nil, set: [Assignment], hold: ISODuration? = nil) {
        self.name = name
        self.set = set
        self.hold = hold
    }

    /// What people call it: its name, else what it sets.
    public var title: String { name ?? set.map(\.text).joined(separator: "; ") }
}

/// What a step makes of one flag: whether it is on, and what one of its rows serves.
public struct Assignment: Sendable, Hashable {
    /// What becomes of a row.
    public enum Row: Sendable, Hashable {
        /// The fallthrough serves this.
        case `fallthrough`(Serve)
        /// The cohort's rule serves this; it is added behind the others where there is none.
        case rule(CohortKey, Serve)
        /// The cohort has no rule any more.
        case removed(CohortKey)
    }

    /// The flag.
    public var flag: FlagKey
    /// Whether it is on; as it is where nothing is given.
    public var enabled: Bool?
    /// The row that changes, if one does.
    public var row: Row?

    /// The members in canonical order.
    public static let memberOrder = ["flag", "enabled", "cohort", "serve", "remove"]

    /// Makes an assignment.
    public init(flag: FlagKey, enabled: Bool? = nil, row: Row? = nil) {
        self.flag = flag
        self.enabled = enabled
        self.row = row
    }

    /// The cohort that it names.
    public var cohort: CohortKey? {
        switch row {
        case .rule(let cohort, _), .removed(let cohort): cohort
        case .fallthrough, nil: nil
        }
    }

    /// What the row serves afterwards.
    public var serve: Serve? {
        switch row {
        case .rule(_, let serve), .fallthrough(let serve): serve
        case .removed, nil: nil
        }
    }

    /// What is set, as people read it: "CSF on; regular-users get on 75%, off 25%".
    public var text: String {
        var parts: [String] = []
        if let enabled { parts.append(enabled ? "on" : "off") }
        switch row {
        case .fallthrough(let serve): parts.append("everybody else gets \(serve.text)")
        case .rule(let cohort, let serve): parts.append("\(cohort) get \(serve.text)")
        case .removed(let cohort): parts.append("no rule for \(cohort)")
        case nil: break
        }
        return "\(flag) \(parts.joined(separator: ", "))"
    }

    /// The state with the assignment made.
    public func applied(to state: FlagState) -> FlagState {
        var state = state
        if let enabled { state.enabled = enabled }
        switch row {
        case .fallthrough(let serve): state.fallthrough = serve
        case .rule(let cohort, let serve):
            if let index = state.rules.firstIndex(where: { $0.cohort == cohort }) {
                state.rules[index].serve = serve
            } else {
                state.rules.append(Rule(cohort: cohort, serve: serve))
            }
        case .removed(let cohort): state.rules.removeAll { $0.cohort == cohort }
        case nil: break
        }
        return state
    }
}
