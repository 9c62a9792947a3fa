import Documents
import FlagModel
import FlagRepository
import Rollouts

extension Snapshot {
    /// The key of a plan that is there.
    ///
    /// - Throws: a ``Failure`` with the nearest name.
    func planKey(_ text: String, in environment: EnvironmentKey) throws -> PlanKey {
        let keys = try planKeys(in: environment)
        if let key = keys.first(where: { $0.text == text }) { return key }
        let near = nearest(text, among: keys.map(\.text)).map { "did you mean '\($0)'?" }
        throw Failure(
            "unknown-plan", "there is no rollout plan '\(text)' in \(environment)",
            hint: near
                ?? (keys.isEmpty
                    ? "write one: environments/\(environment)/rollouts/\(text)/plan.json"
                    : "there are: \(keys.map(\.text).joined(separator: ", "))"))
    }

    /// A plan that is there and can be read.
    func requirePlan(_ key: PlanKey, in environment: EnvironmentKey) throws -> RolloutPlan {
        guard let plan = try plan(key, in: environment) else {
            throw RepositoryError.missing(.plan(environment, key))
        }
        return plan
    }

    /// Refuses the name of a plan that none of the environments has.
    func requirePlan(named plan: String?, in environments: [EnvironmentKey]) throws {
        guard let plan, let first = environments.first,
            try !environments.contains(where: { try planKeys(in: $0).contains { $0.text == plan } })
        else { return }
        _ = try planKey(plan, in: first)
    }

    /// The flags that a plan sets, sorted.
    func flagsSet(by plan: String, in environment: String) throws -> [FlagKey] {
        let environment = try environmentKey(environment)
        return try requirePlan(planKey(plan, in: environment), in: environment).flags
    }

    /// The run of a plan that was started.
    ///
    /// - Throws: a ``Failure`` where none was, or where it is over and `active` is asked for.
    func requireRun(of key: PlanKey, in environment: EnvironmentKey, active: Bool = true) throws -> Rollout {
        let plan = try requirePlan(key, in: environment)
        let start = "flagctl rollout start \(key) --env \(environment)"
        guard let status = try status(of: key, in: environment) else {
            throw Failure(
                "not-started", "rollout '\(key)' was not started in \(environment)", hint: "start it: \(start)")
        }
        if active, !status.state.isActive {
            throw Failure(
                "run-over", "the run of '\(key)' in \(environment) is over: \(status.state.text)",
                hint: "see it: flagctl rollout status \(key) --env \(environment)\n      take its flags down: "
                    + "flagctl rollback FLAG --env \(environment) --strategy immediate\n      begin another: \(start)")
        }
        return Rollout(plan: plan, status: status)
    }
}
