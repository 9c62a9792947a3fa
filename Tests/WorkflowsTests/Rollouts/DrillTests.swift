import Connectors
import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// Drills of the kill switch.
@Suite struct DrillTests {
    /// A server that reads the repository, as `serve` does, and stops answering or following after so many answers.
    private actor FakeServer: FlagAsking {
        let flags: FlagFixture
        private var answers = 0
        private let dies: Int
        private let freezes: Int

        init(_ flags: FlagFixture, dies: Int = .max, freezes: Int = .max) {
            self.flags = flags
            self.dies = dies
            self.freezes = freezes
        }

        func ask(_ flag: String, in environment: String, targetingKey: String) async throws -> ServedAnswer {
            answers += 1
            if answers > dies { throw FlagNotServed(why: "http://localhost:9 does not answer") }
            let state = try await flags.state(flag, in: environment)
            let isOn = state.contains("\"enabled\": true") || answers > freezes
            return ServedAnswer(variant: isOn ? "on" : "off", reason: "STATIC")
        }
    }

    private func fixture(on: Bool = true) async throws -> FlagFixture {
        try await FlagFixture.withRun([
            "environments/development/flags/CSF.json": SampleFlags.state("CSF", enabled: on)
        ])
    }

    private func drill(
        _ flags: FlagFixture, in environment: String = "development", _ server: FakeServer,
        clock: @escaping @Sendable () -> Double = DrillTests.ticking()
    ) async throws -> DrillReport {
        try await DrillKillSwitch("csf", in: environment, server: server, clock: clock)
            .run(flags.session(.ann, at: "12:10"), .init())
    }

    /// A clock that is a second later each time it is looked at.
    private static func ticking(by step: Double = 1) -> @Sendable () -> Double {
        let clock = Ticks(step)
        return { clock.next() }
    }

    @Test func `turns off, measures, turns on, and reports the time to the run`() async throws {
        let flags = try await fixture()
        let before = try await flags.state("CSF", in: "development")
        let report = try await drill(flags, FakeServer(flags))
        #expect(report.times.map(\.flag) == ["CSF"])
        #expect(report.times.first.map { $0.commitSeconds < $0.seconds } == true)
        #expect(try await flags.state("CSF", in: "development") == before)
        let subjects = try await flags.subjects(3)
        #expect(subjects.dropFirst() == ["Enable CSF in development", "Disable CSF in development"])
        #expect(subjects.first?.hasPrefix("Rollout csf: kill-switch-seconds is ") == true)
        #expect(report.recorded?.commit == (try await flags.head()))
        try await flags.expectSound()
    }

    @Test func `a flag that nobody is served is not drilled`() async throws {
        let flags = try await fixture(on: false)
        let found = try await flags.expectRefusal("not-exposed") { _ = try await drill(flags, FakeServer(flags)) }
        #expect(
            found?.message == "nobody of 100 is served CSF in development, so that turning it off shows nothing")
    }

    @Test func `a server that dies half way leaves the flag on`() async throws {
        let flags = try await fixture()
        let found = await failure("not-served") { _ = try await drill(flags, FakeServer(flags, dies: 1)) }
        #expect(found?.hint == "start it: flagctl serve --env development --no-auth; or name it: --server URL")
        #expect(try await flags.state("CSF", in: "development").contains("\"enabled\": true"))
        #expect(try await flags.subjects(1) == ["Enable CSF in development"])
    }

    @Test func `a server that does not follow fails the drill and the flag is on again`() async throws {
        let flags = try await fixture()
        let found = await failure("drill-failed") {
            _ = try await drill(flags, FakeServer(flags, freezes: 0), clock: DrillTests.ticking(by: 7))
        }
        #expect(found?.message == "CSF was still served 60 s after it was turned off")
        #expect(try await flags.state("CSF", in: "development").contains("\"enabled\": true"))
    }

    @Test func `where turning on would be asked for, nothing is turned off`() async throws {
        let flags = try await fixture()
        try await flags.look(at: "12:02")
        let found = try await flags.expectRefusal("no-way-back") {
            _ = try await drill(flags, in: "production", FakeServer(flags))
        }
        #expect(
            found?.message == "production would not let the flags be turned on again without an approval")
    }

    @Test func `a plan that nobody has is named with its near ones`() async throws {
        let flags = try await fixture()
        let found = try await flags.expectRefusal("unknown-plan") {
            _ = try await DrillKillSwitch("cfs", in: "production", server: FakeServer(flags), clock: { 0 })
                .run(flags.session(.ann, at: "12:10"), .init())
        }
        #expect(found?.hint == "did you mean 'csf'?")
    }
}
