import FlagModel
import FlagRepository
import Rollouts

/// Takes flags down by a strategy: at once, rung by rung, or but for some cohorts.
public struct LowerFlags: Sendable {
    /// Which flags.
    public var selection: Selection
    /// Where.
    public var environment: String
    /// How.
    public var strategy: StrategyText

    /// Names the flags and how they go down.
    public init(_ selection: Selection, in environment: String, strategy: StrategyText) {
        self.selection = selection
        self.environment = environment
        self.strategy = strategy
    }

    /// Commits the way down; of a gradual one the plan and its first rung, the watcher makes the others.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; `cannot-keep` where a cohort cannot be kept exactly.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let acting = try RunEditing("", in: environment, session, options)
        let run = session.changeID()
        var plan: PlanKey?
        let report = try await acting.editing.run { draft in
            let environment = try draft.base.environmentKey(environment)
            let flags = try selection.flags(in: environment, of: draft.base)
            let strategy = try self.strategy.strategy(
                usual: RollbackStrategy(.immediate), in: environment, draft.base)
            switch strategy.path {
            case .immediate: return try lower(flags, .off, strategy, environment, &draft)
            case .partial(let keep): return try lower(flags, .keep(keep), strategy, environment, &draft)
            case .gradual:
                let generated = try self.plan(flags, run, environment, draft.base)
                plan = generated.plan.key
                return try begin(generated, flags, run, acting, &draft)
            }
        }
        guard let plan, report.commit != nil, !options.dryRun, !options.propose else { return report }
        return try await firstRung(of: plan.text, report, session, options)
    }

    /// Makes the first rung now: who is on call does not wait for a watcher.
    private func firstRung(
        of plan: String, _ start: EditReport, _ session: Session, _ options: EditOptions
    ) async throws -> EditReport {
        let steps = try RunSteps(session, EditOptions(push: options.push))
        for _ in ["begin", "step"] { _ = try await steps.next(plan, in: environment) }
        var rung = try await RollBackRollout(plan, in: environment, strategy: strategy).run(session, options)
        rung.notes = start.notes + rung.notes
        return rung
    }

    private func lower(
        _ flags: [FlagKey], _ lowering: Reduction, _ strategy: RollbackStrategy, _ environment: EnvironmentKey,
        _ draft: inout Draft
    ) throws -> Editing.Intent {
        let changed = try draft.lower(flags, lowering, in: environment)
        var subject = "Roll back \(selection.text(changed.isEmpty ? flags : changed)) in \(environment)"
        if case .partial(let keep) = strategy.path { subject += ", keeping \(keep.map(\.text).listed)" }
        return Editing.Intent(subject: subject, operation: "rollback", flags: changed, environment: environment)
    }

    /// A plan whose one step leaves the flags as they are: its run takes them down.
    private func plan(
        _ flags: [FlagKey], _ run: String, _ environment: EnvironmentKey, _ base: Snapshot
    ) throws -> GeneratedPlan {
        let set = try flags.map {
            Assignment(flag: $0, enabled: try base.requireState($0, in: environment).enabled)
        }
        return try GeneratedPlan(
            key: GeneratedPlan.key("rollback", flags, changeID: run),
            name: "Roll back \(selection.text(flags)) rung by rung", in: environment,
            steps: [PlanStep(name: "as it is", set: set)])
    }

    private func begin(
        _ plan: GeneratedPlan, _ flags: [FlagKey], _ run: String, _ acting: RunEditing, _ draft: inout Draft
    ) throws -> Editing.Intent {
        let environment = plan.environment
        var intent = try plan.start(run: run, acting, in: &draft)
        intent.subject = "Roll back \(selection.text(flags)) in \(environment), rung by rung"
        intent.operation = "rollback"
        intent.flags = flags
        intent.reason = nil
        intent.notes += [
            "the watcher makes the other rungs: flagctl watch --interval 30s",
            "all the way at once: flagctl disable \(flags.map(\.text).joined(separator: " ")) --env \(environment)",
        ]
        return intent
    }
}
