import Testing

@Suite("golden: terminals, quiet runs and folders")
struct TerminalGoldenTests {
    @Test("colour is for terminals that want it")
    func colours() async throws {
        try await Scenario(.colours).play(
            #"""
            [terminal] flagctl list --env production --group dreams
            [terminal] NO_COLOR=1 flagctl list --env production --group dreams
            [terminal] NO_COLOR= flagctl list --env production --group dreams
            [terminal] TERM=dumb flagctl list --env production --group dreams
            [terminal] flagctl list --env production --group dreams | cat
            flagctl list --env production --group dreams
            [terminal] flagctl list --env production --group dreams --format json
            [terminal] flagctl show whispers.voiceCapture --env production
            [terminal] flagctl matrix --env staging
            [terminal] flagctl cohort list --env staging
            [terminal] flagctl env list
            [terminal] flagctl enable CSF --env production
            [terminal] flagctl enable CSF --env production 2>&1 | cat
            [terminal] flagctl enable CSF --env production --format json
            [terminal] flagctl enable CSF --env production --approved-by priya
            [terminal] flagctl enable CSF --env production
            [terminal] flagctl disable CSF --env production --dry-run
            [terminal] flagctl log --limit 1
            [terminal] flagctl diff
            [terminal] flagctl blame CSF --env production
            [terminal] flagctl validate
            [terminal] flagctl doctor
            [terminal] flagctl enabel
            """#)
    }

    @Test("a person at a terminal is asked before many flags change")
    func questions() async throws {
        try await Scenario(.questions).play(
            #"""
            [terminal: n] NO_COLOR=1 flagctl disable ALL --env production
            git log --oneline
            [terminal: ] NO_COLOR=1 flagctl disable ALL --env production
            [terminal: yes] NO_COLOR=1 flagctl disable --group dreams --env production --reason "incident 4711"
            [terminal: y] flagctl disable ALL --env production
            git log --oneline
            # Nothing to do, a dry run, --yes, one flag, JSON and no terminal: no question.
            [terminal] NO_COLOR=1 flagctl disable ALL --env production
            [terminal] NO_COLOR=1 flagctl disable ALL --env staging --dry-run
            [terminal] NO_COLOR=1 flagctl disable --group s4 --env staging --yes
            [terminal] NO_COLOR=1 flagctl disable dreams.advanced --env staging
            [terminal] flagctl disable --group notifications --env staging --format json
            flagctl disable ALL --env staging
            # A refusal comes before the question; a question also before undoing and promoting.
            [terminal] NO_COLOR=1 flagctl enable ALL --env production
            [terminal: n] NO_COLOR=1 flagctl enable ALL --env production --approved-by priya
            [terminal: n] NO_COLOR=1 flagctl promote --group s4 --from development --to staging
            flagctl enable CSF WORKSHOPS --env production --approved-by priya --quiet
            [terminal: y] NO_COLOR=1 flagctl rollback ALL --env production
            # The end of input is no; without an input to type into nobody is asked.
            flagctl enable CSF WORKSHOPS --env production --approved-by priya --quiet
            [terminal] NO_COLOR=1 flagctl disable ALL --env production
            [terminal] NO_COLOR=1 flagctl disable ALL --env production < /dev/null
            """#)
    }

    @Test("--quiet and --verbose")
    func quiet() async throws {
        try await Scenario(.quiet).play(
            #"""
            # Quiet edits and checks say nothing; questions are answered.
            flagctl disable dreams.advanced --env production --quiet
            flagctl disable dreams.advanced --env production --quiet --format json
            flagctl disable dreams.advanced --env production -q
            flagctl enable CSF --env production --quiet
            flagctl validate --quiet
            flagctl validate --quiet --strict
            flagctl fmt --quiet
            flagctl hooks install --quiet
            flagctl list --env production --group dreams --quiet
            flagctl doctor --quiet
            # Verbose ones say more.
            flagctl disable notifications.realtime --env production --verbose
            flagctl show SERVICE_BUS --env staging -v
            flagctl cohort list --env staging --verbose
            flagctl log --limit 1 --env development --verbose
            """#)
    }

    @Test("-C, before and after the verb, and folders within the repository")
    func folders() async throws {
        try await Scenario(.folders).play(
            #"""
            cd / && flagctl -C "$OLDPWD" list --env production --group dreams
            cd / && flagctl list -C "$OLDPWD" --env production --group dreams
            cd / && flagctl -C "$OLDPWD" --format json env show staging
            cd / && flagctl --format=json --quiet -C "$OLDPWD" fmt
            cd flags && flagctl list --env production --group dreams
            cd flags && flagctl disable CSF --env staging
            cd flags && flagctl fmt --check environments/production
            cd flags && flagctl -C .. enable CSF --env production
            cd flags && flagctl -C .. enable CSF --env production --approved-by sarah
            git status --short
            GIT_DIR=$PWD/.git flagctl -C / list --env production --group dreams
            """#)
    }
}
