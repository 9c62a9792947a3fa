import Testing

@Suite("golden: refusals")
struct RefusalGoldenTests {
    @Test("every refusal names what is in the way and the next command")
    func refusals() async throws {
        try await Scenario(.refusals).play(
            #"""
            # A touched file that is not committed; others are not in the way.
            echo >> environments/production/flags/CSF.json
            echo >> environments/production/flags/CHAT.json && git add environments/production/flags/CHAT.json
            flagctl enable CSF --env production --approved-by priya
            flagctl enable CHAT --env production --propose
            flagctl enable CHAT --env production --approved-by priya --format json
            flagctl disable dreams.advanced --env production
            git checkout --quiet HEAD -- .
            # A file that does not validate.
            printf '{"flag": "CSF", "enabled": maybe}' > environments/production/flags/CSF.json
            git commit --quiet --all --message 'a slip'
            flagctl enable CSF --env production --approved-by priya
            flagctl show CSF --env production
            flagctl list --env production
            flagctl enable CSF --env production --approved-by priya --format json
            git reset --quiet --hard HEAD~1
            # No branch to commit to.
            git checkout --quiet --detach
            flagctl disable dreams.advanced --env production
            flagctl show CSF --env production
            git switch --quiet main
            # Somebody else holds git's lock.
            : > .git/index.lock
            flagctl disable CSF --env staging
            rm .git/index.lock
            # No identity.
            env -u GIT_AUTHOR_NAME -u GIT_COMMITTER_NAME flagctl disable CHAT --env staging
            # A reason or ticket that would break the message apart.
            flagctl disable CSF --env staging --ticket ''
            flagctl disable CSF --env staging --ticket "$(printf 'a\nb')"
            flagctl disable CSF --env staging --reason "$(printf 'a\007b')"
            # A bare repository has no files; edits work there.
            git clone --quiet --bare . ../bare.git
            flagctl -C ../bare.git disable CHAT --env staging
            git -C ../bare.git log --oneline --max-count=1
            flagctl -C ../bare.git fmt
            # A work tree of the same repository, and the branch of another one.
            git worktree add --quiet ../linked -b linked
            flagctl -C ../linked disable MINUTES --env staging
            git -C ../linked status --short --branch
            # Repositories that are none.
            flagctl -C .. list
            flagctl -C ../nowhere list --format json
            git init --quiet --initial-branch=main ../empty
            flagctl -C ../empty list
            git -C ../empty commit --quiet --allow-empty --message first
            flagctl -C ../empty list
            flagctl -C ../empty enable CSF --env production
            git init --quiet --object-format=sha256 ../sha256
            flagctl -C ../sha256 list
            """#)
    }

    @Test("a freeze lets only lowering changes pass; signed evidence asks for more than trailers")
    func freezes() async throws {
        try await Scenario(.freezes).play(
            #"""
            sed -i.bak 's|"lowering":|"freezes": [{ "from": "2025-12-19T00:00:00Z", "to": "2026-01-02T00:00:00Z", "reason": "Year end" }],\n    "lowering":|' \
                environments/production/environment.json && rm environments/production/*.bak
            git commit --quiet --all --message 'Year end'
            flagctl env show production
            flagctl enable CSF --env production --approved-by priya --dry-run
            @ 2025-12-24T18:00:00Z
            flagctl enable CSF --env production --approved-by priya
            flagctl enable CSF --env production --approved-by priya --format json
            flagctl disable dreams.advanced --env production --reason "errors above 1%"
            flagctl enable CSF --env production --propose
            @ 2026-01-02T08:00:00Z
            flagctl enable CSF --env production --approved-by priya
            sed -i.bak 's/"claimed"/"signed"/' environments/production/environment.json && rm environments/production/*.bak
            git commit --quiet --all --message 'Ask for signatures'
            flagctl enable WORKSHOPS --env production --approved-by priya
            """#)
    }

    @Test("the command line is wrong: 64, in the same manner as every error")
    func usage() async throws {
        try await Scenario(.usage).play(
            #"""
            flagctl enabel CSF
            flagctl frobnicate
            flagctl cohort lst --env production
            flagctl hooks
            flagctl enable
            flagctl enable CSF
            flagctl enable CSF ALL --env production
            flagctl enable CSF --group s4 --env production
            flagctl enable CSF --env production --dryrun
            flagctl enable CSF --env production --reason
            flagctl target CSF --env production
            flagctl target CSF --env production --percent 5 --variant on
            flagctl target CSF --env production --remove
            flagctl target
            flagctl show
            flagctl show CSF CHAT
            flagctl log --limit -1
            flagctl log --limit many
            flagctl validate --staged --at HEAD
            flagctl list --format xml
            flagctl --format json enable CSF
            flagctl enabel --format json
            flagctl enable CSF --format=json
            flagctl --frobnicate
            flagctl -C
            flagctl -C flags
            flagctl --quiet --format json
            """#)
    }

    @Test("exit codes are those of docs/reference/exit-codes.md")
    func exitCodes() async throws {
        try await Scenario(.exitCodes).play(
            #"""
            # 0: done, also where there was nothing to do, and where there are only warnings.
            flagctl disable dreams.advanced --env production --quiet; echo $?
            flagctl disable dreams.advanced --env production --quiet; echo $?
            flagctl validate --quiet; echo $?
            # 1: refused, or findings.
            flagctl enable CFS --env production 2> /dev/null; echo $?
            flagctl validate --strict --quiet; echo $?
            flagctl -C .. list 2> /dev/null; echo $?
            # 3: approval needed.
            flagctl enable CSF --env production 2> /dev/null; echo $?
            # 4: conflict.
            flagctl target CSF --env production --percent 5 --quiet; echo $?
            flagctl target CSF --env production --percent 10 --quiet; echo $?
            flagctl revert HEAD~1 --quiet 2> /dev/null; echo $?
            # 64: usage.
            flagctl enable CSF 2> /dev/null; echo $?
            flagctl target CSF --env production --percent 120 2> /dev/null; echo $?
            # An edit that ends with another code than 0 has written nothing.
            git log --oneline
            git status --short
            """#)
    }
}
