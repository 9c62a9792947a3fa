import TestSupport
import Testing

@testable import Workflows

@Suite struct PolicyTests {
    @Test func `raising exposure needs the approval, and the hint is the command to type`() async throws {
        let flags = try await FlagFixture()
        let failure = try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.enable("CSF", in: "production")
        }
        #expect(
            failure?.message == """
                raising exposure in production needs an approval by role product-owner
                  who can: priya (Priya N)
                """)
        #expect(
            failure?.hint == """
                once they agree: flagctl enable CSF --env production --approved-by priya
                      or ask for review: flagctl enable CSF --env production --propose
                """)
    }

    @Test func `words of the command are quoted as a shell reads them`() async throws {
        let flags = try await FlagFixture()
        let session = Session(
            location: try flags.session().location, now: try flags.session().now, hasFixedClock: true,
            commandLine: ["flagctl", "enable", "CSF", "-m", "it's fine", ""], entropy: { (0, 0) })
        let found = await failure("approval-needed", .approvalNeeded) {
            _ = try await SetEnabled(Selection(keys: ["CSF"]), in: "production", enabled: true).run(session, .init())
        }
        #expect(
            found?.hint?.hasPrefix("once they agree: flagctl enable CSF -m 'it'\\''s fine' '' --approved-by priya")
                == true)
    }

    @Test(arguments: ["priya", "Priya N <priya@example.com>", "P. N. <PRIYA@example.com>"])
    func `an approver with the role lets it pass, by key or by address`(_ approver: String) async throws {
        let flags = try await FlagFixture()
        let report = try await flags.enable("CSF", in: "production", options: EditOptions(approvedBy: [approver]))
        #expect(report.classification == "raising")
        #expect(report.commit == (try await flags.head()))
        try await flags.expectSound()
    }

    @Test(arguments: [
        ("mike", "has none of the roles"), ("ann", "is the author"), ("Ann <ann@example.com>", "is the author"),
        ("Eve <eve@example.com>", "people.json"),
    ])
    func `somebody else's approval does not count, and the answer says why`(_ approver: String, _ why: String)
        async throws
    {
        let flags = try await FlagFixture()
        let failure = try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.enable("CSF", in: "production", options: EditOptions(approvedBy: [approver]))
        }
        #expect(failure?.message.contains(why) == true, "\(failure?.message ?? "")")
    }

    @Test func `refuses a name that is nobody`() async throws {
        let flags = try await FlagFixture()
        let failure = try await flags.expectRefusal("unknown-approver") {
            try await flags.enable("CSF", in: "production", options: EditOptions(approvedBy: ["prya"]))
        }
        #expect(failure?.message.contains("'prya'") == true)
    }

    @Test func `lowering exposure passes`() async throws {
        let flags = try await FlagFixture()
        let report = try await flags.disable("CHAT", in: "production")
        #expect(report.classification == "lowering" && report.commit != nil)
    }

    @Test func `a neutral change passes`() async throws {
        let flags = try await FlagFixture()
        let report = try await flags.target("CSF", in: "production", .percent("5"))
        #expect(report.classification == "neutral", "the flag is off")
        #expect(report.notes.contains { $0.contains("flagctl enable CSF --env production") })
    }

    @Test func `other branches are free, and so is a proposal`() async throws {
        let flags = try await FlagFixture()
        let proposal = try await flags.enable("CSF", in: "production", options: EditOptions(propose: true))
        #expect(proposal.branch.hasPrefix("flagctl/"))
        try await flags.git("checkout", "--quiet", "-b", "feature")
        #expect(try await flags.enable("CSF", in: "production").branch == "feature")
        try await flags.expectSound()
    }

    @Test func `the policy before the change decides`() async throws {
        let loose = SampleFlags.production.replacing("\"required\": 1", with: "\"required\": 0")
        let flags = try await FlagFixture(["environments/production/environment.json": loose])
        try await flags.enable("CSF", in: "production")
        try await flags.commit(["environments/production/environment.json": SampleFlags.production], "Ask")
        // Taking the stricter policy back is itself a change under the stricter policy.
        let strict = try await flags.head()
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(strict, options: .init())
        }
        try await flags.revert(strict)
        #expect(try await flags.show("environments/production/environment.json") == loose)
    }

    @Test func `a freeze lets only lowering changes pass`() async throws {
        let frozen = SampleFlags.production.replacing(
            "\"lowering\"",
            with: """
                "freezes": [{ "from": "2026-01-01T00:00:00Z", "to": "2026-01-05T00:00:00Z", "reason": "Year end" }],
                    "lowering"
                """)
        let flags = try await FlagFixture(["environments/production/environment.json": frozen])
        let failure = try await flags.expectRefusal("frozen") {
            try await flags.enable("CSF", in: "production", options: .approved)
        }
        #expect(failure?.message == "production is frozen until 2026-01-05T00:00:00Z: Year end")
        try await flags.disable("CHAT", in: "production")
        try await flags.enable("CSF", in: "production", options: .approved, at: "2026-01-05T00:00:00Z")
    }

    @Test func `a policy that asks for signatures is refused, not taken for claimed`() async throws {
        let signed = SampleFlags.production.replacing("claimed", with: "signed")
        let flags = try await FlagFixture(["environments/production/environment.json": signed])
        let failure = try await flags.expectRefusal("signature-needed", .approvalNeeded) {
            try await flags.enable("CSF", in: "production", options: .approved)
        }
        #expect(
            failure?.message == """
                raising exposure in production needs a signed approval by role product-owner
                  Priya N <priya@example.com>: is only said to have approved, and a signature is asked for
                  who can: priya (Priya N)
                  priya has no key to sign with: flagctl people add priya --keys FILE
                """)
        #expect(
            failure?.hint == """
                propose it: flagctl enable CSF --env production --propose
                      then priya: flagctl approve BRANCH
                      then: flagctl land BRANCH
                """)
    }

    @Test func `lowering takes the fast lane and says by when somebody has to look`() async throws {
        let flags = try await FlagFixture()
        let report = try await flags.disable("CHAT", in: "production")
        #expect(report.reviewBy == ["production 2026-01-04T12:00:00Z"])
        #expect(try await flags.message().contains("\nReview-by: production 2026-01-04T12:00:00Z\n"))
        let log = try await ShowLog(["CHAT"], limit: 1).run(flags.session())
        #expect(log.steps.first?.commit.reviewBy == ["production 2026-01-04T12:00:00Z"])
    }

    @Test func `nobody has to look at what a proposal or another branch lowers`() async throws {
        let flags = try await FlagFixture()
        #expect(try await flags.disable("CHAT", in: "production", options: EditOptions(propose: true)).reviewBy.isEmpty)
        try await flags.git("checkout", "--quiet", "-b", "feature")
        #expect(try await flags.disable("CHAT", in: "production").reviewBy.isEmpty)
    }

    @Test func `undo cannot take a policy, its people or the protected branch away unasked`() async throws {
        let bare = SampleFlags.production.replacing("1, \"roles\"", with: "0, \"roles\"")
        let people =
            #"{ "people": [{ "key": "eve", "name": "Eve", "emails": ["e@e.com"], "roles": ["product-owner"] }] }"#
        let config = #"{ "formatVersion": 1, "protectedBranch": "trunk", "bucketing": "flagd-v3" }"#
        for (path, old) in [
            ("environments/production/environment.json", bare), (".flagctl/people.json", people),
            (".flagctl/config.json", config),
        ] {
            let flags = try await FlagFixture([path: old])
            let tighter = try await flags.commit([path: SampleFlags.files[path]], "Tighten")
            try await flags.expectRefusal("approval-needed", .approvalNeeded) {
                try await flags.revert(tighter, options: .init())
            }
        }
    }

    @Test func `undo cannot remove an environment with its policy unasked`() async throws {
        let flags = try await FlagFixture()
        let staging = """
            { "key": "staging", "name": "Staging", "order": 2,
              "policy": { "approvals": { "required": 1, "roles": ["product-owner"], "evidence": "claimed" } } }

            """
        let created = try await flags.commit(["environments/staging/environment.json": staging], "Create staging")
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(created, options: .init())
        }
        try await flags.revert(created)
        #expect(!flags.repository.has("environments/staging"))
    }
}
