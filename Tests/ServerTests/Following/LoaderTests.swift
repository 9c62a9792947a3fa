import Documents
import Evaluation
import Exchange
import FlagModel
import FlagRepository
import Foundation
import Git
import TestSupport
import Testing

@testable import Server

@Suite struct LoaderTests {
    private static let contexts = [
        "{}", #"{"targetingKey":"u1"}"#, #"{"targetingKey":"u2","early-adopters":true}"#,
        #"{"targetingKey":"u3","regular-users":true,"early-adopters":true}"#,
    ]

    @Test func `a step serves exactly what reading everything serves`() async throws {
        let flags = try await FlagFixture()
        let loader = try flags.loader()
        var loaded = try await flags.loaded()
        var random = SplitMix64(seed: 41)
        for round in 0..<60 {
            try await flags.commit(Self.edit(round, &random), "Edit \(round)")
            let head = try loader.repository.headCommit()
            let whole = try await loader.load(head)
            loaded = try await loader.step(from: loaded, to: head)
            #expect(loaded.commit == whole.commit)
            for (step, whole) in zip(loaded.environments, whole.environments) {
                #expect(step.key == whole.key)
                #expect(step.version.text == whole.version.text)
                #expect(step.compiled.keys == whole.compiled.keys)
                #expect(step.content.flags == whole.content.flags)
                #expect(step.content.cohorts == whole.content.cohorts)
                #expect(try step.answers(to: Self.contexts) == whole.answers(to: Self.contexts), "round \(round)")
            }
        }
    }

    private static func edit(_ round: Int, _ random: inout SplitMix64) -> [String: String?] {
        let environment = random.pick(["development", "production"])
        let flag = random.pick(["CSF", "CHAT", "NEW"])
        let serve = random.pick([#""on""#, #""off""#, #"{ "on": 25, "off": 75 }"#])
        let state = SampleFlags.state(
            flag, enabled: random.chance(70), rules: random.chance(50) ? [("early-adopters", serve)] : [],
            fallthrough: serve)
        switch random.upTo(6) {
        case 0:
            let share = 1 + random.upTo(50)
            let attribute = random.pick(["early-adopters", "other"])
            return [
                "environments/\(environment)/cohorts/early-adopters.json": SampleFlags.cohort(
                    "early-adopters", share: share, attribute: attribute)
            ]
        case 1: return ["flags/\(flag).json": SampleFlags.flag(flag, more: ",\n  \"owner\": \"team-\(round)\"")]
        case 2:
            // All of a flag at once, or nothing of it.
            let exists = random.chance(60)
            return [
                "flags/NEW.json": exists ? SampleFlags.flag("NEW") : nil,
                "environments/development/flags/NEW.json": exists ? SampleFlags.state("NEW", enabled: true) : nil,
                "environments/production/flags/NEW.json": nil, "README.md": "Round \(round).\n",
            ]
        case 3: return ["README.md": "Round \(round).\n"]
        case 4:
            return [
                ".flagctl/config.json":
                    "{ \"formatVersion\": 1, \"protectedBranch\": \"main\", \"bucketing\": \"\(random.pick(["flagd-v2", "flagd-v3"]))\" }\n",
                "README.md": "Round \(round).\n",
            ]
        default:
            let known = flag == "NEW" ? "CSF" : flag
            return [
                "environments/\(environment)/flags/\(known).json": state.replacingOccurrences(of: "NEW", with: "CSF"),
                "README.md": "Round \(round).\n",
            ]
        }
    }

    @Test func `a head that does not validate is refused with what is wrong`() async throws {
        let flags = try await FlagFixture()
        let loaded = try await flags.loaded()
        let broken = try await flags.commit(["environments/production/flags/CSF.json": "{"])
        let loader = try flags.loader()
        let id = try #require(ObjectID(hex: broken))
        for step in [true, false] {
            let invalid = await #expect(throws: Loader.Invalid.self) {
                _ = step ? try await loader.step(from: loaded, to: id) : try await loader.load(id)
            }
            #expect(invalid?.findings.map(\.path) == ["environments/production/flags/CSF.json"])
        }
    }

    @Test func `what a rule loses is noticed though its file is not touched`() async throws {
        let flags = try await FlagFixture()
        let loaded = try await flags.loaded()
        let broken = try await flags.commit(["environments/production/cohorts/early-adopters.json": nil])
        let id = try #require(ObjectID(hex: broken))
        let invalid = await #expect(throws: Loader.Invalid.self) {
            try await flags.loader().step(from: loaded, to: id)
        }
        #expect(invalid?.findings.map(\.rule) == ["undefined-cohort"])
    }

    @Test func `an error in an environment that is not served does no harm`() async throws {
        let flags = try await FlagFixture()
        let loader = try flags.loader("development")
        let loaded = try await loader.load(loader.repository.headCommit())
        let broken = try await flags.commit(["environments/production/flags/CSF.json": "{"])
        let id = try #require(ObjectID(hex: broken))
        #expect(try await loader.step(from: loaded, to: id).commit == id)
        #expect(try await loader.load(id).environments.map(\.key.text) == ["development"])
    }

    @Test(arguments: ["rollouts/s4/plan.json", "rollouts/s4/status.json"])
    func `an error in a rollout keeps nothing from being served`(path: String) async throws {
        let flags = try await FlagFixture()
        let loader = try flags.loader()
        let loaded = try await flags.loaded()
        let broken = try await flags.commit([
            "environments/production/\(path)": "{", ".flagctl/metrics.json": "{",
            "environments/production/flags/CHAT.json": SampleFlags.state("CHAT"),
        ])
        let id = try #require(ObjectID(hex: broken))
        #expect(try await loader.step(from: loaded, to: id).commit == id)
        #expect(try await loader.load(id).commit == id)
    }

    @Test func `an environment that is gone is an error`() async throws {
        let flags = try await FlagFixture()
        let loader = try flags.loader("nowhere")
        let invalid = await #expect(throws: Loader.Invalid.self) {
            try await loader.load(loader.repository.headCommit())
        }
        #expect(invalid?.findings.map(\.rule) == ["missing-environment"])
    }

    @Test func `a start behind an invalid head finds the last commit that validates`() async throws {
        let flags = try await FlagFixture()
        let good = try await flags.head()
        try await flags.commit(["environments/production/flags/CSF.json": "{"])
        try await flags.commit(["README.md": "More.\n"])
        let loader = try flags.loader()
        let (loaded, problems) = try await loader.loadLastGood(loader.repository.headCommit())
        #expect(loaded.commit.hex == good)
        #expect(problems?.findings.count == 1)
    }

    @Test func `no start without a commit that validates`() async throws {
        let flags = try await FlagFixture(["environments/production/flags/CSF.json": "{"])
        let loader = try flags.loader()
        await #expect(throws: Loader.Invalid.self) { try await loader.loadLastGood(loader.repository.headCommit()) }
    }
}
