import TestSupport
import Testing

/// From a proposal to a verified commit, with the real program, git and ssh-keygen.
@Suite("Landing") struct LandingTests {
    @Test("propose, refuse one's own approval, approve, land, verify")
    func lands() async throws {
        let signed = try await SignedRepository()
        let branch = try await signed.propose()
        let direct = try await signed.tryShell("flagctl enable CSF --env production --approved-by priya", as: "ann")
        #expect(direct.status == 3)

        let early = try await signed.tryShell("flagctl land \(branch)", as: "ann")
        #expect(early.status == 3, "\(early.output) \(early.error)")
        #expect(early.error.contains("approval-missing"))
        #expect(early.error.contains("hint: whoever may approve: flagctl approve \(branch)"))

        let own = try await signed.shell("flagctl approve \(branch) --yes", as: "ann")
        #expect(own.contains("signed as the author by ann"))
        #expect(try await signed.tryShell("flagctl land \(branch)", as: "ann").status == 3)

        let approved = try await signed.shell("flagctl approve \(branch) --yes --reason 'Looks right'", as: "priya")
        #expect(approved.contains("approved by priya"))
        #expect(approved.contains("raises exposure"))
        let dry = try await signed.shell("flagctl land \(branch) --dry-run", as: "ann")
        #expect(dry.contains("dry run: nothing was written"))
        let landed = try await signed.shell("flagctl land \(branch)", as: "mike")
        #expect(landed.contains("environments/production  approved  signed  priya"), "\(landed)")

        #expect(try await signed.shell("git rev-list --count main", as: "ann") == "2")
        let message = try await signed.shell("git log -1 --format='%an%n%cn%n%B' main", as: "ann")
        #expect(message.hasPrefix("Ann\nMike\nEnable CSF in production\n"))
        #expect(message.contains("Approved-by: Priya <priya@example.com>"))
        #expect(message.contains("Ticket: S4-101"))
        #expect(try await signed.shell("git status --porcelain", as: "ann") == "")
        #expect(try await signed.shell("git fsck --strict --no-dangling", as: "ann") == "")
        let verified = try await signed.shell("flagctl verify", as: "ann")
        #expect(verified.contains("approved  signed  priya"))
        #expect(verified.contains("verified: 1 step from "))
        let csv = try await signed.shell("flagctl verify --format csv", as: "ann")
        #expect(
            csv.contains(
                ",environments/production,Ann <ann@example.com>,raising,approved,signed,priya,It is time,S4-101,"))
    }

    @Test("a rejection stops it, and so does a change after the approval")
    func stops() async throws {
        let signed = try await SignedRepository()
        let branch = try await signed.propose()
        try await signed.shell("flagctl approve \(branch) --yes", as: "ann")
        try await signed.shell("flagctl approve \(branch) --yes", as: "priya")
        try await signed.shell("flagctl reject \(branch) --yes --reason 'Errors above 1%'", as: "mike")
        let rejected = try await signed.tryShell("flagctl land \(branch)", as: "ann")
        #expect(rejected.status == 1)
        #expect(rejected.error.contains("mike rejected this very change"))

        try await signed.shell("git switch --quiet \(branch) && git reset --quiet --hard HEAD^", as: "ann")
        try await signed.shell(
            "sed -i.bak 's/\"fallthrough\": \"on\"/\"fallthrough\": { \"on\": 50, \"off\": 50 }/' "
                + "environments/production/flags/CSF.json && rm environments/production/flags/*.bak "
                + "&& git commit --quiet --all --message 'Half'", as: "ann")
        let changed = try await signed.tryShell("flagctl land \(branch)", as: "ann")
        #expect(changed.status == 3)
        #expect(changed.error.contains("other-content"), "\(changed.error)")
    }

    @Test("break-glass lands alone, has to be ratified by somebody else, and is verified then")
    func breakGlass() async throws {
        let signed = try await SignedRepository()
        let branch = try await signed.propose(as: "mike")
        #expect(try await signed.tryShell("flagctl land \(branch) --break-glass", as: "mike").status == 1)
        try await signed.shell("flagctl land \(branch) --break-glass --reason 'Fire'", as: "mike")
        let open = try await signed.shell("flagctl verify", as: "ann")
        #expect(open.contains("break-glass"))
        #expect(open.contains("to be looked at by 2026-01-03T09:00:00Z"))
        let late = "2026-01-04T09:00:00Z"
        let overdue = try await signed.tryShell("flagctl verify", as: "ann", at: late)
        #expect(overdue.status == 1)
        #expect(overdue.error.isEmpty && overdue.output.contains("not-ratified"))
        let own = try await signed.tryShell("flagctl ratify main", as: "mike", at: late)
        #expect(own.status == 1)
        #expect(own.error.contains("somebody else has to look at it"))
        try await signed.shell("flagctl ratify main --reason 'It was right'", as: "priya", at: late)
        #expect(try await signed.shell("flagctl verify", as: "ann", at: late).contains("verified: 2 steps"))
    }

    @Test("nobody signs unasked, in another's name, or with another's key")
    func refuses() async throws {
        let signed = try await SignedRepository()
        let branch = try await signed.propose()
        #expect(try await signed.tryShell("flagctl approve \(branch)", as: "priya").status == 64)
        #expect(try await signed.tryShell("flagctl approve \(branch) --yes --as zoe", as: "priya").status == 1)
        let other = try await signed.tryShell("flagctl approve \(branch) --yes --as priya", as: "mike")
        #expect(other.status == 1)
        #expect(other.error.contains("the key is somebody else's than priya's"))
        #expect(try await signed.tryShell("flagctl approve main --yes", as: "priya").status == 1)
        #expect(try await signed.shell("git rev-list --count \(branch)", as: "ann") == "2")
    }

    @Test("exit 1 for a history that may not stand, in every form")
    func exits() async throws {
        let signed = try await SignedRepository()
        try await signed.shell(
            "sed -i.bak 's/\"enabled\": false/\"enabled\": true/' environments/production/flags/CSF.json "
                + "&& rm environments/production/flags/*.bak && git commit --quiet --all --message 'By hand'", as: "ann"
        )
        for format in ["text", "json", "csv"] {
            let result = try await signed.tryShell("flagctl verify --format \(format)", as: "ann")
            #expect(result.status == 1)
            #expect(result.output.contains("approval-missing"), "\(format)")
        }
        let place = signed.folder.path("clone")
        try await signed.shell("git clone --quiet --depth 1 file://\(signed.path) \(place)", as: "ann")
        let shallow = try await signed.tryShell("flagctl verify", as: "ann", in: place)
        #expect(shallow.status == 1)
        #expect(shallow.output.contains("incomplete"))
    }

    @Test("a checkpoint file is written, used, and refused where it is none")
    func checkpoint() async throws {
        let signed = try await SignedRepository()
        let file = signed.folder.path("checkpoint.json")
        try await signed.shell("flagctl verify --checkpoint \(file)", as: "ann")
        #expect(try signed.folder.read("checkpoint.json").contains("\"checkpoint\": 1"))
        try await signed.shell("git commit --quiet --amend --message 'Other' && flagctl verify", as: "ann")
        let rewritten = try await signed.tryShell("flagctl verify --checkpoint \(file)", as: "ann")
        #expect(rewritten.status == 1)
        #expect(rewritten.output.contains("history-rewritten"))
        try signed.folder.write("{}", to: "checkpoint.json")
        let bad = try await signed.tryShell("flagctl verify --checkpoint \(file)", as: "ann")
        #expect(bad.status == 1)
        #expect(bad.error.contains("the checkpoint is none"))
    }
}
