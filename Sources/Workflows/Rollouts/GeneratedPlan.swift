import Documents
import FlagModel
import FlagRepository
import Rollouts

/// A plan that a verb writes, starts and leaves to the watcher.
struct GeneratedPlan {
    let plan: RolloutPlan
    let environment: EnvironmentKey

    /// A key that no plan has: a word, the flags, and the end of the change's name.
    static func key(_ word: String, _ flags: [FlagKey], changeID: String) throws -> PlanKey {
        let name = flags.count == 1 ? flags[0].text : "\(flags.count)-flags"
        let text = "\(word)-\(name.prefix(80))-\(changeID.suffix(6).lowercased())"
        guard let key = PlanKey(text) else {
            throw RepositoryError.invalidKey(text, why: PlanKey.problem(with: text) ?? "")
        }
        return key
    }

    /// A plan of one phase.
    init(
        key: PlanKey, name: String, in environment: EnvironmentKey, start: PhaseStart? = nil, steps: [PlanStep]
    ) throws {
        guard let phase = PhaseKey("all") else { throw RepositoryError.invalidKey("all", why: "it is malformed") }
        self.environment = environment
        plan = RolloutPlan(
            key: key, name: name, phases: [Phase(key: phase, name: name, start: start, steps: steps)])
    }

    /// Writes the plan and the first status of its run.
    func start(run: String, _ acting: RunEditing, in draft: inout Draft) throws -> Editing.Intent {
        try draft.create(.plan(environment, plan.key), plan.json)
        return try draft.start(plan, run: run, acting, in: environment)
    }
}
