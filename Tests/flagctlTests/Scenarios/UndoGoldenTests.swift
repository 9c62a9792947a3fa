import Testing

@Suite("golden: revert and rollback")
struct UndoGoldenTests {
    @Test("revert: one commit, field by field")
    func revert() async throws {
        try await Scenario(.revert).play(
            #"""
            @ 2025-09-02T08:00:00Z
            flagctl target dreams.advanced --env production --cohort regular-users --percent 80 --approved-by sarah --quiet
            @ 2025-09-03T08:00:00Z
            flagctl target dreams.advanced --env production --cohort casual-users --percent 10 --approved-by sarah --quiet
            # The later edit of another rule stays.
            flagctl revert HEAD~1 --dry-run
            flagctl revert HEAD~1 --reason "support asked for a day"
            flagctl show dreams.advanced --env production
            git log --max-count=1 --format=%B
            # The undo of the undo, which raises exposure again.
            flagctl revert HEAD
            flagctl revert HEAD --approved-by sarah --format json
            flagctl revert HEAD
            # A later edit of the same rule is in the way.
            @ 2025-09-04T08:00:00Z
            flagctl target dreams.advanced --env production --cohort casual-users --percent 5 --quiet
            flagctl revert HEAD~4
            flagctl revert HEAD~4 --format json
            # A part of a commit.
            flagctl disable ALL --env production --yes --reason "incident 4711" --quiet
            flagctl revert HEAD --flag notifications.realtime --approved-by sarah
            flagctl revert HEAD --env staging
            flagctl revert HEAD --flag dreams.advanced
            # What was removed, and changed before that.
            flagctl create short.lived --env production --quiet
            flagctl target short.lived --env production --percent 10 --quiet
            flagctl archive short.lived --remove --quiet
            flagctl revert HEAD~1
            # What is no step of history.
            flagctl revert nothing
            flagctl revert HEAD~99
            git commit --quiet --allow-empty --message 'nothing at all'
            flagctl revert HEAD
            git switch --quiet --create side HEAD~1
            flagctl disable CSF --env staging --quiet
            git switch --quiet main
            flagctl revert side
            """#)
    }

    @Test("rollback: what flags did before their last change")
    func rollback() async throws {
        try await Scenario(.rollback).play(
            #"""
            @ 2025-09-02T08:00:00Z
            flagctl enable CSF WORKSHOPS --env production --approved-by priya --quiet
            @ 2025-09-03T08:00:00Z
            flagctl target dreams.advanced --env production --cohort regular-users --percent 100 --approved-by sarah --quiet
            @ 2025-09-04T08:00:00Z
            flagctl disable whispers.voiceCapture --env production --quiet
            # One flag.
            flagctl rollback dreams.advanced --env production --reason "incident 4711" --dry-run
            flagctl rollback dreams.advanced --env production --reason "incident 4711"
            flagctl rollback dreams.advanced --env production
            # All of them; those that were lowered already stay.
            flagctl rollback ALL --env production --yes --reason "incident 4711"
            flagctl rollback ALL --env production --yes
            flagctl rollback ALL --env production --yes --format json
            git log --max-count=1 --format=%B
            # The undo of it.
            flagctl revert HEAD --approved-by priya --reason "the fix is live"
            # To another time, and of a group.
            flagctl rollback --group s4 --env production --to 2025-09-01 --yes
            flagctl rollback whispers.voiceCapture --env production --to HEAD~5
            flagctl rollback whispers.voiceCapture --env production --to HEAD~5 --approved-by sarah --format json
            # Nothing to go back to.
            flagctl rollback CHAT --env production
            flagctl rollback CSF --env production --to 2024-01-01
            flagctl create new.one --env production --quiet
            flagctl rollback new.one --env production --to 2025-09-01
            flagctl rollback CSF --env production --strategy gradual
            """#)
    }
}
