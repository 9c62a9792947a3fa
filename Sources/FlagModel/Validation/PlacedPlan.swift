import Documents

/// A plan, and where in its document things are.
struct PlacedPlan {
    /// A part of a plan, and where it is.
    struct Placed<Part> {
        let part: Part
        let path: JSONPath
    }

    /// What a criterion or guard measures.
    struct Measurement {
        let test: MetricTest
        let success: Threshold?
        let failure: Threshold?
    }

    let environment: EnvironmentKey
    let plan: RolloutPlan

    var kind: DocumentKind { .plan(environment, plan.key) }

    var phases: [Placed<Phase>] {
        plan.phases.enumerated().map { Placed(part: $1, path: ["phases", .index($0)]) }
    }

    var assignments: [Placed<Assignment>] {
        phases.flatMap { phase in
            phase.part.steps.enumerated().flatMap { index, step in
                step.set.enumerated().map {
                    Placed(part: $1, path: phase.path + ["steps", .index(index), "set", .index($0)])
                }
            }
        }
    }

    var tasks: [Placed<PlanTask>] { phases.flatMap(Self.tasks) }

    var messages: [Placed<PlanMessage>] {
        plan.messages.enumerated().map { Placed(part: $1, path: ["messages", .index($0)]) }
    }

    /// What tasks check, and what messages go out for.
    var checks: [Placed<TaskCheck>] {
        tasks.compactMap { task in task.part.check.map { Placed(part: $0, path: task.path + ["check"]) } }
            + messages.compactMap { message in
                message.part.condition.map { Placed(part: $0, path: message.path + ["condition"]) }
            }
    }

    /// The tasks and prerequisites of a phase.
    static func tasks(of phase: Placed<Phase>) -> [Placed<PlanTask>] {
        [("prerequisites", phase.part.prerequisites), ("tasks", phase.part.tasks)].flatMap { name, tasks in
            tasks.enumerated().map { Placed(part: $1, path: phase.path + [.member(name), .index($0)]) }
        }
    }

    var measurements: [Placed<Measurement>] {
        let criteria = phases.flatMap { phase in
            phase.part.criteria.enumerated().map { index, criterion in
                Placed(
                    part: Measurement(test: criterion.test, success: criterion.success, failure: criterion.failure),
                    path: phase.path + ["criteria", .index(index)])
            }
        }
        let guards = plan.guards.enumerated().compactMap { index, found -> Placed<Measurement>? in
            guard case .metric(let test, let failure) = found.trigger else { return nil }
            return Placed(
                part: Measurement(test: test, success: nil, failure: failure), path: ["guards", .index(index)])
        }
        return criteria + guards
    }

    /// The strategies, each with the phases in which it may be carried out.
    var strategies: [(placed: Placed<RollbackStrategy>, phases: [PhaseKey])] {
        let own = phases.compactMap { phase in
            phase.part.rollback.map { (Placed(part: $0, path: phase.path + ["rollback"]), [phase.part.key]) }
        }
        let guards = plan.guards.enumerated().compactMap { index, found -> (Placed<RollbackStrategy>, [PhaseKey])? in
            guard case .rollBack(let strategy) = found.action else { return nil }
            let path: JSONPath = ["guards", .index(index), "action"]
            return (Placed(part: strategy, path: path), plan.phases.map(\.key).filter(found.isAbout))
        }
        return (own + guards).map { (placed: $0.0, phases: $0.1) }
    }

    /// Every place that names a flag.
    var flags: [Placed<FlagKey>] {
        assignments.map { Placed(part: $0.part.flag, path: $0.path + ["flag"]) }
            + checks.compactMap { check in
                guard case .flag(let flag, _) = check.part else { return nil }
                return Placed(part: flag, path: check.path + ["flag"])
            }
    }
}

extension RepositoryContent {
    /// The plans that could be decoded.
    var placedPlans: [PlacedPlan] {
        plans.flatMap { environment, plans in plans.values.map { PlacedPlan(environment: environment, plan: $0) } }
    }

    /// Where a metric comes from; nil where it or its source could not be decoded.
    func sourceKind(of metric: MetricKey) -> MetricSource.Kind? {
        metrics?.metric(metric).flatMap { metrics?.source($0.source)?.kind }
    }
}
