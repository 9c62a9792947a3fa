import TestSupport
import Testing

@testable import Workflows

@Suite struct CreateFlagTests {
    private func create(
        _ flags: FlagFixture, _ key: String, in environments: [String] = [],
        _ change: (inout CreateFlag.Traits) -> Void = { _ in }
    ) async throws -> EditReport {
        var traits = CreateFlag.Traits()
        change(&traits)
        return try await CreateFlag(key, traits: traits, environments: environments).run(flags.session(), .init())
    }

    @Test func `adds a definition, and a state that is off in every environment`() async throws {
        let flags = try await FlagFixture()
        let report = try await create(flags, "NEW")
        #expect(report.subject == "Create NEW, off in development and production")
        #expect(report.classification == "neutral", "nobody has to approve a flag that is off")
        #expect(
            try await flags.show("flags/NEW.json") == """
                {
                  "$schema": "../.flagctl/schemas/flag.schema.json",
                  "key": "NEW",
                  "name": "NEW",
                  "type": "boolean",
                  "variants": { "on": true, "off": false },
                  "offVariant": "off",
                  "codeDefault": "off",
                  "lifecycle": { "stage": "planned", "created": "2026-01-03" }
                }

                """)
        #expect(
            try await flags.state("NEW", in: "production") == """
                {
                  "$schema": "../../../.flagctl/schemas/state.schema.json",
                  "flag": "NEW",
                  "enabled": false,
                  "rules": [],
                  "fallthrough": "on"
                }

                """)
        try await flags.expectSound()
    }

    @Test func `takes variants, groups and dates`() async throws {
        let flags = try await FlagFixture()
        _ = try await create(flags, "size", in: ["development"]) { traits in
            traits.type = "integer"
            traits.variants = ["small=10", "large=20", "none=0"]
            traits.offVariant = "none"
            traits.groups = ["layout"]
            traits.expires = "2026-12-31"
        }
        let text = try await flags.show("flags/size.json")
        #expect(text.contains("\"variants\": { \"small\": 10, \"large\": 20, \"none\": 0 }"))
        #expect(text.contains("\"offVariant\": \"none\""))
        #expect(text.contains("\"expires\": \"2026-12-31\""))
        #expect(try await flags.state("size", in: "development").contains("\"fallthrough\": \"none\""))
        #expect(try await flags.state("size", in: "production") == "")
    }

    @Test func `adds an existing flag to an environment that lacks it`() async throws {
        let flags = try await FlagFixture(["environments/production/flags/CSF.json": nil])
        #expect(try await create(flags, "CSF", in: ["production"]).subject == "Add CSF to production, off")
        #expect(try await flags.state("CSF", in: "production").contains("\"enabled\": false"))
        try await flags.expectRefusal("exists") { _ = try await create(flags, "CSF", in: ["production"]) }
        try await flags.expectRefusal("exists") { _ = try await create(flags, "CSF") }
    }

    @Test(arguments: ["../x", "CON", "a/b", "Ünï", "", "x.lock", "ALL", "a b"])
    func `refuses what is no key`(_ key: String) async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("invalid-key") { _ = try await create(flags, key) }
    }

    @Test func `refuses a key that differs from another only in case`() async throws {
        let flags = try await FlagFixture()
        let failure = try await flags.expectRefusal("case-collision") { _ = try await create(flags, "csf") }
        #expect(failure?.hint == "see it: flagctl show CSF")
    }

    @Test func `refuses traits that make no flag`() async throws {
        let flags = try await FlagFixture()
        let mistakes: [(inout CreateFlag.Traits) -> Void] = [
            { $0.type = "text" }, { $0.type = "string" }, { $0.variants = ["on"] }, { $0.variants = ["on=tru"] },
            { $0.offVariant = "none" }, { $0.expires = "soon" }, { $0.groups = ["a b"] },
            { ($0.expires, $0.permanent) = ("2026-12-31", true) },
        ]
        for mistake in mistakes {
            try await flags.expectRefusal("usage", .usage) { _ = try await create(flags, "NEW", mistake) }
        }
        try await flags.expectRefusal("invalid-documents") {
            _ = try await create(flags, "NEW") { $0.variants = ["on=1", "off=2"] }
        }
    }
}
