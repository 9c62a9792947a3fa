import TestSupport
import Testing

@Suite("golden: rollouts, reading")
struct RolloutGoldenTests {
    /// The sample rollout, and an error rate of 0.02% until a breach on the first afternoon where one is asked for.
    private static func files(breach: Bool = false) -> [String: String] {
        var rows = ["time,series,value"]
        for day in 25...31 { rows.append("2025-08-\(day)T09:30:00Z,all,0.02") }
        for (day, hours) in [(1, 9...23), (2, 0...23), (3, 0...23), (4, 0...23)] {
            for hour in hours {
                let value = breach && (day > 1 || hour >= 11) ? "7" : "0.02"
                rows.append("2025-09-0\(day)T\(hour < 10 ? "0" : "")\(hour):30:00Z,all,\(value)")
            }
        }
        let measurements = rows.joined(separator: "\n") + "\n"
        return SampleRolloutFiles.files.merging(["measurements/errors.csv": measurements]) { $1 }
    }

    @Test("rollout status and list: the board from draft to the end")
    func status() async throws {
        try await Scenario(.rolloutStatus).play(
            #"""
            flagctl rollout list --env staging
            flagctl rollout list
            flagctl rollout status csf --env production
            flagctl rollout status cfs --env production
            flagctl rollout status csf --env staging
            flagctl rollout start csf --env production --approved-by priya --quiet
            flagctl rollout status csf --env production
            flagctl rollout task csf dashboards --env production --quiet -m "all of them"
            flagctl watch --once --quiet
            flagctl rollout list --env production
            # Fifteen hours later; this time nobody measures.
            @ 2025-09-02T00:30:00Z
            GIT_AUTHOR_NAME='Sarah Chen' GIT_AUTHOR_EMAIL=sarah.chen@example.com \
                flagctl rollout attest csf --metric open-bugs --value 0 --env production --quiet
            flagctl rollout status csf --env production --no-measure
            flagctl rollout status csf --env production
            flagctl rollout status csf --env production --format json
            # At the gate.
            @ 2025-09-02T09:31:00Z
            flagctl watch --once --quiet
            @ 2025-09-03T09:32:00Z
            flagctl watch --once --quiet
            GIT_AUTHOR_NAME='Priya N' GIT_AUTHOR_EMAIL=priya@example.com \
                flagctl rollout attest csf --no-go --env production --quiet -m "support is not ready"
            flagctl rollout status csf --env production
            # Down rung by rung.
            flagctl rollout rollback csf --env production --quiet -m complaints
            flagctl rollout status csf --env production
            flagctl rollout list
            flagctl rollout list --format json
            @ 2025-09-03T09:43:00Z
            flagctl watch --once --quiet
            @ 2025-09-03T09:54:00Z
            flagctl watch --once --quiet
            flagctl rollout status csf --env production --verbose
            flagctl rollout explain HEAD
            [terminal] flagctl rollout status csf --env production
            """#, with: Self.files())
    }

    @Test("rollout explain: a commit's decision, made again")
    func explain() async throws {
        try await Scenario(.rolloutExplain).play(
            #"""
            flagctl rollout start csf --env production --approved-by priya --quiet
            flagctl rollout explain HEAD
            flagctl rollout task csf dashboards --env production --quiet
            flagctl watch --once --quiet
            flagctl rollout explain HEAD
            # Five hours later a guard takes it down.
            @ 2025-09-01T14:30:00Z
            flagctl watch --once --quiet
            git log -1 --format=%B
            flagctl rollout explain HEAD
            flagctl rollout explain HEAD --format json
            # Somebody makes the evidence look better, and changes more than was decided.
            sed -i 's/"value": 7/"value": 3/' environments/production/rollouts/csf/status.json
            sed -i 's/"fallthrough": "on"/"fallthrough": "off"/' environments/production/flags/CHAT.json
            git commit --quiet --all --amend --no-edit
            flagctl rollout explain HEAD
            flagctl rollout explain HEAD --format json
            # What decides nothing.
            flagctl rollout explain HEAD~4
            flagctl rollout explain HEAD~5
            flagctl rollout explain nowhere
            """#, with: Self.files(breach: true))
    }

    @Test("rollout plan render: the plan as people read it")
    func plan() async throws {
        try await Scenario(.rolloutPlan).play(
            #"""
            flagctl rollout plan render csf --env production
            flagctl rollout start csf --env production --approved-by priya --quiet
            flagctl rollout task csf dashboards --env production --quiet -m "all of them"
            flagctl watch --once --quiet
            flagctl rollout plan render csf --env production --out plan.md
            sed -n '/Phase 1/,/Phase 2/p' plan.md
            flagctl rollout plan render csf --env production --format json | sed -n '/"reach"/,$p'
            # The plans of this repository.
            flagctl rollout plan render notifications --env production
            flagctl rollout plan render cfs --env production
            flagctl rollout plan render csf --env production --out nowhere/plan.md
            """#, with: Self.files())
    }
}
