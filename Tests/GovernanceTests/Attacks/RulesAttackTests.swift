import FlagModel
import TestSupport
import Testing

@testable import Governance

/// Rules that are bent before or while they are asked.
@Suite("Attacks on rules") struct RulesAttackTests {
    static let environment = "environments/production/environment.json"
    static let nobody = #""approvals": { "required": 0 }"#

    @Test("a policy weakened in the same step")
    func weakened() async throws {
        let governed = try await Governed()
        let files = [Self.environment: Governed.production(version: 2, Self.nobody)].merging(Governed.raise) { $1 }
        try await governed.step(files)
        let found = try await governed.verify()
        #expect(Set(found.names) == ["governance-with-state", "approval-missing"])
        #expect(found.violations.contains { $0.scope?.text == "environments/production" })
        #expect(found.violations.contains { $0.scope == .governance })
    }

    @Test("a policy weakened alone, which the old policy has to agree to")
    func weakenedFirst() async throws {
        let governed = try await Governed()
        try await governed.step([Self.environment: Governed.production(version: 2, Self.nobody)])
        #expect(try await governed.verify().names == ["approval-missing"])
        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        try await governed.step([Self.environment: Governed.production(version: 2, Self.nobody)], Governed.both)
        try await governed.step(Governed.raise)
        #expect(try await governed.verify().outcome == .verified)
    }

    @Test("a role granted, or a key added, in the same step")
    func roleGranted() async throws {
        let governed = try await Governed()
        for people in [
            Governed.people(roles: ["ann": [], "priya": ["product-owner"], "mike": ["product-owner"]]) {
                [(try? governed.publicKey($0)) ?? ""]
            },
            Governed.people { [(try? governed.publicKey($0 == "priya" ? "mike" : $0)) ?? ""] },
        ] {
            let files = [".flagctl/people.json": people].merging(Governed.raise) { $1 }
            try await governed.step(files, [.author, .init(person: "mike", role: .approve)])
            let found = try await governed.verify()
            #expect(Set(found.names) == ["governance-with-state", "approval-missing"])
            #expect(found.whys.contains("missing-role"))
            try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        }
    }

    @Test("a policy that changes without its number, jumps, or goes")
    func versions() async throws {
        let governed = try await Governed()
        let more = #""lowering": { "required": 1, "reviewWithin": "P1D" }"#
        for version in [1, 3, nil] {
            try await governed.step(
                [Self.environment: Governed.production(version: version, more: more)], Governed.both)
            #expect(try await governed.verify().names == ["policy-version"], "\(version ?? 0)")
            try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        }
        try await governed.step(
            [Self.environment: "{ \"key\": \"production\", \"name\": \"Production\", \"order\": 3 }\n"], Governed.both)
        #expect(try await governed.verify().names == ["policy-version"])
    }

    @Test("an older policy restored")
    func restored() async throws {
        let governed = try await Governed()
        let more = #""lowering": { "required": 1, "reviewWithin": "P1D" }"#
        try await governed.step([Self.environment: Governed.production(version: 2, more: more)], Governed.both)
        #expect(try await governed.verify().outcome == .verified)
        try await governed.step([Self.environment: Governed.production()], Governed.both, change: "change-2")
        #expect(try await governed.verify().names == ["policy-version"])
    }

    @Test("an approval that another policy was asked for")
    func otherPolicy() async throws {
        let governed = try await Governed()
        try governed.fixture.write(Governed.raise)
        let proposed = try await governed.proposed()
        try await governed.fixture.git("reset", "--quiet", "--hard")
        let more = #""lowering": { "required": 1, "reviewWithin": "P1D" }"#
        try await governed.step([Self.environment: Governed.production(version: 2, more: more)], Governed.both)
        try governed.fixture.write(Governed.raise)
        for (role, name) in [(Statement.Role.author, "ann"), (.approve, "priya")] {
            try await governed.file(
                proposed.statement(role, by: key(name), change: "change-2", time: .moment("2026-01-02T08:30:00Z")),
                key: name)
        }
        try await governed.fixture.commit([:], "Raise", by: "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-policy"])
    }

    @Test("evidence deleted or changed afterwards")
    func evidence() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, Governed.both)
        let paths = try await governed.fixture.git("ls-files", ".flagctl/approvals").split(separator: "\n")
        let path = try #require(paths.first.map(String.init))
        try await governed.step([path: String?.none])
        #expect(try await governed.verify().names == ["evidence-deleted"])
        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        try await governed.step([path: "{}\n"])
        #expect(try await governed.verify().names == ["evidence-changed"])
    }

    @Test("rules that nobody can read")
    func unreadable() async throws {
        let governed = try await Governed()
        try await governed.step([Self.environment: "{ \"key\": \"production\", "], Governed.both)
        #expect(try await governed.verify().names == ["rules-unreadable"])
        try await governed.step(Governed.raise)
        #expect(try await governed.verify().names == ["rules-unreadable", "rules-unreadable"])
    }

    @Test("a hook or a workflow changed without approval")
    func hooks() async throws {
        let governed = try await Governed()
        try await governed.step(["hooks/pre-commit": "#!/bin/sh\nexit 1\n", ".github/workflows/x.yml": "on: push\n"])
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.violations.first?.scope == .governance)
    }
}
