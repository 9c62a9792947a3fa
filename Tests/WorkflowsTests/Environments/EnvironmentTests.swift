import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct EnvironmentTests {
    @Test func `creates an environment that comes last and asks nothing`() async throws {
        let flags = try await FlagFixture()
        let report = try await CreateEnvironment("canary", population: 10).run(flags.session(), .init())
        #expect(report.classification == "neutral")
        #expect(report.notes == ["add flags: flagctl promote ALL --from development --to canary"])
        let environments = try ShowEnvironments().run(flags.session()).environments
        #expect(environments.map(\.key) == ["development", "production", "canary"])
        #expect(environments.last?.order == 4 && environments.last?.population == 10)
        #expect(environments.map(\.policy)[1] == "1 approval by product-owner, claimed")
        #expect(environments.last?.policy == "nothing is asked")
        try await flags.expectSound()
    }

    @Test func `refuses a key that exists or is none`() async throws {
        let flags = try await FlagFixture()
        let exists = try await flags.expectRefusal("exists") {
            _ = try await CreateEnvironment("production").run(flags.session(), .init())
        }
        #expect(exists?.hint == "see it: flagctl env list")
        try await flags.expectRefusal("invalid-key") {
            _ = try await CreateEnvironment("../x").run(flags.session(), .init())
        }
    }

    @Test func `shows one environment with its flags counted`() async throws {
        let flags = try await FlagFixture()
        let report = try ShowEnvironments("production").run(flags.session())
        #expect(report.json["flags"] == 3)
        try await flags.expectRefusal("unknown-environment") { _ = try ShowEnvironments("prod").run(flags.session()) }
    }
}
