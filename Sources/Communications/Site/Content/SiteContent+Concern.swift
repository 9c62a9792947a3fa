import FlagModel

extension SiteContent {
    /// The rollouts in the order in which somebody should look at them: what went back or stands still, what moves, what
    /// is planned by date, what is over with the newest first; what users have before what leads there.
    var runsByConcern: [SiteRun] {
        let places = environments.sorted { ($0.isProtected ? 1 : 0, $0.order) > ($1.isProtected ? 1 : 0, $1.order) }
        let ranks = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1.key, $0) })
        return runs.map { run in (run, concern(run), ranks[run.environment] ?? 0) }.sorted { one, other in
            if one.1 != other.1 { return one.1 < other.1 }
            if one.2 != other.2 { return one.2 < other.2 }
            return one.0.plan.key < other.0.plan.key
        }.map(\.0)
    }

    /// How many of ``runsByConcern`` went back lately, stand still or move.
    var runsOfConcern: Int { runs.count { concern($0).kind < .planned } }

    private struct Concern: Comparable {
        enum Kind: Int, Comparable {
            case trouble, active, planned, over

            static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
        }

        let kind: Kind
        let rank: Int

        static func < (one: Concern, other: Concern) -> Bool { (one.kind, one.rank) < (other.kind, other.rank) }
    }

    private func concern(_ run: SiteRun) -> Concern {
        guard let status = run.status else { return planned(run) }
        switch status.state {
        case .rollingBack, .paused: return Concern(kind: .trouble, rank: 0)
        case .rolledBack, .stopped:
            let isLate = time.unixSeconds - status.since.unixSeconds < 14 * 86_400
            if isLate { return Concern(kind: .trouble, rank: 0) }
        case .waiting, .progressing, .holding, .gated: return Concern(kind: .active, rank: 0)
        case .succeeded: break
        }
        return run.isBeforeStart ? planned(run) : Concern(kind: .over, rank: -status.since.unixSeconds)
    }

    private func planned(_ run: SiteRun) -> Concern {
        Concern(kind: .planned, rank: run.plan.schedule.start?.unixSeconds ?? .max)
    }
}
