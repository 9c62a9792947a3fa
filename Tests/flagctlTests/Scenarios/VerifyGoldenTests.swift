import Testing

@Suite("golden: verify")
struct VerifyGoldenTests {
    @Test("verify: claims, lowering, what is owed, violations, forms, refusals")
    func verify() async throws {
        try await Scenario(.verify).play(
            #"""
            flagctl verify
            flagctl enable CSF --env production --approved-by priya --ticket S4-101 -m '48 h, clean' --quiet
            flagctl disable CHAT --env staging --quiet
            flagctl disable CSF --env production --quiet
            flagctl verify
            flagctl verify --format json
            flagctl verify --format csv
            flagctl verify HEAD~1
            flagctl verify HEAD~2..HEAD --quiet
            # Nobody looked in time.
            @ 2025-09-08T08:00:00Z
            flagctl verify
            flagctl ratify HEAD
            # A change by hand, without approval.
            sed -i.bak 's/"enabled": false/"enabled": true/' environments/production/flags/CSF.json
            rm environments/production/flags/CSF.json.bak
            git commit --quiet --all --message 'Enable CSF'
            flagctl verify HEAD^..
            flagctl verify HEAD^.. --format json
            flagctl verify --root HEAD HEAD^
            flagctl verify A..B --root HEAD
            flagctl verify --root nothing
            # Signing needs a proposal and a person.
            flagctl approve --yes
            flagctl approve nothing --yes
            flagctl enable CHAT --env production --propose --quiet
            flagctl approve flagctl/enable-chat-production-000000 --as zoe --yes
            flagctl approve flagctl/enable-chat-production-000000
            flagctl land main
            flagctl land flagctl/enable-chat-production-000000 --break-glass
            flagctl land flagctl/enable-chat-production-000000
            echo nonsense | flagctl hook pre-receive
            """#)
    }
}
