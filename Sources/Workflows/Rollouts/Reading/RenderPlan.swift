public import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance
public import Rollouts

/// A plan as the document that stakeholders read.
public struct RenderPlan: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String

    /// Names the plan.
    public init(_ plan: String, in environment: String) {
        self.plan = plan
        self.environment = environment
    }

    /// Reads plan, status and whom each step reaches; nothing is measured, and no clock asked.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> PlanDocumentReport {
        let repository = try session.repository()
        let base = try repository.head()
        let place = try base.environmentKey(environment)
        let key = try base.planKey(plan, in: place)
        let plan = try base.requirePlan(key, in: place)
        var document = PlanDocument(plan, in: place)
        document.status = try base.status(of: key, in: place)
        document.metadata = try base.document(.plan(place, key))?.value["metadata"]
        document.catalog = try base.metrics()
        document.people = try base.people()
        document.channels = try base.channels()
        document.checks = try base.checks(of: plan, in: place)
        let start = try document.status.flatMap { try Self.beforeRun($0, in: place, repository, base) } ?? base
        document.reach = try Self.reach(of: plan, in: place, from: start, base)
        return PlanDocumentReport(
            commit: base.commit?.hex ?? "", document: document,
            plan: try base.document(.plan(place, key))?.value ?? .null,
            status: try base.document(.status(place, key))?.value)
    }

    /// The documents before a run was started; nothing where a shallow clone does not have them.
    private static func beforeRun(
        _ status: RolloutStatus, in place: EnvironmentKey, _ repository: FlagRepository, _ base: Snapshot
    ) throws -> Snapshot? {
        guard let head = base.commit else { return nil }
        var found: Snapshot?
        try History(of: repository, endingWith: head).forEach { step in
            let path = DocumentKind.status(place, status.plan).path
            guard try step.before.contentID(at: path) != step.after.contentID(at: path) else { return true }
            guard try step.before.status(of: status.plan, in: place)?.run != status.run else { return true }
            found = step.isCutOff ? nil : step.before
            return false
        }
        return found
    }

    /// Whom each step reaches, the steps made one after another from the states before the run.
    private static func reach(
        of plan: RolloutPlan, in place: EnvironmentKey, from start: Snapshot, _ base: Snapshot
    ) throws -> [PhaseKey: [[PlanDocument.Reach]]] {
        var states: [FlagKey: FlagState] = [:]
        var reach: [PhaseKey: [[PlanDocument.Reach]]] = [:]
        for phase in plan.phases {
            reach[phase.key] = try phase.steps.map { step in
                for assignment in step.set {
                    let state = try states[assignment.flag] ?? start.state(assignment.flag, in: place)
                    states[assignment.flag] = state.map { assignment.applied(to: $0) }
                }
                return try Set(step.set.map(\.flag)).sorted().compactMap { flag in
                    guard let definition = try base.flag(flag), let state = states[flag] else { return nil }
                    let exposure = Exposure(
                        of: FlagVersion(definition: definition, state: state),
                        population: try base.population(of: state, in: place))
                    return PlanDocument.Reach(flag: flag, thousandths: exposure.total, people: exposure.people)
                }
            }
        }
        return reach
    }
}

/// A plan as a document.
public struct PlanDocumentReport: Report {
    /// The commit that was read.
    public let commit: String
    /// What the document is made of.
    public let document: PlanDocument
    /// The plan as the file has it.
    public let plan: JSONValue
    /// The status as the file has it; nothing where no run was started.
    public let status: JSONValue?

    /// The document as Markdown.
    public var markdown: String { document.markdown }

    /// `{"commit", "environment", "plan", "status", "reach": [{"phase", "step", "flag", "percent", "people"}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("environment", document.environment.text)
            fields.add("plan", plan)
            fields.add("status", status)
            fields.add("reach", .array(rows))
        }
    }

    private var rows: [JSONValue] {
        document.plan.phases.flatMap { phase in
            (document.reach[phase.key] ?? []).enumerated().flatMap { index, reach in
                reach.map { row in
                    JSONFields.build { fields in
                        fields.add("phase", phase.key.text)
                        fields.add("step", index + 1)
                        fields.add("flag", row.flag.text)
                        fields.add("percent", row.thousandths.map { Percentage(thousandths: $0).json } ?? .null)
                        fields.add("people", row.people)
                    }
                }
            }
        }
    }
}
