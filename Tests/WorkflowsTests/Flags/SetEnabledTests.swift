import TestSupport
import Testing

@testable import Workflows

@Suite struct SetEnabledTests {
    @Test func `turns a flag on and off and touches nothing else in its file`() async throws {
        let flags = try await FlagFixture()
        let before = try await flags.state("theme", in: "production")
        try await flags.disable("theme", in: "production")
        #expect(try await flags.state("theme", in: "production") == before.replacing("true", with: "false"))
        try await flags.enable("theme", in: "production", options: .approved)
        #expect(try await flags.state("theme", in: "production") == before)
        try await flags.expectSound()
    }

    @Test func `turns a group, or all flags, in one commit`() async throws {
        let flags = try await FlagFixture()
        let group = SetEnabled(Selection(keys: [], group: "s4"), in: "development", enabled: true)
        #expect(try await group.run(flags.session(), .init()).subject == "Enable group s4 (2 flags) in development")
        let all = try await flags.enable("ALL")
        #expect(all.subject == "Enable ALL (1 flag) in development")
        #expect(all.notes == ["already on: CHAT, CSF"])
        #expect(try await flags.length() == 3)
        #expect(try await flags.disable("ALL").changes.count == 3)
    }

    @Test func `says where a flag that is on serves nobody`() async throws {
        let off = SampleFlags.state("CSF", fallthrough: "\"off\"")
        let flags = try await FlagFixture(["environments/development/flags/CSF.json": off])
        #expect(
            try await flags.enable("CSF").notes == [
                "CSF is on, but everybody still gets 'off'; "
                    + "give it to somebody: flagctl target CSF --env development --percent 5"
            ])
    }

    @Test func `says which flag it waits for`() async throws {
        let requires = ",\n  \"requires\": [{ \"flag\": \"CHAT\", \"variant\": \"on\" }]"
        let flags = try await FlagFixture(["flags/CSF.json": SampleFlags.flag("CSF", more: requires)])
        #expect(try await flags.enable("CSF").notes == ["CSF waits for CHAT to serve 'on' in development"])
        try await flags.enable("CHAT")
        try await flags.disable("CSF")
        #expect(try await flags.enable("CSF").notes.isEmpty)
    }

    @Test func `unknown names are refused with the nearest`() async throws {
        let flags = try await FlagFixture()
        let flag = try await flags.expectRefusal("unknown-flag") { try await flags.enable("CFS") }
        #expect(flag?.message == "there is no flag 'CFS'" && flag?.hint == "did you mean 'CSF'?")
        let place = try await flags.expectRefusal("unknown-environment") {
            try await flags.enable("CSF", in: "prodution")
        }
        #expect(place?.hint == "did you mean 'production'?")
        let group = SetEnabled(Selection(keys: [], group: "s5"), in: "development", enabled: true)
        let found = try await flags.expectRefusal("unknown-group") { _ = try await group.run(flags.session(), .init()) }
        #expect(found?.hint == "did you mean 's4'?")
    }

    @Test func `a flag that does not exist in the environment is refused with the way to add it`() async throws {
        let flags = try await FlagFixture(["environments/development/flags/CSF.json": nil])
        let failure = try await flags.expectRefusal("no-state") { try await flags.enable("CSF") }
        #expect(failure?.hint == "add it there, off: flagctl create CSF --env development")
    }

    @Test func `one flag that does not exist there stops all that were named`() async throws {
        let flags = try await FlagFixture(["environments/development/flags/CSF.json": nil])
        try await flags.expectRefusal("no-state") { try await flags.enable("CHAT", "CSF") }
    }

    @Test func `an edit among uncommitted changes of the same file is refused`() async throws {
        let flags = try await FlagFixture()
        try flags.write(["environments/development/flags/CSF.json": "mine"])
        let failure = try await flags.expectRefusal("dirty") { try await flags.enable("CSF") }
        #expect(failure?.message.contains("'environments/development/flags/CSF.json' (modified)") == true)
        #expect(failure?.hint != nil)
    }

    @Test func `a folder without a flag repository is told so`() async throws {
        let flags = try await FlagFixture([".flagctl/config.json": nil])
        try await flags.expectRefusal("no-flag-repository") { try await flags.enable("NONE") }
        let empty = try TemporaryFolder()
        await failure("no-repository") {
            _ = try await SetEnabled(Selection(keys: ["CSF"]), in: "development", enabled: true)
                .run(flags.session(in: empty.path), .init())
        }
    }
}
