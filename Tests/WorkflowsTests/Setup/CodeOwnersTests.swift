import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct CodeOwnersTests {
    private func environment(_ key: String, order: Int, required: Int?, roles: [String] = []) throws -> FlagEnvironment
    {
        FlagEnvironment(
            key: try #require(EnvironmentKey(key)), name: key, order: order,
            policy: required.map { Policy(approvals: Approvals(required: $0, roles: roles)) })
    }

    private func person(_ key: String, _ emails: [String], _ roles: [String]) throws -> Person {
        Person(key: try #require(PersonKey(key)), name: key, emails: emails, roles: roles)
    }

    @Test func `who can approve owns the files, and definitions belong to all who approve anywhere`() throws {
        let owners = CodeOwners(
            environments: [
                try environment("production", order: 3, required: 1, roles: ["product-owner"]),
                try environment("staging", order: 2, required: 1, roles: ["qa-lead"]),
                try environment("development", order: 1, required: nil), try environment("free", order: 4, required: 0),
            ],
            people: People(people: [
                try person("priya", ["priya@example.com", "priya@home.example"], ["product-owner", "qa-lead"]),
                try person("sam", ["sam@example.com"], ["engineer"]), try person("noel", [], ["product-owner"]),
                try person("quinn", ["quinn@example.com"], ["qa-lead"]),
            ]))
        #expect(
            owners.text.split(separator: "\n").filter { !$0.hasPrefix("#") } == [
                "/flags/ priya@example.com quinn@example.com", "/.flagctl/ priya@example.com quinn@example.com",
                "/hooks/ priya@example.com quinn@example.com", "/.github/ priya@example.com quinn@example.com",
                "/environments/*/environment.json priya@example.com quinn@example.com",
                "/environments/staging/ priya@example.com quinn@example.com",
                "/environments/production/ priya@example.com",
            ])
    }

    @Test func `nobody owns what no policy protects`() throws {
        let owners = CodeOwners(
            environments: [try environment("development", order: 1, required: nil)],
            people: People(people: [try person("sam", ["sam@example.com"], [])]))
        #expect(!owners.text.contains("sam@example.com"))
    }

    @Test func `a new repository has the workflows of the scaffold, and its author as owner`() async throws {
        let flags = try await FlagFixture(emptyOn: "main")
        let report = try await InitialiseRepository(at: flags.path).run(flags.session())
        let forge = report.files.filter { $0.hasPrefix(".github/") }
        #expect(
            forge == [
                ".github/CODEOWNERS", ".github/workflows/feature_flag_flip.yml", ".github/workflows/flag-review.yml",
            ])
        #expect(try await flags.show(".github/CODEOWNERS").contains("/environments/production/ ann@example.com\n"))
        #expect(try await flags.show(".github/workflows/flag-review.yml").hasPrefix("# Reviews a pull request"))
    }
}
