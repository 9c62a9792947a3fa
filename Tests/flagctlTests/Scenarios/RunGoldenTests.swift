import Testing

@Suite("golden: runs of rollouts")
struct RunGoldenTests {
    @Test("rollout: what people do to a run")
    func rollout() async throws {
        try await Scenario(.rollout).play(
            #"""
            sed -i '/"compare":/d; /"baselineWindow":/d' environments/production/rollouts/notifications/plan.json && git commit --quiet --all --message 'Nothing to compare with'
            # Mike is an engineering lead; Sarah owns the product, Priya leads QA.
            flagctl rollout start notifications --env production --approved-by priya
            flagctl people add mike --role product-owner --approved-by sarah --quiet
            flagctl rollout start notification --env production
            flagctl rollout start notifications --env production
            flagctl rollout start notifications --env production --approved-by priya --reason "version 2.1 is out"
            git log --max-count=1 --format=%B
            flagctl rollout start notifications --env production --approved-by priya
            flagctl watch --once
            flagctl rollout task notifications stagin --env production
            flagctl rollout task notifications internal/staging --env production --reason "since Monday"
            flagctl rollout task notifications staging --env production --undo --format json
            for task in staging dogfood feedback preferences dashboards websockets; do flagctl rollout task notifications $task -e production -q; done
            # A gate: values that people report, and two roles.
            flagctl rollout attest notifications --env production --metric open-p0-bugs --value 0
            GIT_AUTHOR_EMAIL=priya@example.com flagctl rollout attest notifications --env production --metric open-p0-bugs --value 0
            flagctl rollout attest notifications --env production --metric kill-switch-seconds --value 0.4
            flagctl rollout attest notifications --env production --go --no-go
            flagctl rollout attest notifications --env production --role qa-lead --go
            flagctl rollout attest notifications --env production --no-go --reason "one more day"
            flagctl rollout attest notifications --env production --go
            @ 2025-09-01T09:50:00Z
            flagctl rollout promote notifications --env production
            flagctl watch --once
            flagctl rollout promote notifications --env production
            GIT_AUTHOR_EMAIL=priya@example.com flagctl rollout promote notifications --env production --reason "dogfood is clean"
            git log --max-count=1 --format=%B
            flagctl rollout promote notifications --env production
            # The first step; nothing measures it here.
            rm .flagctl/metrics.json
            git commit --quiet --all --message 'No sources' --message 'Approved-by: Priya N <priya@example.com>'
            flagctl watch --once
            flagctl rollout pause notifications --env production --reason "looking at tickets"
            flagctl rollout pause notifications --env production
            flagctl rollout resume notifications --env production
            flagctl rollout resume notifications --env production --approved-by priya --format json
            flagctl rollout report-incident notifications delivery --env production
            flagctl rollout report-incident notifications data-loss --env production --reason "history of 12 accounts is empty"
            git log --max-count=2 --format=%B
            flagctl rollout rollback notifications --env production
            flagctl rollout start notifications --env production --approved-by priya --quiet
            flagctl rollout rollback notifications --env production
            flagctl rollout stop notifications --env production --reason "the next release has it"
            flagctl rollout drill notifications --env production
            flagctl rollout drill notifications --env staging --server http://127.0.0.1:1
            """#)
    }

    @Test("watch: one look")
    func watch() async throws {
        try await Scenario(.watch).play(
            #"""
            flagctl watch
            flagctl watch --once
            flagctl watch --once --format json
            mkdir -p measurements
            printf '%s\n' '{ "sources": [{ "key": "exports", "type": "file" }], "metrics": [{ "key": "error-rate", "unit": "%", "source": "exports", "path": "measurements/errors.csv" }] }' > .flagctl/metrics.json
            rm -r environments/production/rollouts/*
            mkdir -p environments/production/rollouts/csf
            printf '%s\n' '{ "key": "csf", "name": "CSF Grid", "phases": [{ "key": "all", "name": "Everybody", "steps": [{ "name": "half", "set": [{ "flag": "CSF", "enabled": true, "serve": { "on": 50, "off": 50 } }], "hold": "PT10M" }, { "set": [{ "flag": "CSF", "serve": "on" }], "hold": "PT10M" }], "criteria": [{ "key": "errors", "name": "Few errors", "metric": "error-rate", "window": "PT5M", "success": { "operator": "lessThan", "value": 1 } }] }], "guards": [{ "key": "errors", "name": "Errors", "metric": "error-rate", "window": "PT5M", "failure": { "operator": "greaterThan", "value": 10 }, "action": { "strategy": "immediate" } }] }' > environments/production/rollouts/csf/plan.json
            # Nothing goes up from 9:47 on.
            sed -i 's/"lowering"/"freezes": [{ "from": "2025-09-01T09:47:00Z", "to": "2025-09-02T00:00:00Z", "reason": "Audit" }], "lowering"/' environments/production/environment.json
            rm -rf .git
            git init --quiet --initial-branch=main
            git add --all
            git commit --quiet --message 'A plan'
            flagctl validate
            flagctl rollout start csf --env production --approved-by priya --quiet
            flagctl watch --interval 10m --env production
            flagctl watch --interval 0s
            # Nobody measured anything yet.
            flagctl watch --once
            printf '%s\n' time,value 2025-09-01T09:31:00Z,0.1 2025-09-01T09:36:00Z,0.2 2025-09-01T09:39:00Z,0.2 > measurements/errors.csv
            @ 2025-09-01T09:40:00Z
            flagctl watch --once --format json
            git log --max-count=1 --format=%B HEAD^
            printf '%s\n' 2025-09-01T09:44:00Z,31 2025-09-01T09:46:00Z,40 >> measurements/errors.csv
            @ 2025-09-01T09:46:00Z
            flagctl watch --once
            git log --max-count=1 --format=%B
            flagctl watch --once
            # A freeze holds a step, and the look says so.
            flagctl rollout start csf --env production --approved-by priya --quiet
            @ 2025-09-01T09:48:00Z
            flagctl watch --once
            flagctl watch --once --format json
            """#)
    }

    @Test("schedule: on and off at a time")
    func schedule() async throws {
        try await Scenario(.schedule).play(
            #"""
            flagctl schedule enable CSF --env production --at 2025-09-05T09:00:00Z
            flagctl schedule enable CSF --env production --at 2025-09-05T09:00:00Z --approved-by priya --reason "announced for Friday"
            git log --max-count=1 --format=%B
            flagctl schedule disable notifications.realtime --env production --at 48h --format json
            flagctl schedule enable CSF --env production --at 2025-08-01T09:00:00Z
            flagctl schedule enable CSF --env production --at 2025-09-05
            flagctl schedule enable CSF --env production --at soon
            @ 2025-09-05T09:00:00Z
            flagctl watch --once
            flagctl list --env production
            flagctl rollout stop schedule-enable-CSF-000000 --env production
            """#)
    }

    @Test("rollback --strategy: the three ways down")
    func strategies() async throws {
        try await Scenario(.strategies).play(
            #"""
            flagctl rollback dreams.advanced --env production --strategy immediate --dry-run
            flagctl rollback dreams.advanced --env production --strategy partial --keep early-adopters --reason "incident 4711"
            flagctl revert HEAD --approved-by sarah --quiet
            flagctl rollback dreams.advanced --env production --keep regular-users
            flagctl rollback dreams.advanced --env production --strategy gradual --ladder 50,25 --every 10m
            flagctl show dreams.advanced --env production
            @ 2025-09-01T09:40:00Z
            flagctl watch --once
            @ 2025-09-01T09:50:00Z
            flagctl watch --once
            flagctl rollback dreams.advanced --env production --strategy slowly
            flagctl rollback dreams.advanced --env production --ladder 50,60
            flagctl rollback dreams.advanced --env production --strategy partial
            flagctl rollback dreams.advanced --env production --strategy immediate --to HEAD~3
            """#)
    }
}
