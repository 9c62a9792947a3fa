import Documents
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Reports to a guard what no metric shows; the guard acts at once.
public struct ReportIncident: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// The guard.
    public var `guard`: String

    /// Names the plan and the guard.
    public init(to key: String, of plan: String, in environment: String) {
        self.guard = key
        self.plan = plan
        self.environment = environment
    }

    /// Commits the report, and what the guard does as a second commit.
    ///
    /// - Returns: what the guard did; the report itself where it has nothing to take down.
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let acting = try RunEditing(plan, in: environment, session, options)
        let report = try await acting.edit("rollout-incident") { scene in
            let found = try find(scene.run)
            if case .report(let roles) = found.trigger {
                try acting.require(roles, to: "report to '\(found.key)'", scene.base)
            }
            return scene.run.reportingIncident(to: found.key, scene.act)
        }
        guard !options.dryRun, !options.propose, report.commit != nil else { return report }
        // Anything but what the guard does is the watcher's, who measures first.
        let guardian = RunSteps.Knowledge(onlyGuards: true)
        do {
            let action = try await RunSteps(session, options).next(
                plan, in: environment, by: acting.author.text, knowing: guardian)
            return action ?? report
        } catch {
            let failure = Failure(error)
            let flags = try acting.editing.repository.head().flagsSet(by: plan, in: environment)
            throw Failure(
                failure.code, "the report is committed, but nothing went down: \(failure.message)",
                hint: "flagctl disable \(flags.map(\.text).joined(separator: " ")) --env \(environment)",
                status: failure.status, findings: failure.findings)
        }
    }

    private func find(_ run: Rollout) throws -> Guard {
        let manual = run.plan.guards.filter { if case .report = $0.trigger { true } else { false } }
        if let found = manual.first(where: { $0.key.text == self.guard }) { return found }
        let names = manual.map(\.key.text)
        throw Failure(
            "unknown-guard", "plan '\(plan)' has no guard '\(self.guard)' that people report to",
            hint: nearest(self.guard, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "take it down yourself: flagctl rollout rollback \(plan) --env \(environment)"
                    : "there are: \(names.joined(separator: ", "))"))
    }
}
