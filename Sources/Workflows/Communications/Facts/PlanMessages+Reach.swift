import Communications
import Evaluation
import FlagModel
import FlagRepository
import Governance
import Rollouts

extension PlanMessages {
    /// Whom the plan's flags reach as documents have it now, after the next step, and as the steps left it.
    func reach() throws -> [MessageFacts.FlagReach] {
        let reaches = try base.reach(of: plan.flags, in: environment)
        guard let status else { return reaches }
        let run = Rollout(plan: plan, status: status)
        let outlook = try RunOutlook(of: run, base, in: environment)
        let made = status.state.isActive && status.rollback == nil ? run.assignmentsMade : []
        return try reaches.map { reach in
            var reach = reach
            reach.next = outlook.rows.first { $0.flag == reach.flag }?.next.map { .init($0) }
            let own = made.filter { $0.flag == reach.flag }
            guard !own.isEmpty, let version = try base.versions(of: [reach.flag], in: environment).first else {
                return reach
            }
            let state = own.reduce(version.state) { $1.applied(to: $0) }
            reach.asSet = .init(
                try base.exposure(of: FlagVersion(definition: version.definition, state: state), in: environment))
            return reach
        }
    }
}

extension Snapshot {
    /// Whom flags reach now.
    func reach(of flags: [FlagKey], in environment: EnvironmentKey) throws -> [MessageFacts.FlagReach] {
        try versions(of: flags, in: environment).map { definition, state in
            let version = FlagVersion(definition: definition, state: state)
            return MessageFacts.FlagReach(flag: definition.key, now: .init(try exposure(of: version, in: environment)))
        }
    }
}

extension MessageFacts.FlagReach.Share {
    fileprivate init(_ exposure: Exposure) {
        self.init(
            thousandths: exposure.total, people: exposure.people,
            variants: exposure.variants.map { .init($0.key, thousandths: $0.total) })
    }
}
