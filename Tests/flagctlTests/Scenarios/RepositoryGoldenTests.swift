import Testing

@Suite("golden: init, validate, fmt, doctor, hooks")
struct RepositoryGoldenTests {
    @Test("init: a new flag repository")
    func initialise() async throws {
        try await Scenario(.initialise, start: .nothing).play(
            #"""
            flagctl list
            flagctl init
            git log --stat --format='%an %ad%n%B' --date=iso
            git config core.hooksPath
            flagctl init
            flagctl list
            flagctl list --env development
            flagctl validate
            flagctl doctor
            cat .flagctl/config.json .flagctl/people.json environments/production/environment.json flags/welcome-banner.json
            # The first steps that it names, and the first refusal.
            flagctl create my-flag
            flagctl enable welcome-banner --env production
            flagctl enable welcome-banner --env production --approved-by 'Zoe <zoe@example.com>'
            # In another folder, in JSON, without hooks, and in a repository that has commits.
            flagctl init ../other/flags --format json
            flagctl init ../quiet --no-hooks --quiet
            git -C ../quiet config core.hooksPath
            git init --quiet --initial-branch=trunk ../app && cd ../app && echo hello > README && git add . && git commit --quiet -m first
            flagctl -C ../app init
            cat ../app/.flagctl/config.json
            """#)
    }

    @Test("validate: findings in every form")
    func validate() async throws {
        try await Scenario(.validate).play(
            #"""
            flagctl validate
            flagctl validate --strict
            flagctl validate --quiet
            flagctl validate --format json
            # Whatever a wrong hand can do.
            sed -i.bak 's/environmentVariable/enviromentVariable/' flags/CSF.json && rm flags/*.bak
            printf '{"flag": "CHAT", "enabled": false, "rules": [{"cohort": "early-adoptrs", "serve": {"on": 50, "off": 40}}], "fallthrough": "onn"}' > environments/production/flags/CHAT.json
            printf '{"flag": "MINUTES", "enabled": false, "rules": [{"cohort": "early-adoptrs", "serve": "onn"}], "fallthrough": "off"}' > environments/production/flags/MINUTES.json
            printf '{"flag": "GHOST", "enabled": false,\n"rules": [],}' > environments/staging/flags/GHOST.json
            printf '{"flag": "CSF", "flag": "CSF", "enabled": false, "fallthrough": "off"}' > environments/staging/flags/CSF.json
            printf '{"key": "\377"}' > flags/BYTES.json
            ln -s CSF.json flags/LINK.json && mkdir flags/FOLDER.json && cp flags/CHAT.json flags/chat.json
            flagctl validate
            flagctl validate --format json
            flagctl validate --format github
            flagctl validate --format sarif
            # A commit, and what the next commit would hold.
            flagctl validate --at HEAD --quiet
            flagctl validate --at 2025-09-01 --format github
            flagctl validate --staged --quiet
            git add flags/CSF.json
            flagctl validate --staged --format github
            git stash --quiet --all
            flagctl validate --quiet
            # Neither here nor there.
            flagctl validate --at nothing
            flagctl validate --at nothing --format json
            git rm --quiet .flagctl/config.json
            flagctl validate
            """#)
    }

    @Test("fmt: the canonical style")
    func fmt() async throws {
        try await Scenario(.fmt).play(
            #"""
            flagctl fmt
            flagctl fmt --format json
            printf '{"flag":"CHAT","enabled":false,"rules":[{"cohort":"early-adopters","serve":{"on":50,"off":50}}],"fallthrough":"on"}' > environments/production/flags/CHAT.json
            flagctl fmt --check
            flagctl fmt --check --format json
            flagctl fmt --check flags
            flagctl fmt environments/production/
            cat environments/production/flags/CHAT.json
            flagctl fmt nothing
            printf '{"flag": "CHAT",}' > environments/production/flags/CHAT.json
            flagctl fmt
            flagctl fmt --format json
            """#)
    }

    @Test("doctor: what edits need")
    func doctor() async throws {
        try await Scenario(.doctor).play(
            #"""
            flagctl doctor
            flagctl hooks install --quiet
            git switch --quiet --create try-it
            flagctl doctor --format json
            git switch --quiet main
            printf '{' > flags/CSF.json
            flagctl doctor
            printf '[' > flags/CHAT.json
            flagctl doctor --format json
            git checkout --quiet .
            git checkout --quiet --detach
            flagctl doctor
            git switch --quiet main
            git clone --quiet --bare . ../bare.git
            flagctl -C ../bare.git doctor
            flagctl disable CSF --env staging --quiet
            git clone --quiet --depth 1 file://$PWD ../shallow
            flagctl -C ../shallow doctor
            git init --quiet --initial-branch=main ../empty
            flagctl -C ../empty doctor
            """#)
    }

    @Test("hooks: git checks commits by hand")
    func hooks() async throws {
        try await Scenario(.hooks).play(
            #"""
            flagctl hooks install
            flagctl hooks install --format json
            git config core.hooksPath .husky
            flagctl hooks install
            flagctl hooks install --force
            git config core.hooksPath .husky
            flagctl hooks install --force --format json
            # An edit of production by hand needs a reason.
            sed -i.bak 's/"enabled": false/"enabled": true/' environments/production/flags/CSF.json && rm environments/production/flags/*.bak
            git commit --quiet --all --message 'turn it on by hand'
            git commit --quiet --all --message 'turn it on by hand' --message 'PO agreed' --trailer 'Approved-by: priya'
            git commit --quiet --all --message 'turn it on by hand' --message 'PO agreed' --message "$(printf 'Ticket: S4-1\nApproved-by Priya')"
            git commit --quiet --all --message 'turn it on by hand' --message 'PO agreed' --trailer 'Approved-by: Priya N <priya@example.com>'
            flagctl log CSF --limit 1
            # What does not validate is neither committed nor pushed.
            sed -i.bak 's/"fallthrough": "on"/"fallthrough": "onn"/' environments/staging/flags/CSF.json && rm environments/staging/flags/*.bak
            git commit --quiet --all --message 'a slip'
            flagctl hook pre-commit --format json
            git commit --quiet --all --message 'a slip' --no-verify
            git init --quiet --bare --initial-branch=main ../remote.git && git remote add origin ../remote.git
            git push --quiet origin main 2>&1 | grep -v '^error: failed to push'
            git push --quiet origin HEAD~1:refs/heads/main
            # Called by hand.
            flagctl hook pre-push < /dev/null
            echo nonsense | flagctl hook pre-push
            flagctl hook commit-msg
            flagctl hook commit-msg nowhere
            flagctl hook post-merge
            # A commit that touches no flag is nobody's business.
            echo hello > README && git add README && git commit --quiet --message 'a file'
            # Where there are none.
            git clone --quiet --bare . ../bare.git
            flagctl -C ../bare.git hooks install
            git rm -r --quiet hooks && git commit --quiet --no-verify --message 'no hooks'
            flagctl hooks install
            """#)
    }
}
