import FlagModel
import FlagRepository
import Rollouts

extension WatchRollouts {
    /// Refuses an interval that is longer than half the shortest window of an active or waiting plan.
    ///
    /// A breach has to be seen while its window is still open.
    public func checkInterval(_ session: Session) throws {
        guard let interval else { return }
        let base = try session.repository().head()
        guard let shortest = try ShortestWindow.find(in: base, places(base)), interval * 2 > shortest.seconds else {
            return
        }
        throw Failure(
            "interval-too-long",
            "an interval of \(interval) s is longer than half the window of \(shortest.what): \(shortest.seconds) s",
            hint: "look at least every \(max(1, shortest.seconds / 2)) s: --interval \(max(1, shortest.seconds / 2))s")
    }
}

/// The window that is over soonest.
struct ShortestWindow {
    /// Its length.
    let seconds: Int
    /// Whose it is, in words.
    let what: String

    /// The shortest window of the guards and criteria of plans that are under way.
    static func find(in base: Snapshot, _ environments: [EnvironmentKey]) throws -> ShortestWindow? {
        var shortest: ShortestWindow?
        for environment in environments {
            for key in try base.planKeys(in: environment) {
                guard let plan = try readablePlan(key, environment, base) else { continue }
                let guards = plan.guards.compactMap { found -> (String, MetricTest)? in
                    if case .metric(let test, _) = found.trigger { ("guard '\(found.key)'", test) } else { nil }
                }
                let criteria = plan.phases.flatMap(\.criteria).map { ("criterion '\($0.key)'", $0.test) }
                for (what, test) in guards + criteria where test.window < shortest?.seconds ?? .max {
                    shortest = ShortestWindow(seconds: test.window, what: "\(what) of \(key) in \(environment)")
                }
            }
        }
        return shortest
    }

    /// The plan, unless its run is over or its file has errors, which validation names.
    private static func readablePlan(
        _ key: PlanKey, _ environment: EnvironmentKey, _ base: Snapshot
    ) throws -> RolloutPlan? {
        do {
            let status = try base.status(of: key, in: environment)
            guard status?.state.isActive == true else { return nil }
            return try base.plan(key, in: environment)
        } catch RepositoryError.invalid {
            return nil
        }
    }
}
