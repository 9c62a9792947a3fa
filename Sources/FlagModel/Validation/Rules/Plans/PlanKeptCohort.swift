import Documents

/// Refuses strategies that keep a cohort whose members nothing says of what they have.
///
/// Where another cohort's rule comes first, a member of both would lose what that rule serves; where the kept cohort has
/// no rule beside others, its members get what those and the fallthrough serve. States are looked at as they are and as
/// each step leaves them.
enum PlanKeptCohort: ValidationRule {
    static let id = "plan-kept-cohort"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for (strategy, phases) in plan.strategies {
                guard case .partial(let keep) = strategy.part.path else { continue }
                for (index, cohort) in keep.enumerated() where content.cohort(cohort, in: plan.environment) != nil {
                    guard let (flag, problem) = problem(keeping: cohort, of: keep, in: phases, plan, content) else {
                        continue
                    }
                    report.add(
                        problem, in: plan.kind, at: .value(strategy.path + ["keep", .index(index)]),
                        concerned: [.state(plan.environment, flag)])
                }
            }
        }
    }

    private static func problem(
        keeping cohort: CohortKey, of keep: [CohortKey], in phases: [PhaseKey], _ plan: PlacedPlan,
        _ content: RepositoryContent
    ) -> (FlagKey, Problem)? {
        var states: [FlagKey: FlagState] = [:]
        for phase in plan.plan.phases {
            for step in phase.steps {
                for assignment in step.set {
                    let flag = assignment.flag
                    guard let state = states[flag] ?? content.state(of: flag, in: plan.environment) else { continue }
                    states[flag] = assignment.applied(to: state)
                }
                guard phases.contains(phase.key) else { continue }
                for flag in Set(step.set.map(\.flag)).sorted() {
                    guard let state = states[flag], let definition = content.flags[flag] else { continue }
                    if let problem = problem(cohort, of: keep, state, definition) { return (flag, problem) }
                }
            }
        }
        return nil
    }

    private static func problem(
        _ cohort: CohortKey, of keep: [CohortKey], _ state: FlagState, _ flag: FeatureFlag
    ) -> Problem? {
        guard state.enabled else { return nil }
        let others = state.rules.filter { !keep.contains($0.cohort) }
        guard let place = state.rules.firstIndex(where: { $0.cohort == cohort }) else {
            let off = Serve.variant(flag.offVariant)
            let isOff = others.allSatisfy { $0.serve == off } && state.fallthrough == off
            return others.isEmpty || isOff ? nil : .hasNoRule(cohort, flag.key)
        }
        let first = state.rules[..<place].first {
            !keep.contains($0.cohort) && $0.serve != .variant(flag.offVariant)
        }
        return first.map { .standsBehind(cohort, $0.cohort, flag.key) }
    }
}

extension Problem {
    fileprivate static func standsBehind(_ cohort: CohortKey, _ first: CohortKey, _ flag: FlagKey) -> Problem {
        Problem(
            PlanKeptCohort.id, "'\(cohort)' cannot be kept: of '\(flag)' the rule of '\(first)' comes before its own",
            hint: "keep '\(first)' too, or put the rule of '\(cohort)' first")
    }

    fileprivate static func hasNoRule(_ cohort: CohortKey, _ flag: FlagKey) -> Problem {
        Problem(
            PlanKeptCohort.id, "'\(cohort)' cannot be kept: '\(flag)' has no rule that says what it has",
            hint: "give it a rule, in front of the others")
    }
}
