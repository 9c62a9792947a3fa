import Documents
import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// Messages that could not go out are found before a run begins.
@Suite struct BrokenMessageTests {
    private static let template = ".flagctl/templates/rollback.mustache"
    private static let notice =
        #"{ "key": "off", "name": "Off", "when": "rolled-back", "channels": ["in-app"], "template": "rollback" }"#

    private func fixture(_ template: String?) async throws -> FlagFixture {
        try await FlagFixture.withPlan(MessagePlan.files(Self.notice).merging([Self.template: template]) { $1 })
    }

    private func rules(_ flags: FlagFixture, _ subject: Validate.Subject = .workTree) async throws -> [String] {
        try await Validate(subject).run(flags.session()).findings.filter { $0.severity == .error }.map(\.rule)
    }

    @Test func `a template is checked in the work tree, in the index and in a commit`() async throws {
        let flags = try await fixture("Subject: {{title}}\n\nIt is off.\n")
        #expect(try await rules(flags) == [])
        try flags.write([Self.template: "Subject: {{titel}}\n\nIt is off.\n"])
        #expect(try await rules(flags) == ["message-template"])
        #expect(try await rules(flags, .staged) == [])
        try await flags.git("add", "--all")
        #expect(try await rules(flags, .staged) == ["message-template"])
        #expect(try await rules(flags, .revision("HEAD")) == [])
        let doctor = try await Doctor().run(flags.session())
        #expect(!doctor.isHealthy)
    }

    @Test func `a run does not begin where a message of its plan cannot go out`() async throws {
        let flags = try await fixture("Subject: {{titel}}\n\nIt is off.\n")
        let failure = try await flags.expectRefusal("invalid-documents") { try await flags.start() }
        #expect(failure?.message == "rollout 'csf' does not begin: its messages have 1 error")
        #expect(
            failure?.findingLines == [
                "\(Self.template):1:1: error: {{titel}} is not known here [message-template]\n"
                    + "  hint: did you mean 'title'?"
            ])
        try await flags.commit([Self.template: "Subject: {{title}}\n\nIt is off.\n"], "Mend the template")
        try await flags.start()
        #expect(try await flags.runState() == "waiting")
    }

    @Test func `an edit does not leave a plan with a message that its template refuses`() async throws {
        let flags = try await fixture(nil)
        let path = "\(CanaryPlan.path)/plan.json"
        let broken = MessagePlan.plan(Self.notice.replacing("\"rollback\" }", with: "\"rolback\" }"))
        try await flags.commit([path: broken], "Break it")
        let mended = try await flags.commit([path: MessagePlan.plan(Self.notice)], "Mend it")
        let failure = try await flags.expectRefusal("invalid-documents") { try await flags.revert(mended) }
        #expect(failure?.findings.map(\.rule) == ["plan-message-template"])
        #expect(failure?.findings.first?.hint == "did you mean 'rollback'?")
    }
}
