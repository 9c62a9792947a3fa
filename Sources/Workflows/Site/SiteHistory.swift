import Communications
import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git

/// What the history of a branch says for the site: commits with what they changed, states as they were, evidence of runs.
struct SiteHistory {
    /// One version of a flag's state.
    struct StateVersion: Sendable {
        let environment: EnvironmentKey
        let flag: FlagKey
        /// Nothing where it was removed or cannot be read.
        let state: FlagState?
        let isRemoved: Bool
    }

    /// What the newest decision of a run rested on.
    struct RunEvidence: Sendable {
        let environment: EnvironmentKey
        let plan: PlanKey
        let run: String
        let measured: [SiteRun.Measured]
    }

    /// One commit.
    struct Step: Sendable {
        let entry: SiteEntry
        let states: [StateVersion]
        /// The flags that it removes, as they were last.
        let removed: [FeatureFlag]
        let evidence: [RunEvidence]
    }

    let steps: [Step]
    /// The oldest commit that is here, which may not be the first one.
    let oldest: Commit?
    let isCutOff: Bool

    init(_ session: Session, endingWith tip: ObjectID, isAlone: Bool) throws {
        let scan = try HistoryScan<Step>(session.location, endingWith: tip, isAlone: isAlone) { commit, touched in
            Step(
                entry: SiteEntry(commit, touched), states: touched.compactMap(Self.state),
                removed: touched.compactMap(Self.removed), evidence: touched.compactMap(Self.evidence))
        }
        steps = scan.steps
        oldest = scan.oldest
        isCutOff = scan.isCutOff
    }

    private static func state(_ touched: HistoryScan<Step>.Touched) -> StateVersion? {
        guard case .state(let environment, let flag) = touched.document else { return nil }
        var findings: [Finding] = []
        let state = touched.after.flatMap { FlagState.decode($0, at: touched.document.path, into: &findings) }
        return StateVersion(environment: environment, flag: flag, state: state, isRemoved: touched.isRemoved)
    }

    private static func removed(_ touched: HistoryScan<Step>.Touched) -> FeatureFlag? {
        guard case .flag = touched.document, touched.isRemoved else { return nil }
        var findings: [Finding] = []
        return touched.before.flatMap { FeatureFlag.decode($0, at: touched.document.path, into: &findings) }
    }

    private static func evidence(_ touched: HistoryScan<Step>.Touched) -> RunEvidence? {
        guard case .status(let environment, let plan) = touched.document else { return nil }
        var findings: [Finding] = []
        guard
            let status = touched.after.flatMap({ RolloutStatus.decode($0, at: touched.document.path, into: &findings) }
            ),
            let decision = status.decisions.last, !decision.evidence.isEmpty
        else { return nil }
        return RunEvidence(
            environment: environment, plan: plan, run: status.run,
            measured: decision.evidence.map {
                SiteRun.Measured(phase: decision.phase, at: decision.at, evidence: $0)
            })
    }
}
