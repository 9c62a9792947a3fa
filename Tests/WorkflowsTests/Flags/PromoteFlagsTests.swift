import TestSupport
import Testing

@testable import Workflows

@Suite struct PromoteFlagsTests {
    private func promote(
        _ flags: FlagFixture, _ keys: String..., to target: String = "production", options: EditOptions = .approved
    ) async throws -> EditReport {
        try await PromoteFlags(Selection(keys: keys), from: "development", to: target).run(flags.session(), options)
    }

    @Test func `copies what a flag serves, and leaves the bytes that agree alone`() async throws {
        let odd = "{\"flag\":\"CSF\",\n\"enabled\" : false,   \"rules\":[], \"fallthrough\":\"off\"}"
        let flags = try await FlagFixture([
            "environments/production/flags/CSF.json": odd,
            "environments/development/flags/CSF.json": SampleFlags.state(
                "CSF", enabled: true, rules: [("early-adopters", "\"on\"")], fallthrough: "\"off\""),
        ])
        let report = try await promote(flags, "CSF")
        #expect(report.subject == "Promote CSF from development to production")
        let text = try await flags.state("CSF", in: "production")
        #expect(text.hasPrefix("{\"flag\":\"CSF\",\n\"enabled\" : true,   \"rules\":["), "\(text)")
        #expect(text.contains("early-adopters") && text.hasSuffix("], \"fallthrough\":\"off\"}"), "\(text)")
        try await flags.expectSound()
    }

    @Test func `rules come in the order of the source, and rules that it does not have go`() async throws {
        let source = SampleFlags.state("theme", rules: [("b", "\"dark\""), ("a", "\"light\"")])
        let target = SampleFlags.state("theme", rules: [("a", "\"dark\""), ("x", "\"dark\""), ("b", "\"dark\"")])
        var files: [String: String?] = [
            "environments/development/flags/theme.json": source, "environments/production/flags/theme.json": target,
        ]
        for place in ["development", "production"] {
            for key in ["a", "b", "x"] {
                files["environments/\(place)/cohorts/\(key).json"] = SampleFlags.cohort(key, share: 1)
            }
        }
        let flags = try await FlagFixture(files)
        _ = try await promote(flags, "theme")
        #expect(try await flags.state("theme", in: "production") == source)
    }

    @Test func `a flag that does not exist in the target comes there byte for byte`() async throws {
        let flags = try await FlagFixture()
        _ = try await CreateEnvironment("staging").run(flags.session(), .init())
        let report = try await promote(flags, "ALL", to: "staging")
        #expect(report.subject == "Promote ALL (3 flags) from development to staging")
        #expect(try await flags.state("CSF", in: "staging") == SampleFlags.state("CSF"))
    }

    @Test func `a cohort that the target lacks is refused with the way to make it`() async throws {
        let state = SampleFlags.state("CSF", rules: [("beta", "\"on\"")])
        let flags = try await FlagFixture([
            "environments/development/flags/CSF.json": state,
            "environments/development/cohorts/beta.json": SampleFlags.cohort("beta", share: 1),
        ])
        let failure = try await flags.expectRefusal("undefined-cohort") { _ = try await promote(flags, "CSF") }
        #expect(failure?.message == "production has no cohort 'beta', which CSF targets in development")
        #expect(
            failure?.hint == "create it first: flagctl cohort create beta --env production --like development")
    }

    @Test func `promoting a flag that is on asks the target's policy`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF")
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            _ = try await promote(flags, "CSF", options: .init())
        }
    }

    @Test func `promoting again changes nothing`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF")
        _ = try await promote(flags, "CSF")
        #expect(try await promote(flags, "CSF").isEmpty)
    }

    @Test func `an environment is not promoted to itself, nor a flag that the source lacks`() async throws {
        let flags = try await FlagFixture(["environments/development/flags/CSF.json": nil])
        try await flags.expectRefusal("usage", .usage) { _ = try await promote(flags, "CHAT", to: "development") }
        try await flags.expectRefusal("no-state") { _ = try await promote(flags, "CSF") }
    }
}
