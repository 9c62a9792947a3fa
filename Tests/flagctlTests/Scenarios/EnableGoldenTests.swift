import Testing

@Suite("golden: enable and disable")
struct EnableGoldenTests {
    @Test("enable: the main job, refused and then approved")
    func enable() async throws {
        try await Scenario(.enable).play(
            #"""
            flagctl list --env production --group s4
            # Production asks for an approval.
            flagctl enable CSF --env production
            # What would happen, then the edit itself.
            flagctl enable CSF --env production --approved-by priya --dry-run
            flagctl enable CSF --env production --approved-by priya --ticket S4-101 \
                --reason "PO approved after the 48 h watch; no new errors."
            git log --max-count=1 --format=fuller
            git status --short
            git fsck --strict --no-progress
            flagctl show CSF --env production
            # Nothing to do is no failure.
            flagctl enable CSF --env production
            flagctl enable CSF --env production --format json
            # In JSON; a dry run has no commit.
            flagctl enable WORKSHOPS --env production --format json
            flagctl enable WORKSHOPS --env production --approved-by priya --dry-run --format json
            flagctl enable WORKSHOPS --env production --approved-by priya --ticket S4-102 --reason "phase 2" --format json
            # A flag that requires another one waits for it.
            flagctl enable CHAT --env production --approved-by priya
            flagctl list --env production --group s4
            flagctl enable MINUTES --env production --approved-by priya
            flagctl list --env production --group s4
            # A flag whose rules give it to nobody yet.
            flagctl target SERVICE_BUS --env production --variant off
            flagctl enable SERVICE_BUS --env production
            """#)
    }

    @Test("disable: at once, without approval, and nothing is lost")
    func disable() async throws {
        try await Scenario(.disable).play(
            #"""
            flagctl disable dreams.advanced --env production --reason "errors above 1%" --dry-run
            flagctl disable dreams.advanced --env production --reason "errors above 1%"
            git diff HEAD~1 HEAD -- environments
            flagctl disable dreams.advanced --env production
            flagctl disable notifications.realtime --env production --format json
            flagctl disable CSF CHAT --env staging --reason "two at once"
            flagctl disable ALL --env production --yes --reason emergency
            flagctl disable ALL --env production --yes
            git log --max-count=2 --format='%B'
            """#)
    }

    @Test("several flags, a group, ALL, and near names")
    func selection() async throws {
        try await Scenario(.selection).play(
            #"""
            flagctl disable CSF CSF CHAT WORKSHOPS MINUTES --env staging
            flagctl enable --group s4 --env production --approved-by priya
            flagctl disable --group s4 --env production --format json --dry-run
            flagctl disable ALL --env development --yes
            # Unknown names, with what is near.
            flagctl enable CFS --env production
            flagctl enable nothing.like.it --env production
            flagctl enable CSF --env prodution
            flagctl enable CSF --env moon
            flagctl enable --group drems --env production
            flagctl enable --group moon --env production
            flagctl target CSF --env production --cohort regular-user --percent 5
            flagctl target CSF --env production --cohort moon --percent 5
            flagctl target CSF --env production --variant onn
            flagctl target CSF --env production --variant purple
            flagctl enable CSF --env production --approved-by pria
            flagctl enable CFS --env production --format json
            # A flag without a state in an environment does not exist there.
            flagctl env create canary --quiet
            flagctl enable CSF --env canary
            flagctl create CSF --env canary
            flagctl enable ALL --env canary --yes
            """#)
    }

    @Test("who may approve")
    func approvals() async throws {
        try await Scenario(.approvals).play(
            #"""
            # By key, and as in a trailer.
            flagctl enable CSF --env production --approved-by priya --dry-run
            flagctl enable CSF --env production --approved-by 'Priya N <PRIYA@example.com>' --dry-run
            flagctl enable CSF --env production --approved-by priya --approved-by 'Zoe <zoe@example.com>' --dry-run
            # Who does not count: the author, other roles, strangers.
            flagctl enable CSF --env production --approved-by mike
            flagctl enable CSF --env production --approved-by 'Mike <mike@example.com>'
            flagctl enable CSF --env production --approved-by olivia --approved-by='Zoe <zoe@example.com>'
            flagctl enable CSF --env production --approved-by mike --format json
            # Who is nobody.
            flagctl enable CSF --env production --approved-by priyanka
            flagctl enable CSF --env production --approved-by Zoe
            flagctl enable CSF --env production --approved-by 'Zoe <zoe@example.com>, priya'
            # The hint works as it is.
            flagctl enable CSF --env production --reason "it's time"
            flagctl enable CSF --env production --reason 'it'\''s time' --approved-by sarah
            # Without policy nobody is asked, and who approved is still written down.
            flagctl disable CSF --env staging --approved-by olivia
            git log --max-count=1 --format='%(trailers)'
            # On another branch an edit is a proposal and free.
            git switch --quiet --create try-it
            flagctl enable WORKSHOPS --env production
            # Two approvals, of which people are counted and not addresses.
            git switch --quiet main
            sed -i.bak 's/"required": 1/"required": 2/' environments/production/environment.json && rm environments/production/*.bak
            git commit --quiet --all --message 'Ask for two'
            flagctl enable WORKSHOPS --env production --approved-by priya --approved-by 'Priya <priya@example.com>'
            flagctl enable WORKSHOPS --env production --approved-by priya --approved-by sarah
            # Where no role is asked for, whoever is not the author will do.
            sed -i.bak '/"roles"/d; s/"required": 2/"required": 1/' environments/production/environment.json && rm environments/production/*.bak
            git commit --quiet --all --message 'Ask for anybody'
            flagctl enable MINUTES --env production
            flagctl enable MINUTES --env production --approved-by 'Zoe <zoe@example.com>'
            # Where nobody has the role, the hint says what to do.
            sed -i.bak 's/"required": 1/"required": 1, "roles": ["owner"]/' environments/production/environment.json && rm environments/production/*.bak
            git commit --quiet --all --message 'Ask for a role that nobody has'
            flagctl enable CHAT --env production
            flagctl enable CHAT --env production --propose
            """#)
    }
}
