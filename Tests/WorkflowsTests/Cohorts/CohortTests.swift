import TestSupport
import Testing

@testable import Workflows

@Suite struct CohortTests {
    private func edit(
        _ flags: FlagFixture, _ key: String, _ action: EditCohort.Action, in environment: String = "production",
        options: EditOptions = .init(), _ change: (inout EditCohort.Traits) -> Void = { _ in }
    ) async throws -> EditReport {
        var traits = EditCohort.Traits()
        change(&traits)
        return try await EditCohort(key, in: environment, action, traits: traits).run(flags.session(), options)
    }

    @Test func `creates a cohort, which changes nobody's flags yet`() async throws {
        let flags = try await FlagFixture()
        let report = try await edit(flags, "beta", .create) { traits in
            traits.name = "Beta"
            traits.share = "2.5"
            traits.match = #"{"attribute":"beta","operator":"equals","value":true}"#
        }
        #expect(report.subject == "Create cohort beta in production" && report.classification == "neutral")
        let cohort = try #require(try ShowCohorts("beta", in: "production").run(flags.session()).cohorts.first)
        #expect(cohort.name == "Beta" && cohort.share?.short == "2.5" && cohort.people == 3750)
        try await flags.expectSound()
    }

    @Test func `creates one like that of another environment`() async throws {
        let flags = try await FlagFixture()
        _ = try await edit(flags, "regular-users", .create, in: "development") { traits in
            traits.like = "production"
            traits.share = "5"
        }
        #expect(
            try await flags.show("environments/development/cohorts/regular-users.json")
                == SampleFlags.cohort("regular-users", share: 5))
        try await flags.expectRefusal("exists") {
            _ = try await edit(flags, "regular-users", .create, in: "development") { $0.like = "production" }
        }
        try await flags.expectRefusal("unknown-cohort") {
            _ = try await edit(flags, "none", .create, in: "development") { $0.like = "production" }
        }
    }

    @Test func `another match of a cohort that flags target raises, another share does not`() async throws {
        let flags = try await FlagFixture()
        #expect(try await edit(flags, "early-adopters", .edit) { $0.share = "20" }.classification == "neutral")
        let match = #"{ "attribute": "anybody", "operator": "exists" }"#
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            _ = try await edit(flags, "early-adopters", .edit) { $0.match = match }
        }
        let report = try await edit(flags, "early-adopters", .edit, options: .approved) { $0.match = match }
        #expect(report.impact.map(\.flag) == ["theme", "theme"] && report.impact.allSatisfy { $0.unknown != nil })
    }

    @Test func `a cohort that only another one refers to changes that one's flags`() async throws {
        let flags = try await FlagFixture([
            "environments/production/cohorts/base.json": SampleFlags.cohort("base", share: 5),
            "environments/production/cohorts/early-adopters.json":
                "{ \"key\": \"early-adopters\", \"match\": { \"cohort\": \"base\" } }",
        ])
        let report = try await edit(flags, "base", .edit, options: .approved) {
            $0.match = #"{ "attribute": "x", "operator": "exists" }"#
        }
        #expect(report.classification == "raising" && Set(report.impact.map(\.flag)) == ["theme"])
    }

    @Test func `a flag that cannot be read counts as one that may target the cohort`() async throws {
        let flags = try await FlagFixture([
            "environments/production/flags/CSF.json": "{ \"flag\": \"CSF\", \"enabled\": 1 }"
        ])
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            _ = try await edit(flags, "regular-users", .edit) {
                $0.match = #"{ "attribute": "x", "operator": "exists" }"#
            }
        }
    }

    @Test func `refuses to remove a cohort that is in use`() async throws {
        let flags = try await FlagFixture([
            "environments/production/cohorts/both.json":
                "{ \"key\": \"both\", \"match\": { \"cohort\": \"regular-users\" } }"
        ])
        let rule = try await flags.expectRefusal("cohort-in-use") {
            _ = try await edit(flags, "early-adopters", .remove)
        }
        #expect(rule?.hint == "flagctl target theme --env production --cohort early-adopters --remove")
        let part = try await flags.expectRefusal("cohort-in-use") {
            _ = try await edit(flags, "regular-users", .remove)
        }
        #expect(part?.message == "cohort 'regular-users' is part of both")
        _ = try await edit(flags, "both", .remove)
        _ = try await edit(flags, "regular-users", .remove)
        #expect(try ShowCohorts(in: "production").run(flags.session()).cohorts.map(\.key) == ["early-adopters"])
    }

    @Test func `refuses what is no cohort`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("usage", .usage) { _ = try await edit(flags, "new", .create) }
        try await flags.expectRefusal("invalid-key") { _ = try await edit(flags, "a/b", .create) { $0.match = "{}" } }
        try await flags.expectRefusal("json-syntax", .usage) {
            _ = try await edit(flags, "new", .create) { $0.match = "{" }
        }
        try await flags.expectRefusal("invalid-documents") {
            _ = try await edit(flags, "new", .create) { $0.match = #"{ "cohort": "new" }"# }
        }
        try await flags.expectRefusal("bad-percent", .usage) {
            _ = try await edit(flags, "early-adopters", .edit) { $0.share = "many" }
        }
        try await flags.expectRefusal("unknown-cohort") { _ = try await edit(flags, "earl-adopters", .edit) }
    }

    @Test func `shows who targets a cohort`() async throws {
        let flags = try await FlagFixture()
        let report = try ShowCohorts("early-adopters", in: "production").run(flags.session())
        #expect(report.cohorts.first?.flags == ["theme"])
        #expect(report.cohorts.first?.people == 15000)
    }
}
