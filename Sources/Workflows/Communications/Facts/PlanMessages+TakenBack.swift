import Communications
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

extension PlanMessages {
    /// The flags that a run turned on and that are served to nobody since it succeeded or was stopped.
    static func flagsTakenBack(
        _ status: RolloutStatus?, _ plan: RolloutPlan, _ base: Snapshot, _ environment: EnvironmentKey
    ) throws -> [FlagKey] {
        guard let status, [.succeeded, .stopped].contains(status.state) else { return [] }
        let made = Rollout(plan: plan, status: status).assignmentsMade
        let wanted = made.reduce(into: [FlagKey: Bool]()) { wanted, assignment in
            if let enabled = assignment.enabled { wanted[assignment.flag] = enabled }
        }
        return try wanted.filter(\.value).keys.sorted().filter {
            try base.exposure(of: $0, in: environment)?.total == 0
        }
    }

    /// How the flags were taken down: by the first of the commits since the end of the run after which they stayed so;
    /// nothing where they were not, or where history does not show it.
    func takenBack(in repository: FlagRepository) throws -> MessageFacts.TakenBack? {
        guard schedule.isTakenBack, let status, let tip = base.commit else { return nil }
        var open = Set(flagsTakenBack)
        var first: (commit: Commit, details: MessageDetails)?
        try History(of: repository, endingWith: tip).forEach { step in
            // Clocks differ: the commit that ended the run need not be the older one.
            guard !step.isCutOff, step.commit.committer.time >= status.since.unixSeconds - 86400 else { return false }
            let lowered = try open.filter { try step.lowers($0, in: environment) }
            if !lowered.isEmpty { first = (step.commit, MessageDetails(message: step.commit.message)) }
            open.subtract(lowered)
            return !open.isEmpty
        }
        guard open.isEmpty, let first else { return nil }
        return MessageFacts.TakenBack(
            at: Timestamp(unixSeconds: Int(first.commit.committer.time)), by: first.commit.author.name,
            cause: first.details.reason ?? first.details.subject, flags: flagsTakenBack)
    }

    /// Refuses to tell of a rollback that nothing is known of.
    ///
    /// - Throws: a ``Failure`` where history does not show who took the flags down, and when.
    func requireRollback(of occurrence: Occurrence, _ facts: MessageFacts) throws {
        guard schedule.isTakenBack, facts.takenBack == nil, occurrence.message.moment.event == .rolledBack else {
            return
        }
        throw Failure(
            "unknown-rollback",
            "message '\(occurrence.message.key)': history does not show which commit took the flags of '\(plan.key)' down",
            hint: "where the clone is shallow: git fetch --unshallow")
    }
}

extension History.Step {
    /// Whether somebody was served a flag before the step, and nobody after it.
    fileprivate func lowers(_ flag: FlagKey, in environment: EnvironmentKey) throws -> Bool {
        guard try touchesExposure(in: environment), let was = try before.exposure(of: flag, in: environment),
            was.total != 0
        else { return false }
        return try after.exposure(of: flag, in: environment).map { $0.total == 0 } ?? true
    }

    /// Whether the step changes anything that decides whom flags reach.
    private func touchesExposure(in environment: EnvironmentKey) throws -> Bool {
        let place = "environments/\(environment)"
        return try ["flags", "\(place)/flags", "\(place)/cohorts"].contains {
            try before.contentID(at: $0) != after.contentID(at: $0)
        }
    }
}

extension Snapshot {
    /// Whom a flag reaches; nothing where it is not there.
    fileprivate func exposure(of flag: FlagKey, in environment: EnvironmentKey) throws -> Exposure? {
        try versions(of: [flag], in: environment).first.map { definition, state in
            try exposure(of: FlagVersion(definition: definition, state: state), in: environment)
        }
    }
}
