public import Documents
public import FlagModel
import FlagRepository
import Governance
import Rollouts

/// Every rollout plan and where its newest run stands; nothing is measured.
public struct ListRollouts: Sendable {
    /// The environment; all where nothing is given.
    public var environment: String?

    /// Names the environment.
    public init(in environment: String? = nil) { self.environment = environment }

    /// Reads them.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> RolloutListReport {
        let base = try session.repository().head()
        _ = try base.settings()
        let places = try environment.map { [try base.environmentKey($0)] } ?? base.environments().map(\.key)
        let rows = try places.flatMap { place in
            try base.planKeys(in: place).map { try row($0, in: place, base, session.now) }
        }
        return RolloutListReport(time: session.now, environment: environment, rollouts: rows)
    }

    private func row(
        _ key: PlanKey, in place: EnvironmentKey, _ base: Snapshot, _ now: Timestamp
    ) throws -> RolloutListReport.Row {
        let plan = try base.requirePlan(key, in: place)
        guard let status = try base.status(of: key, in: place) else {
            return RolloutListReport.Row(
                environment: place, plan: key, name: plan.name, state: nil, phase: nil, steps: nil, count: nil,
                since: nil, waitsFor: nil)
        }
        let run = Rollout(plan: plan, status: status)
        let outcome = run.next(try base.look(at: run, in: place, now: now))
        return RolloutListReport.Row(
            environment: place, plan: key, name: plan.name, state: status.state, phase: status.phase,
            steps: status.steps, count: run.phase?.steps.count, since: status.since,
            waitsFor: Self.text(of: outcome))
    }

    /// The first thing that is waited for; criteria come last, because nobody measured them.
    private static func text(of outcome: Rollout.Outcome) -> String? {
        guard case .wait(let waits) = outcome else { return "the watcher" }
        let criteria = waits.filter { if case .criterion = $0 { true } else { false } }
        let others = waits.filter { if case .criterion = $0 { false } else { true } }
        guard let first = others.first else {
            return criteria.isEmpty ? nil : counted(criteria.count, "measurement")
        }
        return first.text + (others.count > 1 ? ", and \(others.count - 1) more" : "")
    }
}

/// Rollout plans and where their runs stand.
public struct RolloutListReport: Report {
    /// One plan.
    public struct Row: Sendable {
        /// Where.
        public let environment: EnvironmentKey
        /// The plan.
        public let plan: PlanKey
        /// What people call it.
        public let name: String
        /// Where its newest run stands; nothing where none was started.
        public let state: RolloutState?
        /// The phase.
        public let phase: PhaseKey?
        /// How many steps of the phase are made.
        public let steps: Int?
        /// How many it has.
        public let count: Int?
        /// Since when it is in its state.
        public let since: Timestamp?
        /// What it waits for, without measurements.
        public let waitsFor: String?
    }

    /// The moment that the report is about.
    public let time: Timestamp
    /// The environment that was asked for.
    public let environment: String?
    /// The plans, by environment and key.
    public let rollouts: [Row]

    /// `{"time", "rollouts": [{"environment", "plan", "name", "state", "phase", "steps", "stepCount", "since", "waitsFor"}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("time", time.text)
            fields.add("rollouts", .array(rollouts.map(\.json)))
        }
    }
}

extension RolloutListReport.Row {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment.text)
            fields.add("plan", plan.text)
            fields.add("name", name)
            fields.add("state", state?.rawValue ?? RolloutListReport.draft)
            fields.add("phase", phase?.text)
            fields.add("steps", steps)
            fields.add("stepCount", count)
            fields.add("since", since?.text)
            fields.add("waitsFor", waitsFor)
        }
    }
}

extension RolloutListReport {
    /// What a plan is called that no run was started of.
    public static let draft = "draft"
}
