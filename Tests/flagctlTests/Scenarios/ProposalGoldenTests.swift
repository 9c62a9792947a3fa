import Testing

@Suite("golden: proposals and publishing")
struct ProposalGoldenTests {
    @Test("--propose: a branch for review, with and without gh")
    func propose() async throws {
        try await Scenario(.propose).play(
            #"""
            flagctl enable CSF --env production --propose --reason "48 h watch was clean"
            git status --short --branch
            git log --oneline --all
            flagctl diff main...flagctl/enable-csf-production-000000 --format markdown
            flagctl enable WORKSHOPS MINUTES CHAT --env production --propose --dry-run
            flagctl enable --group s4 --env production --propose --yes --format json
            flagctl disable CSF --env production --propose
            # Published; without gh the command is printed.
            git init --quiet --bare --initial-branch=main ../remote.git
            git remote add origin ../remote.git && git push --quiet --set-upstream origin main
            flagctl target dreams.advanced --env production --percent 5 --propose --push --reason "it's time"
            flagctl target dreams.advanced --env staging --percent 5 --propose --push --format json
            git ls-remote --heads origin
            # With gh it is run.
            printf '#!/bin/sh\necho "$@" > ../gh.log\necho https://github.com/example/flags/pull/7\n' > ../bin/gh && chmod +x ../bin/gh
            flagctl target notifications.realtime --env production --percent 25 --propose --push --reason "day 3"
            cat ../gh.log
            flagctl target notifications.realtime --env staging --percent 25 --propose --push --format json
            # A gh that fails leaves the branch published.
            printf '#!/bin/sh\necho "not logged in" >&2\nexit 4\n' > ../bin/gh
            flagctl target CSF --env staging --percent 25 --propose --push
            git ls-remote --heads origin
            """#)
    }

    @Test("--push: published, overtaken, out of reach")
    func push() async throws {
        try await Scenario(.push).play(
            #"""
            git init --quiet --bare --initial-branch=main ../remote.git
            git remote add origin ../remote.git && git push --quiet --set-upstream origin main
            flagctl disable dreams.advanced --env production --push
            flagctl disable notifications.realtime --env production --push --format json
            git log --oneline origin/main
            # Somebody else published first: the edit is made again on their head.
            git clone --quiet ../remote.git ../other
            flagctl -C ../other enable CSF --env production --approved-by priya --push --quiet
            flagctl enable WORKSHOPS --env production --approved-by priya --push
            git log --oneline
            git status --short --branch
            # Somebody else published the same.
            git -C ../other pull --quiet
            flagctl -C ../other disable CSF --env production --push --quiet --reason "it was me"
            flagctl disable CSF --env production --push
            git log --oneline --max-count=2
            git reset --quiet --keep origin/main
            # A dry run publishes nothing.
            flagctl enable CSF --env staging --push --dry-run
            flagctl disable CSF --env staging --push --dry-run
            git status --short --branch
            # Two commits here that are not there are not ours to move.
            flagctl -C ../other enable MINUTES --env staging --push --quiet
            flagctl -C ../other disable MINUTES --env staging --push --quiet
            flagctl disable CHAT --env staging --quiet
            flagctl disable CSF --env staging --push
            git pull --quiet --rebase && git push --quiet
            # A remote that cannot be reached: the commit is there.
            git remote set-url origin ../nowhere.git
            flagctl disable WORKSHOPS --env staging --push
            flagctl disable SERVICE_BUS --env staging --push --format json
            flagctl enable WORKSHOPS --env staging --propose --push
            git log --oneline --max-count=1
            # A branch that follows another one.
            git remote set-url origin ../remote.git
            git switch --quiet --create mine --track origin/main
            flagctl enable WORKSHOPS --env staging --push
            git remote remove origin
            git switch --quiet main
            flagctl enable WORKSHOPS --env staging --push
            """#)
    }
}
