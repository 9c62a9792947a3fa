import Testing

@Suite("golden: log, blame and diff")
struct HistoryGoldenTests {
    /// A week of a rollout: edits by flagctl, by hand, and through a merge.
    static let week = #"""
        @ 2025-09-02T08:00:00Z
        flagctl enable CSF --env production --approved-by priya --ticket S4-101 --reason "48 h watch was clean" --quiet
        @ 2025-09-03T08:00:00Z
        flagctl target dreams.advanced --env production --cohort casual-users --percent 10 --approved-by sarah --quiet
        @ 2025-09-04T08:00:00Z
        git switch --quiet --create by-hand
        sed -i.bak 's/"enabled": false/"enabled": true/' environments/production/flags/WORKSHOPS.json && rm environments/production/flags/*.bak
        git commit --quiet --all --message 'turn workshops on' --message 'a hand and a text editor'
        git switch --quiet main
        git merge --quiet --no-ff --message "Merge by-hand" by-hand
        @ 2025-09-05T08:00:00Z
        flagctl disable CSF --env production --reason "errors above 1%" --quiet

        """#

    @Test("log: the audit trail")
    func log() async throws {
        try await Scenario(.log).play(
            Self.week + #"""
                flagctl log
                flagctl log CSF
                flagctl log CSF --env production --limit 1
                flagctl log CSF dreams.advanced --env production --limit 2 --format json
                flagctl log --env production --since 2025-09-04
                flagctl log --since HEAD~1 --format json
                flagctl log --since 2025-09-05T07:59:59Z
                flagctl log --since 2025-10-01
                flagctl log --since 2024-01-01 --limit 1
                flagctl log --limit 1 --env staging --verbose
                flagctl log --limit 0 --env development --format json --quiet | grep -c '"commit"'
                # What was never there, and what is gone.
                flagctl log CFS
                flagctl log 'C F S'
                flagctl log --env prod
                flagctl log CSF --since noon
                flagctl disable CSF --env staging --quiet
                flagctl disable CSF --env development --quiet
                flagctl archive CSF --remove --approved-by priya --quiet
                flagctl log CSF --env production
                flagctl log CSF --limit 1 --format json
                """#)
    }

    @Test("blame: who set what, and why")
    func blame() async throws {
        try await Scenario(.blame).play(
            Self.week + #"""
                flagctl blame CSF --env production
                flagctl blame dreams.advanced --env production
                flagctl blame WORKSHOPS --env production
                flagctl blame CHAT
                flagctl blame dreams.advanced --env production --at 2025-09-02
                flagctl blame CSF --env production --format json
                flagctl blame CFS
                flagctl blame CSF --env prod
                flagctl blame CSF --at 2024-01-01
                """#)
    }

    @Test("diff: what differs, and who is affected")
    func diff() async throws {
        try await Scenario(.diff).play(
            Self.week + #"""
                flagctl diff
                flagctl diff HEAD~4..HEAD
                flagctl diff HEAD~4
                flagctl diff HEAD..HEAD~4
                flagctl diff 2025-09-01..2025-09-03
                flagctl diff HEAD~4 --format json
                flagctl diff HEAD~4 --format markdown
                flagctl diff HEAD~1 --format json
                # Nothing, nobody, and what cannot be counted.
                flagctl diff HEAD..HEAD
                flagctl diff HEAD..HEAD --format json
                flagctl diff HEAD..HEAD --format markdown
                flagctl target CSF --env production --percent 5 --quiet
                flagctl diff
                flagctl cohort edit early-adopters --env production --approved-by priya --quiet \
                    --match '{"attribute": "beta", "operator": "equals", "value": true}'
                flagctl diff
                flagctl diff --format markdown
                # Text from files stays text.
                sed -i.bak 's/"CSF Grid"/"*Grid* | @here <b> `code`"/' flags/CSF.json && rm flags/*.bak
                git commit --quiet --all --message 'rename it'
                flagctl create plain --env staging --quiet
                flagctl diff HEAD~2 --format markdown
                flagctl diff main...by-hand
                git switch --quiet by-hand && flagctl disable WORKSHOPS --env production --quiet && git switch --quiet main
                flagctl diff main...by-hand
                # Ends that are not there.
                flagctl diff nothing..HEAD
                flagctl diff HEAD~99
                flagctl diff 2024-01-01..HEAD
                flagctl diff nothing --format json
                """#)
    }
}
