import TestSupport
import Testing

@testable import Workflows

@Suite struct EvaluateFlagsTests {
    private func evaluate(
        _ flags: FlagFixture, at: String? = nil, in folder: String? = nil
    ) throws -> FlagEvaluationReport {
        let session = try folder.map { try flags.session(in: $0) } ?? flags.session()
        let report = try EvaluateFlags("CSF", in: "production", for: ContextText(targetingKey: "user-42"), at: at)
            .run(session)
        return try #require(report.flags.first)
    }

    @Test func `another time has its own answer, and the commit that made it so`() async throws {
        let flags = try await FlagFixture()
        let on = try #require(try await flags.enable("CSF", in: "production", options: .approved).commit)
        try await flags.enable("CHAT")
        try await flags.disable("CSF", in: "production")
        #expect(try evaluate(flags).variant == "off")
        let then = try evaluate(flags, at: "HEAD~1")
        #expect(then.variant == "on" && then.since?.commit == on, "another flag's commit does not count")
    }

    @Test func `a shallow clone answers, and says that it does not know since when`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF", in: "production", options: .approved)
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "1", "file://\(flags.path)", clone)
        let report = try evaluate(flags, at: "HEAD", in: clone)
        #expect(report.variant == "on" && report.since == nil && report.isCutOff)
        #expect(try evaluate(flags, at: "HEAD").isCutOff == false)
    }
}
