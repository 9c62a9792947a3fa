import TestSupport
import Testing

@testable import Workflows

@Suite struct UncommittedSourcesTests {
    private let template = ".flagctl/templates/rollback.mustache"
    private let notice =
        #"{ "key": "off", "name": "Off", "when": "rolled-back", "channels": ["in-app"], "template": "rollback" }"#

    @Test func `what is not committed is named to those who ask for messages`() async throws {
        let flags = try await FlagFixture.withPlan(
            MessagePlan.files(notice).merging([template: "Subject: {{title}}\n\nIt is off.\n"]) { $1 })
        let sources = UncommittedSources(of: "csf", in: "production")
        #expect(try sources.note(flags.session()) == nil)
        try flags.write([template: "Subject: {{title}}\n\nIt is on.\n"])
        #expect(
            try sources.note(flags.session())
                == "'\(template)' has changes that are not committed: messages follow from the commit")
        try flags.write([".flagctl/templates/environment-digest.mustache": "Subject: a\n\nb\n"])
        #expect(
            try sources.note(flags.session())?.hasPrefix("'.flagctl/templates/environment-digest.mustache' and") == true
        )
        try flags.write([".flagctl/channels.json": "{ \"channels\": [] }\n"])
        #expect(
            try UncommittedSources(of: nil, in: nil).note(flags.session())
                == "'.flagctl/channels.json' and 2 other files have changes that are not committed: "
                + "messages follow from the commit")
        #expect(try UncommittedSources(of: "other", in: nil).note(flags.session())?.contains("channels.json") == true)
    }
}
