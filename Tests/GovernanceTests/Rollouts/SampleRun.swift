import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Rollouts
import TestSupport
import Testing

@testable import Governance

/// A run of a plan with two steps, in a repository whose production asks for an approval; all commits by the system's git.
struct SampleRun: Sendable {
    let governed: Governed

    static let folder = "environments/production/rollouts/csf"
    static let csf = "environments/production/flags/CSF.json"
    static let production: EnvironmentKey = key("production")
    static let plan: PlanKey = key("csf")
    static let claimed = """
        "approvals": { "required": 1, "roles": ["product-owner"], "evidence": "claimed", "validFor": "P14D" }
        """

    static func planText(first: Int = 10, second: Int = 50) -> String {
        """
        { "key": "csf", "name": "CSF", "phases": [ { "key": "all", "name": "All", "tasks": [{ "key": "brief", "text": "Brief" }],
          "steps": [
            { "set": [{ "flag": "CSF", "enabled": true, "serve": { "on": \(first), "off": \(100 - first) } }], "hold": "PT1H" },
            { "set": [{ "flag": "CSF", "serve": { "on": \(second), "off": \(100 - second) } }], "hold": "PT1H" } ],
          "criteria": [ { "key": "errors", "name": "Few errors", "metric": "error-rate", "window": "PT5M",
            "success": { "operator": "lessThan", "value": 1 }, "failure": { "operator": "greaterThan", "value": 5 } } ] } ] }

        """
    }

    /// CSF as a step leaves it.
    static func served(_ percent: Int) -> String {
        SampleFlags.state("CSF", enabled: true, fallthrough: "{ \"on\": \(percent), \"off\": \(100 - percent) }")
    }

    init(
        _ approvals: String = claimed, more: String = #""lowering": { "reviewWithin": "P1D" }"#,
        plan: String = planText()
    ) async throws {
        governed = try await Governed([
            "environments/production/environment.json": Governed.production(approvals, more: more),
            Self.folder + "/plan.json": plan,
            ".flagctl/metrics.json": """
            { "sources": [{ "key": "p", "type": "prometheus", "url": "http://localhost:9" }],
              "metrics": [{ "key": "error-rate", "source": "p", "query": "errors" }] }

            """,
        ])
    }

    // MARK: The machine

    func head() throws -> Snapshot { try governed.repository().head() }

    func run() throws -> Rollout { try #require(try head().run(of: Self.plan, in: Self.production)) }

    /// The first status of a run.
    func starting(at time: String = "2026-01-02T09:00:00Z", coversRaising: Bool = true) throws -> RolloutStatus {
        let head = try head()
        let plan = try #require(try head.plan(Self.plan, in: Self.production))
        let act = Act(by: "Ann Author <ann@example.com>", at: .moment(time))
        let approval = RunApproval(policyVersion: 1, at: act.at, by: ["priya"], coversRaising: coversRaising)
        let hash = try #require(try head.planHash(of: Self.plan, in: Self.production))
        return try #require(RolloutStatus.starting(plan, run: "01K000", planHash: hash, act, approval: approval))
    }

    /// What the machine does next.
    func move(at time: String, _ evidence: [MetricEvidence] = []) throws -> Move {
        let run = try run()
        let look = try head().look(at: run, in: Self.production, now: .moment(time), evidence: evidence)
        guard case .move(let move) = run.next(look) else { throw NoMove() }
        return move
    }

    struct NoMove: Error {}

    /// Evidence that errors were so many in five minutes until a moment.
    static func errors(_ value: Double, until time: String, _ result: MetricEvidence.Result = .successful)
        -> MetricEvidence
    {
        let end = Timestamp.moment(time)
        return MetricEvidence(
            subject: .criterion(key("errors")), metric: key("error-rate"), source: key("p"), query: "errors",
            result: result, windows: [.init(from: end.advanced(by: -300), to: end, samples: 4, value: value)])
    }

    static func text(_ status: RolloutStatus) -> String {
        String(decoding: CanonicalJSON.bytes(of: status.json), as: UTF8.self)
    }

    // MARK: Commits

    @discardableResult
    func commit(
        _ status: RolloutStatus?, _ files: [String: String?] = [:], approved: Bool = false,
        at time: String = "2026-01-02T09:00:00Z"
    ) async throws -> String {
        var all = files
        if let status { all[Self.folder + "/status.json"] = Self.text(status) }
        let message = approved ? "Change\n\nApproved-by: Priya N <priya@example.com>" : "Change"
        return try await governed.fixture.commit(all, message, at: time, by: "Ann Author <ann@example.com>")
    }

    /// Starts with an approval and begins, so that the first step is next.
    func begun() async throws {
        try await commit(starting(), approved: true)
        try await commit(move(at: "2026-01-02T09:01:00Z").status, at: "2026-01-02T09:01:00Z")
    }

    /// The same after the first step.
    func stepped() async throws {
        try await begun()
        try await commit(
            move(at: "2026-01-02T09:02:00Z").status, [Self.csf: Self.served(10)], at: "2026-01-02T09:02:00Z")
    }

    /// What the newest commit does, as the editing verbs see it.
    func analysis() async throws -> ImpactAnalysis {
        let repository = try governed.repository()
        let parent = try #require(ObjectID(hex: try await governed.fixture.head("HEAD^")))
        let base = try repository.snapshot(at: parent)
        let result = try repository.head()
        return try ImpactAnalysis(from: base, to: result, changes: repository.changes(from: base, to: result))
    }

    /// What verify finds wrong.
    func violations(now: String = "2026-01-02T12:00:00Z") async throws -> [String] {
        try await governed.verify(now: now).names
    }

    /// What the newest commit comes to in the editing verbs: what it does, and whether a plan covers it.
    func judged() async throws -> String {
        let found = try await analysis()
        let planned = found.planned.contains(Self.production) ? " planned" : ""
        return (found.classifications[Self.production]?.rawValue ?? "neutral") + planned
    }
}
