import Testing

@Suite("golden: rollouts, reading")
struct RolloutGoldenTests {
    @Test("rollout status and list: the board from draft to the end")
    func status() async throws {
        try await Scenario(.rolloutStatus).play(
            #"""
            flagctl rollout list --env staging
            flagctl rollout status csf --env production
            flagctl rollout status cfs --env production
            flagctl rollout status csf --env staging
            > start
            flagctl rollout status csf --env production
            > task dashboards all of them
            > watch 0.02
            flagctl rollout list --env production
            # Fifteen hours later; this time nobody measures.
            @ 2025-09-02T00:30:00Z
            > sarah: report open-bugs 0
            flagctl rollout status csf --env production --no-measure
            flagctl rollout status csf --env production
            flagctl rollout status csf --env production --format json
            # At the gate.
            @ 2025-09-02T09:31:00Z
            > watch 0.02
            @ 2025-09-03T09:32:00Z
            > watch 0.02
            > priya: no-go product-owner support is not ready
            flagctl rollout status csf --env production --no-measure
            # What takes it down rung by rung.
            > rollback complaints
            flagctl rollout status csf --env production --no-measure
            flagctl rollout list
            flagctl rollout list --format json
            @ 2025-09-03T09:43:00Z
            > watch
            @ 2025-09-03T09:54:00Z
            > watch
            flagctl rollout status csf --env production --verbose
            [terminal] flagctl rollout status csf --env production
            """#, prepare: RolloutActs.prepare, act: RolloutActs.act)
    }

    @Test("rollout explain: a commit's decision, made again")
    func explain() async throws {
        try await Scenario(.rolloutExplain).play(
            #"""
            > start
            flagctl rollout explain HEAD
            > task dashboards all of them
            > watch 0.02
            flagctl rollout explain HEAD
            # Five hours later a guard takes it down.
            @ 2025-09-01T14:30:00Z
            > watch 7
            git log -1 --format=%B
            flagctl rollout explain HEAD
            flagctl rollout explain HEAD --format json
            # Somebody makes the evidence look better, or changes more than was decided.
            sed -i 's/"value": 7,/"value": 3,/; s/"value": 7 /"value": 3 /; s/"value": 7$/"value": 3/' environments/production/rollouts/csf/status.json
            sed -i 's/"fallthrough": "on"/"fallthrough": "off"/' environments/production/flags/CHAT.json
            git commit --quiet --all --amend --no-edit
            flagctl rollout explain HEAD
            flagctl rollout explain HEAD --format json
            # What decides nothing.
            flagctl rollout explain HEAD~4
            flagctl rollout explain nowhere
            """#, prepare: RolloutActs.prepare, act: RolloutActs.act)
    }

    @Test("rollout plan render: the plan as people read it")
    func plan() async throws {
        try await Scenario(.rolloutPlan).play(
            #"""
            flagctl rollout plan render csf --env production
            > start
            > task dashboards all of them
            > watch 0.02
            flagctl rollout plan render csf --env production --out plan.md
            git diff --no-index --unified=0 /dev/null plan.md | sed -n '/Phase 1/,/Phase 2/p'
            flagctl rollout plan render csf --env production --format json --out plan.json
            sed -n '/"reach"/,$p' plan.json
            flagctl rollout plan render cfs --env production
            flagctl rollout plan render csf --env production --out nowhere/plan.md
            """#, prepare: RolloutActs.prepare, act: RolloutActs.act)
    }
}
