import Documents
import TestSupport
import Testing

@testable import Workflows

@Suite struct EditValidationTests {
    private let csf = "environments/production/flags/CSF.json"

    @Test func `an edit that brings in an error is refused with its place, and nothing is written`() async throws {
        let flags = try await FlagFixture()
        var traits = EditCohort.Traits()
        traits.match = #"{ "any": [{ "cohort": "nobody" }] }"#
        let failure = try await flags.expectRefusal("invalid-documents") {
            _ = try await EditCohort("beta", in: "production", .create, traits: traits).run(flags.session(), .init())
        }
        let finding = try #require(failure?.findings.first)
        #expect(failure?.findings.count == 1)
        #expect(finding.rule == "undefined-cohort")
        #expect(finding.path == "environments/production/cohorts/beta.json")
        #expect([finding.position?.line, finding.position?.column] == [6, 19])
    }

    @Test func `an error that was there before does not keep a flag on`() async throws {
        let broken = SampleFlags.state("CSF", enabled: true, rules: [("gone", "\"on\"")])
        let flags = try await FlagFixture([csf: broken])
        #expect(try await flags.disable("CSF", in: "production").classification == "lowering")
        #expect(try flags.repository.read(csf) == broken.replacing("true", with: "false"))
    }

    @Test(arguments: [
        (
            "environments/production/flags/CSF.json",
            SampleFlags.state("CSF", enabled: true, more: ",\n  \"enable\": true")
        ),
        (
            "environments/production/flags/CSF.json",
            SampleFlags.state("CSF", enabled: true, fallthrough: "{ \"on\": 5 }")
        ),
        ("flags/CSF.json", SampleFlags.flag("CSF", more: ",\n  \"onwer\": \"us\"")),
        ("flags/CSF.json", "{ \"key\": "), ("environments/production/cohorts/early-adopters.json", "{"),
        (".flagctl/people.json", "{"),
    ])
    func `errors in the files around it do not keep a flag on`(_ path: String, _ text: String) async throws {
        let on = SampleFlags.state("CSF", enabled: true, rules: [("early-adopters", "\"on\"")])
        let flags = try await FlagFixture([csf: on].merging([path: text]) { $1 })
        let report = try await flags.disable("CSF", in: "production")
        #expect(report.classification == "lowering" && report.commit != nil)
        #expect(try await flags.state("CSF", in: "production").contains("\"enabled\": false"))
    }

    @Test func `a link in the place of a cohort does not keep a flag on`() async throws {
        let on = SampleFlags.state("CSF", enabled: true, rules: [("early-adopters", "\"on\"")])
        let flags = try await FlagFixture([csf: on])
        let cohort = "environments/production/cohorts/early-adopters.json"
        try flags.write([cohort: nil])
        try flags.repository.folder.link("repository/\(cohort)", to: "regular-users.json")
        try await flags.commit([:], "Link")
        #expect(try await flags.disable("CSF", in: "production").classification == "lowering")
    }

    @Test func `errors prove nothing else, so that turning on still asks`() async throws {
        let flags = try await FlagFixture(["flags/CSF.json": SampleFlags.flag("CSF", more: ",\n  \"onwer\": \"us\"")])
        try await flags.expectRefusal("invalid-documents") {
            try await flags.enable("CSF", in: "production", options: .approved)
        }
        let on = try await flags.commit([csf: SampleFlags.state("CSF", enabled: true)], "On by hand")
        try await flags.revert(on, options: .init())
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert("HEAD", options: .init())
        }
    }

    @Test func `a flag whose state is no JSON cannot be edited, and the answer says where`() async throws {
        let flags = try await FlagFixture([csf: "{\n  \"enabled\": yes\n}\n"])
        let failure = try await flags.expectRefusal("invalid-documents") {
            try await flags.disable("CSF", in: "production")
        }
        #expect(failure?.findings.first?.path == csf && failure?.findings.first?.position?.line == 2)
    }

    @Test func `undo does not leave a rule without its cohort`() async throws {
        let flags = try await FlagFixture()
        let cohort = "environments/development/cohorts/beta.json"
        let created = try await flags.commit([cohort: SampleFlags.cohort("beta", share: 5)], "Create beta")
        try await flags.target("CSF", cohort: "beta", .variant("on"))
        let failure = try await flags.expectRefusal("invalid-documents") { try await flags.revert(created) }
        #expect(failure?.findings.map(\.rule) == ["undefined-cohort"])
        #expect(failure?.findings.first?.path == "environments/development/flags/CSF.json")
    }

    @Test func `undo does not leave a requirement without its flag`() async throws {
        let flags = try await FlagFixture()
        let created = try await flags.commit(["flags/BASE.json": SampleFlags.flag("BASE")], "Create BASE")
        let requires = ",\n  \"requires\": [{ \"flag\": \"BASE\", \"variant\": \"on\" }]"
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF", more: requires)], "Require BASE")
        let failure = try await flags.expectRefusal("invalid-documents") { try await flags.revert(created) }
        #expect(failure?.findings.map(\.rule) == ["undefined-flag"])
    }

    @Test func `undo does not leave a requirement without its variant`() async throws {
        let flags = try await FlagFixture()
        let third = SampleFlags.flag("BASE").replacing("\"on\": true", with: "\"on\": true, \"dim\": true")
        try await flags.commit(["flags/BASE.json": SampleFlags.flag("BASE")], "Create BASE")
        let added = try await flags.commit(["flags/BASE.json": third], "Add a variant")
        let requires = ",\n  \"requires\": [{ \"flag\": \"BASE\", \"variant\": \"dim\" }]"
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF", more: requires)], "Require it")
        let failure = try await flags.expectRefusal("invalid-documents") { try await flags.revert(added) }
        #expect(failure?.findings.map(\.path) == ["flags/CSF.json"])
    }

    @Test func `undo does not leave states without their environment`() async throws {
        let flags = try await FlagFixture()
        _ = try await CreateEnvironment("staging").run(flags.session(), .init())
        let created = try await flags.head()
        let all = Selection(keys: ["CSF"])
        _ = try await PromoteFlags(all, from: "development", to: "staging").run(flags.session(), .init())
        let failure = try await flags.expectRefusal("invalid-documents") { try await flags.revert(created) }
        #expect(failure?.findings.map(\.rule) == ["missing-environment"])
    }

    @Test func `keys that differ only in case are refused`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("invalid-documents") {
            _ = try await CreateEnvironment("Production").run(flags.session(), .init())
        }
        var traits = EditCohort.Traits()
        traits.match = #"{ "attribute": "beta", "operator": "exists" }"#
        try await flags.expectRefusal("invalid-documents") {
            _ = try await EditCohort("Early-Adopters", in: "production", .create, traits: traits)
                .run(flags.session(), .init())
        }
    }
}
