import Evaluation
import FlagModel
import TestSupport
import Testing

@testable import Governance

/// Contents that are not those that were approved.
@Suite("Attacks on contents") struct ContentAttackTests {
    @Test("one byte changed after approval")
    func oneByte() async throws {
        let governed = try await Governed()
        try governed.fixture.write(Governed.raise)
        try await governed.say(Governed.both)
        try governed.fixture.write([
            "environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true) + "\n"
        ])
        try await governed.fixture.commit([:], "Raise", by: "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-content"])
    }

    @Test("one mode bit changed after approval")
    func oneBit() async throws {
        let governed = try await Governed()
        try governed.fixture.write(Governed.raise)
        try await governed.say(Governed.both)
        try await governed.fixture.git("add", "--all")
        try await governed.fixture.git(
            "update-index", "--chmod=+x", "environments/production/flags/CSF.json")
        try await governed.fixture.git(
            "commit", "--quiet", "--message", "Raise", "--author", "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["executable", "approval-missing"])
        #expect(Set(found.whys) == ["other-content"])
    }

    @Test("a cohort edit that widens production without touching a flag")
    func cohort() async throws {
        let governed = try await Governed()
        try await governed.step([
            "environments/production/cohorts/early-adopters.json": SampleFlags.cohort(
                "early-adopters", share: 10, attribute: "anybody")
        ])
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.transitions.first?.classification == .raising)
    }

    @Test("a definition that widens production without touching its folder")
    func definition() async throws {
        let governed = try await Governed()
        try await governed.step([
            "flags/CHAT.json": SampleFlags.flag("CHAT", groups: "s4").replacing(
                #""on": true, "off": false"#, with: #""on": false, "off": true"#)
        ])
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(found.violations.first?.scope == .flags)
    }

    @Test("a file with errors, which proves nothing")
    func broken() async throws {
        let governed = try await Governed()
        try await governed.step(["environments/production/flags/CSF.json": "{ \"flag\": \"CSF\", \"enabled\": tru }\n"])
        #expect(try await governed.verify().names == ["approval-missing"])
    }

    @Test("an evil merge")
    func evilMerge() async throws {
        let governed = try await Governed()
        try await governed.fixture.git("switch", "--quiet", "--create", "feature")
        try governed.fixture.write(Governed.raise)
        try await governed.say(Governed.both)
        try await governed.fixture.commit([:], "Raise", by: "Ann Author <ann@example.com>")
        try await governed.fixture.git("switch", "--quiet", "main")
        try await governed.fixture.git("merge", "--quiet", "--no-ff", "--no-commit", "feature")
        try governed.fixture.write(ReplayAttackTests.other)
        try await governed.fixture.commit([:], "Merge", by: "Ann Author <ann@example.com>")
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-content"])
    }

    @Test("a merge with -s ours that throws the branch's own changes away")
    func ours() async throws {
        let governed = try await Governed()
        try await governed.fixture.git("switch", "--quiet", "--create", "feature")
        try governed.fixture.write(ReplayAttackTests.other)
        try await governed.say(Governed.both, change: "change-2")
        try await governed.fixture.commit([:], "Raise for some", by: "Ann Author <ann@example.com>")
        try await governed.fixture.git("switch", "--quiet", "main")
        try await governed.step(["environments/production/flags/theme.json": SampleFlags.state("theme")])
        try await governed.fixture.git("switch", "--quiet", "feature")
        try await governed.fixture.git("merge", "--quiet", "-s", "ours", "--message", "Catch up", "main")
        try await governed.fixture.git("switch", "--quiet", "main")
        try await governed.fixture.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
        // What was turned off on main is on again, and nobody approved that.
        let found = try await governed.verify()
        #expect(found.names == ["approval-missing"])
        #expect(Set(found.whys) == ["other-scope-head"])
    }
}
