import Connectors
import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Workflows

/// A plan of two phases for CSF in production, and what measures it.
///
/// Mike, an engineer, ticks that it is deployed; a product owner and an engineer say go at the first gate.
enum CanaryPlan {
    static let path = "environments/production/rollouts/csf"

    static let files: [String: String?] = [
        ".flagctl/metrics.json": metrics, "\(path)/plan.json": plan(),
    ]

    static let metrics = """
        {
          "sources": [
            { "key": "prometheus", "type": "prometheus", "url": "http://localhost:9" },
            { "key": "team", "type": "manual" }
          ],
          "metrics": [
            { "key": "error-rate", "source": "prometheus", "query": "errors" },
            { "key": "open-bugs", "source": "team", "roles": ["engineer"] },
            { "key": "kill-switch-seconds", "source": "team" }
          ]
        }

        """

    /// The plan; `rollback` is the first phase's strategy.
    static func plan(
        key: String = "csf", rollback: String = #"{ "strategy": "immediate" }"#, delay: String = "",
        gate: String = #"{ "roles": ["product-owner", "engineer"], "hold": "PT2H" }"#
    ) -> String {
        """
        {
          "key": "\(key)",
          "name": "CSF Grid",
          "roles": { "start": ["product-owner"], "resume": ["product-owner"], "promote": [] },
          "watch": { "maxAge": "PT10M" },
          "phases": [
            {
              "key": "canary",
              "name": "Canary",
              "prerequisites": [{ "key": "deployed", "text": "Deployed", "roles": ["engineer"] }],
              "tasks": [{ "key": "brief", "text": "Brief support", "optional": true }],
              "steps": [
                { "name": "10%", "set": [{ "flag": "CSF", "enabled": true, "serve": { "on": 10, "off": 90 } }], "hold": "PT1H" },
                { "name": "50%", "set": [{ "flag": "CSF", "serve": { "on": 50, "off": 50 } }], "hold": "PT1H" }
              ],
              "criteria": [
                { "key": "errors", "name": "Few errors", "metric": "error-rate", "window": "PT5M",
                  "success": { "operator": "lessThan", "value": 1 }, "failure": { "operator": "greaterThan", "value": 5 } }
              ],
              "gate": \(gate),
              "rollback": \(rollback)
            },
            {
              "key": "everybody",
              "name": "Everybody",
              "prerequisites": [{ "key": "canary-done", "text": "Canary done", "check": { "phase": "canary" } }],
              "steps": [{ "set": [{ "flag": "CSF", "serve": "on" }], "hold": "PT1H" }]\(delay)
            }
          ],
          "guards": [
            { "key": "error-rate", "name": "Error rate", "metric": "error-rate", "window": "PT5M",
              "failure": { "operator": "greaterThan", "value": 10 }, "action": { "strategy": "immediate" } },
            { "key": "data-loss", "name": "Data loss", "reportedBy": ["engineer"], "action": { "strategy": "immediate" } }
          ]
        }

        """
    }
}

/// Somebody of the sample's people.
enum Somebody: String, Sendable {
    case ann, priya, mike, eve

    var variables: [String: String] {
        ["GIT_AUTHOR_EMAIL": "\(rawValue)@example.com", "GIT_AUTHOR_NAME": "Just \(rawValue)"]
    }
}

/// A source that gives the same value every time, or an answer of a test's own.
struct ConstantMeasurements: MeasurementGathering {
    let answer: @Sendable (MeasurementRequest) -> Observation

    /// Every series has a value.
    init(_ value: Double) {
        answer = { request in
            .samples(
                stride(from: request.from.unixSeconds, through: request.to.unixSeconds, by: request.step).map {
                    Sample(time: Timestamp(unixSeconds: $0), value: value)
                })
        }
    }

    init(_ answer: @escaping @Sendable (MeasurementRequest) -> Observation) { self.answer = answer }

    /// Fewer errors than any threshold.
    static let healthy = ConstantMeasurements(0.1)
    /// More errors than any threshold.
    static let broken = ConstantMeasurements(50)
    /// A source that does not answer.
    static let dead = ConstantMeasurements { _ in .failed("connection refused") }

    func observe(_ requests: Set<MeasurementRequest>) async -> [MeasurementRequest: Observation] {
        requests.reduce(into: [:]) { $0[$1] = answer($1) }
    }
}

extension FlagFixture {
    /// The sample repository with the plan.
    static func withPlan(_ changes: [String: String?] = [:]) async throws -> FlagFixture {
        try await FlagFixture(CanaryPlan.files.merging(changes) { $1 })
    }

    /// The same with a run that was started at noon and deployed a minute later.
    static func withRun(_ changes: [String: String?] = [:]) async throws -> FlagFixture {
        let flags = try await withPlan(changes)
        try await flags.start()
        try await flags.tick("deployed", by: .mike)
        return flags
    }

    /// The same at its first gate, which opens at 15:02 at the earliest.
    static func atGate(_ changes: [String: String?] = [:]) async throws -> FlagFixture {
        let flags = try await withRun(changes)
        for time in ["12:02", "13:02", "14:02"] { try await flags.look(at: time) }
        #expect(try await flags.runState() == "gated")
        return flags
    }

    /// A session of somebody on 3 January 2026.
    func session(_ somebody: Somebody, at time: String, _ command: String = "flagctl rollout act") throws -> Session {
        try session(command, at: "2026-01-03T\(time):00Z", with: somebody.variables)
    }

    @discardableResult
    func start(
        _ plan: String = "csf", by somebody: Somebody = .ann, at time: String = "12:00",
        _ options: EditOptions = .approved
    ) async throws -> EditReport {
        try await StartRollout(plan, in: "production").run(
            session(somebody, at: time, "flagctl rollout start \(plan) --env production"), options)
    }

    @discardableResult
    func tick(
        _ task: String, by somebody: Somebody, at time: String = "12:01", done: Bool = true,
        _ options: EditOptions = .init()
    ) async throws -> EditReport {
        try await TickTask(task, of: "csf", in: "production", done: done).run(session(somebody, at: time), options)
    }

    @discardableResult
    func attest(
        _ verdict: Attestation.Verdict = .go, role: String? = nil, by somebody: Somebody, at time: String = "14:30"
    ) async throws -> EditReport {
        try await AttestRollout("csf", in: "production", role: role, verdict).run(session(somebody, at: time), .init())
    }

    @discardableResult
    func control(
        _ control: ControlRollout.Control, _ plan: String = "csf", by somebody: Somebody = .ann,
        at time: String = "12:30", _ options: EditOptions = .init()
    ) async throws -> EditReport {
        try await ControlRollout(control, plan, in: "production").run(
            session(somebody, at: time, "flagctl rollout \(control.rawValue) \(plan) --env production"), options)
    }

    /// Looks once on 3 January 2026, or at a whole time.
    @discardableResult
    func look(
        at time: String, _ gathering: ConstantMeasurements = .healthy, push: Bool = false, interval: Int? = nil,
        in folder: String? = nil
    ) async throws -> WatchReport {
        let time = time.count == 5 ? "2026-01-03T\(time):00Z" : time
        let watcher = ["GIT_AUTHOR_EMAIL": "watch@example.com", "GIT_AUTHOR_NAME": "Watch"]
        let session = try session("flagctl watch --once", at: time, in: folder, with: watcher)
        return try await WatchRollouts(interval: interval, push: push, gathering: gathering).look(
            session, now: session.now)
    }

    /// A member of the run's status at HEAD.
    func runState(_ plan: String = "csf", _ member: String = "state", at revision: String = "HEAD") async throws
        -> String?
    {
        let text = try await show("environments/production/rollouts/\(plan)/status.json", at: revision)
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("  \"\(member)\": ") }) else {
            return nil
        }
        return line.split(separator: " ", maxSplits: 1).last.map { $0.filter { !"\",".contains($0) } }
    }

    /// Subjects of the newest commits, newest first.
    func subjects(_ count: Int) async throws -> [String] {
        try await git("log", "--format=%s", "-\(count)").split(separator: "\n").map(String.init)
    }

    /// Expects a refusal with these words and this hint, and nothing written.
    func expectRefusal(
        _ code: String, _ words: String, hint: String? = nil, _ status: Workflows.ExitStatus = .refused,
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
    ) async throws {
        let found = try await expectRefusal(code, status, sourceLocation: sourceLocation, body)
        #expect(found?.message == words, sourceLocation: sourceLocation)
        if let hint { #expect(found?.hint == hint, sourceLocation: sourceLocation) }
    }
}
