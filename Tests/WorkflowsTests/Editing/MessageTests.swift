import TestSupport
import Testing

@testable import Workflows

@Suite struct MessageTests {
    @Test func `has subject, reason and trailers as the design shows them`() async throws {
        let flags = try await FlagFixture()
        let options = EditOptions(
            reason: "PO approved after the 48 h watch; no new errors.", ticket: "S4-101", approvedBy: ["priya"])
        let session = try flags.session(entropy: { (1, 2) })
        _ = try await SetEnabled(Selection(keys: ["CSF"]), in: "production", enabled: true).run(session, options)
        #expect(
            try await flags.message() == """
                Enable CSF in production

                PO approved after the 48 h watch; no new errors.

                Flag: CSF
                Environment: production
                Operation: enable
                Change-Id: 01KE1VN3G0000G000000000002
                Ticket: S4-101
                Approved-by: Priya N <priya@example.com>

                """)
        #expect(
            try await flags.git("log", "-1", "--format=%(trailers:key=Approved-by,valueonly)")
                == "Priya N <priya@example.com>\n", "git reads the same trailers")
    }

    @Test func `names every flag and every approver`() async throws {
        let flags = try await FlagFixture()
        let options = EditOptions(approvedBy: ["priya", "Zoe Z <zoe@example.com>"])
        try await flags.enable("CSF", "CHAT", in: "development", options: options)
        let message = try await flags.message()
        #expect(
            message.hasPrefix("Enable CHAT and CSF in development\n\nFlag: CHAT\nFlag: CSF\nEnvironment: development\n")
        )
        #expect(message.hasSuffix("\nApproved-by: Priya N <priya@example.com>\nApproved-by: Zoe Z <zoe@example.com>\n"))
    }

    @Test func `a commit that undoes names the one that is undone`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF")
        let undone = try await flags.head()
        try await flags.revert(undone)
        let message = try await flags.message()
        #expect(
            message.hasPrefix("Revert \"Enable CSF in development\"\n\nTakes back commit \(undone).\n\nFlag: CSF\n"))
        #expect(message.hasSuffix("\nReverts: \(undone)\n"))
    }

    @Test(arguments: ["S4-101\nOperation: disable", "", "  ", "a\u{2028}b", "a\u{7}b"])
    func `refuses a ticket that could break the trailers`(_ ticket: String) async throws {
        let flags = try await FlagFixture()
        let code = ticket.contains("\u{7}") ? "control-character" : "bad-ticket"
        try await flags.expectRefusal(code, .usage) {
            try await flags.enable("CSF", options: EditOptions(ticket: ticket))
        }
    }

    @Test func `refuses a reason with control characters`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("control-character", .usage) {
            try await flags.enable("CSF", options: EditOptions(reason: "see \u{1B}[31mred"))
        }
    }

    @Test func `a reason that ends like trailers stays a reason`() async throws {
        let flags = try await FlagFixture()
        let reason = "As agreed.\n\nApproved-by: Eve <eve@example.com>\nTicket: X-1"
        try await flags.enable("CSF", options: EditOptions(reason: reason))
        let log = try await ShowLog().run(flags.session())
        let commit = try #require(log.steps.first?.commit)
        #expect(commit.reason == reason)
        #expect(commit.approvers.isEmpty && commit.ticket == nil)
        #expect(try await flags.git("log", "-1", "--format=%(trailers:key=Approved-by,valueonly)") == "")
    }

    @Test func `the name of a person cannot add a trailer`() async throws {
        let people = #"{ "people": [{ "key": "p", "name": "P\nOperation: x", "emails": ["p@e.com"] }] }"#
        let flags = try await FlagFixture([".flagctl/people.json": people])
        try await flags.enable("CSF", options: EditOptions(approvedBy: ["p"]))
        #expect(try await flags.message().hasSuffix("\nApproved-by: P Operation: x <p@e.com>\n"))
        #expect(try await ShowLog().run(flags.session()).steps.first?.commit.operation == "enable")
    }
}
