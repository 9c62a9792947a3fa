import TestSupport
import Testing

@testable import Workflows

@Suite struct SetTargetTests {
    private func rules(_ flags: FlagFixture, _ flag: String = "CSF") async throws -> String {
        let text = try await flags.state(flag, in: "development")
        return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
    }

    @Test func `sets the fallthrough by percent, variant and weights`() async throws {
        let flags = try await FlagFixture()
        try await flags.target("CSF", .percent("12.5"))
        #expect(try await rules(flags).contains("\"fallthrough\": { \"on\": 12.5, \"off\": 87.5 }"))
        try await flags.target("CSF", .weights("off=66.667,on=33.333"))
        #expect(try await rules(flags).contains("\"fallthrough\": { \"on\": 33.333, \"off\": 66.667 }"))
        try await flags.target("CSF", .percent("100"))
        #expect(try await rules(flags).contains("\"fallthrough\": \"on\""))
        try await flags.target("CSF", .percent("0"))
        #expect(try await rules(flags).contains("\"fallthrough\": \"off\""))
        let report = try await flags.target("theme", .variant("dark"))
        #expect(report.subject == "Serve theme 'dark' to everybody else in development")
    }

    @Test func `adds a rule at the end, changes it in place and removes it`() async throws {
        let flags = try await FlagFixture()
        try await flags.target("CSF", cohort: "early-adopters", .percent("25"))
        #expect(
            try await flags.state("CSF", in: "development")
                == SampleFlags.state("CSF", rules: [("early-adopters", "{ \"on\": 25, \"off\": 75 }")]))
        let report = try await flags.target("CSF", cohort: "early-adopters", .percent("50"))
        #expect(report.changes.map(\.summary) == ["early-adopters: on 25%, off 75% → on 50%, off 50%"])
        try await flags.target("CSF", cohort: "early-adopters", .remove)
        #expect(try await flags.state("CSF", in: "development") == SampleFlags.state("CSF"))
        try await flags.expectSound()
    }

    @Test func `impact says exactly whose variant changes`() async throws {
        let flags = try await FlagFixture()
        let target = SetTarget("CHAT", in: "production", cohort: "regular-users", serving: .percent("25"))
        let report = try await target.run(flags.session(), .init())
        #expect(report.classification == "lowering")
        #expect(report.impact.map(\.row) == ["regular-users", "fallthrough"])
        let row = try #require(report.impact.first)
        #expect(row.unknown != nil || row.people == 67500)
    }

    @Test func `refuses a cohort that is missing, with the nearest`() async throws {
        let flags = try await FlagFixture()
        let failure = try await flags.expectRefusal("unknown-cohort") {
            try await flags.target("CSF", cohort: "early-adopter", .percent("5"))
        }
        #expect(failure?.message == "there is no cohort 'early-adopter' in development")
        #expect(failure?.hint == "did you mean 'early-adopters'?")
    }

    @Test func `a rule whose cohort is gone can be removed`() async throws {
        let broken = SampleFlags.state("CSF", rules: [("gone", "\"on\"")])
        let flags = try await FlagFixture(["environments/development/flags/CSF.json": broken])
        try await flags.target("CSF", cohort: "gone", .remove)
        #expect(try await flags.state("CSF", in: "development") == SampleFlags.state("CSF"))
    }

    @Test func `removing a rule that is not there changes nothing`() async throws {
        let flags = try await FlagFixture()
        #expect(try await flags.target("CSF", cohort: "early-adopters", .remove).isEmpty)
    }

    @Test(arguments: [
        (SetTarget.Serving.percent("101"), "bad-percent"), (.percent("-1"), "bad-percent"),
        (.percent("12.3456"), "bad-percent"),
        (.percent("ten"), "bad-percent"), (.weights("on=50,off=49"), "weights-sum"), (.weights("on=50"), "weights-sum"),
        (.weights("on=50,on=50"), "bad-weights"), (.weights("on"), "bad-weights"), (.weights(""), "bad-weights"),
    ])
    func `refuses numbers that do not add up`(_ serving: SetTarget.Serving, _ code: String) async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal(code, .usage) { try await flags.target("CSF", serving) }
    }

    @Test func `refuses a variant that the flag does not have, and percent where it has several`() async throws {
        let flags = try await FlagFixture()
        let variant = try await flags.expectRefusal("unknown-variant") {
            try await flags.target("theme", .variant("drak"))
        }
        #expect(variant?.hint == "did you mean 'dark'?")
        let percent = try await flags.expectRefusal("ambiguous-percent", .usage) {
            try await flags.target("theme", .percent("50"))
        }
        #expect(percent?.hint == "give --weights, such as light=…,dark=…,plain=…")
    }

    @Test func `the fallthrough cannot be removed`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("usage", .usage) { try await flags.target("CSF", .remove) }
    }

    @Test func `a state without rules gets them where the style has them`() async throws {
        let bare = "{\n  \"flag\": \"CSF\",\n  \"enabled\": false,\n  \"fallthrough\": \"on\"\n}\n"
        let flags = try await FlagFixture(["environments/development/flags/CSF.json": bare])
        try await flags.target("CSF", cohort: "early-adopters", .variant("off"))
        let text = try await flags.state("CSF", in: "development")
        #expect(text.contains("\"enabled\": false,\n  \"rules\": ["))
        #expect(text.hasSuffix("\n  \"fallthrough\": \"on\"\n}\n"))
    }
}
