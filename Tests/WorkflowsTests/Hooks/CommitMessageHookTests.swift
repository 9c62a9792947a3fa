import TestSupport
import Testing

@testable import Workflows

@Suite struct CommitMessageHookTests {
    private let production = "environments/production/flags/CSF.json"
    private let development = "environments/development/flags/CSF.json"

    /// A repository in which one file is staged.
    private func staged(_ path: String, _ text: String = SampleFlags.state("CSF", enabled: true)) async throws
        -> FlagFixture
    {
        let flags = try await FlagFixture()
        try flags.write([path: text])
        try await flags.git("add", "--all")
        return flags
    }

    private func check(_ message: String, _ flags: FlagFixture) throws {
        try CommitMessageHook(message: message).run(flags.session())
    }

    @Test func `an edit to a protected environment needs a reason`() async throws {
        let flags = try await staged(production)
        for message in ["Enable CSF", "Enable CSF\n\nTicket: S4-101\n", "Enable CSF\n\n# why?\n"] {
            let found = await failure("reason-missing") { try check(message, flags) }
            #expect(found?.message == "an edit to production needs a reason")
        }
        try check("Enable CSF\n\nThe watch is over.\n", flags)
        try check("Enable CSF\n\nThe watch is over.\n\nTicket: S4-101\n", flags)
    }

    @Test func `a merge needs none of its own, but its trailers are checked`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "topic")
        try await flags.commit([production: SampleFlags.state("CSF", enabled: true)], "Enable CSF")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
        try check("Merge branch 'topic'\n", flags)
        await failure("malformed-trailer") { try check("Merge\n\nApproved-by: Priya\n", flags) }
    }

    @Test func `other environments need none`() async throws {
        try check("Enable CSF", await staged(development))
    }

    @Test func `a malformed trailer is refused with its line`() async throws {
        let flags = try await staged(development)
        let found = await failure("malformed-trailer") {
            try check("Enable CSF\n\nFlag: CSF\nApproved by: Priya\n", flags)
        }
        #expect(found?.message == "line 4 of the message is no trailer: 'Approved by: Priya'")
        await failure("malformed-trailer") { try check("Enable\n\nApproved-by: Priya\n", flags) }
        await failure("malformed-trailer") { try check("Enable\n\nApproved-by: <priya@example.com>\n", flags) }
        try check("Enable\n\nApproved-by: Priya N <priya@example.com>\n", flags)
    }

    @Test func `a paragraph of prose is no trailer, and neither is the subject`() async throws {
        let flags = try await staged(development)
        try check("Note: enable CSF", flags)
        try check("Enable CSF\n\nAs agreed on Monday, with a colon: see there.\n", flags)
    }

    @Test func `comments and what is below the scissors do not count`() async throws {
        let flags = try await staged(production)
        await failure("reason-missing") {
            try check(
                "Enable CSF\n\n# Please enter\n# ------------------------ >8 ------------------------\ndiff\n", flags)
        }
        try check(
            "Enable CSF\n\nBecause.\n\nTicket: S4\n# a comment\n# ------------------------ >8 ------------------------\n"
                + "-Flag: x\n", flags)
    }

    @Test(arguments: [(";", ";"), ("auto", "#")]) func `knows the configured comment character`(
        _ setting: String, _ sign: String
    ) async throws {
        let flags = try await staged(production)
        try await flags.git("config", "core.commentChar", setting)
        await failure("reason-missing") { try check("Enable CSF\n\n\(sign) not a reason\n", flags) }
    }

    @Test func `a commit that touches no document may say what it likes`() async throws {
        let flags = try await staged("README.md", "other\n")
        try check("Port a fix\n\nSigned-off-by: Ann <ann@example.com>\n(cherry picked from commit 1234567)\n", flags)
    }

    @Test func `an environment that cannot be read is taken for a protected one, and can be mended`() async throws {
        let environment = "environments/production/environment.json"
        let flags = try await FlagFixture([environment: "{"])
        try flags.write([environment: SampleFlags.production])
        try await flags.git("add", "--all")
        await failure("reason-missing") { try check("Mend production", flags) }
        try check("Mend production\n\nIt had lost its end.\n", flags)
    }

    @Test func `the first commit has no policy to keep`() async throws {
        let flags = try await FlagFixture(emptyOn: "main")
        try flags.write(SampleFlags.files.mapValues { $0 })
        try await flags.git("add", "--all")
        try check("Begin", flags)
    }
}
