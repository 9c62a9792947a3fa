import FlagModel
import FlagRepository
import Rollouts
import TestSupport
import Testing

@testable import Workflows

/// Looks of a watcher.
@Suite struct WatchTests {
    @Test func `with nothing to decide it commits nothing and touches nothing`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        let head = try await flags.head()
        let report = try await flags.look(at: "12:30")
        #expect(report.isQuiet && report.runs == 1)
        #expect(try await flags.head() == head)
        try await flags.expectSound()
    }

    @Test func `makes one commit a decision, with its evidence`() async throws {
        let flags = try await FlagFixture.withRun()
        let length = try await flags.length()
        let report = try await flags.look(at: "12:02")
        #expect(try await flags.length() == length + 2)
        #expect(
            report.decisions.map(\.edit.subject) == ["Rollout csf: canary begins", "Rollout csf: canary, step 1: 10%"])
        try await flags.look(at: "12:20", .broken)
        let message = try await flags.message()
        #expect(message.contains("guard error-rate: failed, 50 over 300 s until 2026-01-03T12:19:30Z (error-rate)"))
        #expect(message.contains("\nOperation: watch-rollback\n"))
        try await flags.expectSound()
    }

    @Test func `a plan goes all the way by itself where everybody said go`() async throws {
        let flags = try await FlagFixture.atGate()
        try await flags.attest(by: .mike)
        try await flags.attest(by: .ann)
        #expect(
            try await flags.look(at: "15:02").decisions.map(\.edit.subject) == [
                "Rollout csf: canary passed its gate", "Rollout csf: everybody begins",
                "Rollout csf: everybody, step 1: CSF everybody else gets on",
            ])
        #expect(
            try await flags.look(at: "16:02").decisions.map(\.edit.subject) == [
                "Rollout csf: everybody is at its gate", "Rollout csf: succeeded",
            ])
        #expect(try await flags.runState() == "succeeded")
    }

    @Test func `no data holds, and a dead source is named once`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        let report = try await flags.look(at: "13:02", .dead)
        #expect(report.decisions.isEmpty && report.problems.isEmpty)
        #expect(report.gaps.map(\.subject) == ["guard error-rate", "criterion errors"])
        #expect(report.gaps.allSatisfy { $0.why == "connection refused" })
        let none = ConstantMeasurements { _ in .noData("no series") }
        #expect(try await flags.look(at: "13:03", none).isQuiet)
    }

    @Test func `looks at the same time never make a step twice`() async throws {
        let flags = try await FlagFixture.withRun()
        let length = try await flags.length()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await flags.look(at: "12:02") } }
            try await group.waitForAll()
        }
        #expect(try await flags.length() == length + 2)
        #expect(
            try await flags.subjects(2) == ["Rollout csf: canary, step 1: 10%", "Rollout csf: canary begins"])
        try await flags.expectSound()
    }

    @Test(arguments: ["plan", "status"])
    func `a run whose files have errors keeps no other from moving`(_ file: String) async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.commit(
            [
                "environments/production/rollouts/broken/plan.json": CanaryPlan.plan(key: "broken"),
                "environments/production/rollouts/broken/status.json": try await flags.show(
                    "\(CanaryPlan.path)/status.json"
                ).replacing("\"plan\": \"csf\"", with: "\"plan\": \"broken\""),
            ])
        try await flags.commit(["environments/production/rollouts/broken/\(file).json": "{ \"key\": 3 }\n"])
        let report = try await flags.look(at: "12:02")
        #expect(report.problems.map(\.run) == ["broken in production"])
        #expect(report.decisions.map(\.run) == ["csf in production", "csf in production"])
    }

    @Test func `a flag that somebody changed by hand pauses the run`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        try await flags.disable("CSF", in: "production", at: "2026-01-03T12:10:00Z")
        #expect(
            try await flags.look(at: "13:02").decisions.map(\.edit.subject) == [
                "Rollout csf: pause: CSF changed outside of the run"
            ])
    }

    // MARK: Heartbeat

    @Test func `leaves a heartbeat that is no commit, at most every 15 seconds`() async throws {
        let flags = try await FlagFixture.withRun()
        func blob() async throws -> String { try await flags.git("cat-file", "-p", "refs/flagctl/heartbeat") }
        try await flags.look(at: "2026-01-03T12:02:00Z", interval: 30)
        #expect(try await blob().contains("2026-01-03T12:02:00Z"))
        try await flags.look(at: "2026-01-03T12:02:14Z", interval: 30)
        #expect(try await blob().contains("2026-01-03T12:02:00Z"))
        try await flags.look(at: "2026-01-03T12:02:15Z", interval: 30)
        #expect(try await blob().contains("2026-01-03T12:02:15Z"))
        // A clock that went back is no reason to look alive for ever.
        try await flags.look(at: "2026-01-03T12:02:05Z", interval: 30)
        #expect(try await blob().contains("2026-01-03T12:02:05Z"))
        #expect(try await flags.git("cat-file", "-t", "refs/flagctl/heartbeat") == "blob")
    }

    @Test(arguments: ["{", "{}", #"{ "time": "2026-01-03T12:02:00Z", "environments": ["production", 1] }"#])
    func `a heartbeat that cannot be read is no sign that nobody ever looked, and the next look mends it`(
        _ text: String
    ) async throws {
        let flags = try await FlagFixture.withRun()
        try flags.write(["heartbeat": text])
        let blob = try await flags.git("hash-object", "-w", "heartbeat")
        try await flags.git("update-ref", "refs/flagctl/heartbeat", blob)
        let repository = try flags.session(at: "2026-01-03T12:02:00Z").repository()
        let found = await failure("bad-heartbeat") { _ = try Heartbeat.read(repository.git) }
        #expect(found?.message.hasPrefix("refs/flagctl/heartbeat is no heartbeat of a watcher") == true)
        #expect(try await flags.look(at: "12:02").problems.isEmpty)
        #expect(try Heartbeat.read(repository.git)?.time == Timestamp("2026-01-03T12:02:00Z"))
    }

    @Test func `an interval longer than half the shortest window is refused`() async throws {
        let flags = try await FlagFixture.withPlan()
        try WatchRollouts(interval: 151, gathering: ConstantMeasurements.healthy).checkInterval(flags.session())
        try await flags.start()
        let found = await failure("interval-too-long") {
            try WatchRollouts(interval: 151, gathering: ConstantMeasurements.healthy)
                .checkInterval(flags.session())
        }
        #expect(
            found?.message
                == "an interval of 151 s is longer than half the window of guard 'error-rate' of csf in production: 300 s"
        )
        #expect(found?.hint == "look at least every 150 s: --interval 150s")
        try WatchRollouts(interval: 150, gathering: ConstantMeasurements.healthy).checkInterval(flags.session())
    }

    @Test func `doctor says who watches`() async throws {
        let flags = try await FlagFixture.withPlan()
        func line(at time: String) throws -> (String, String?) {
            try WatcherCheck.look(flags.session(at: time).repository(), now: flags.session(at: time).now)
        }
        let noon = "2026-01-03T12:02:00Z"
        #expect(try line(at: noon) == ("no run is under way", nil))
        try await flags.start()
        #expect(try line(at: noon) == ("nobody watches 1 active run", "flagctl watch --interval 30s"))
        try await flags.look(at: "12:02", interval: 30)
        #expect(try line(at: "2026-01-03T12:02:20Z") == ("1 active run, looked at 20 s ago", nil))
        #expect(
            try line(at: "2026-01-03T12:13:00Z")
                == ("1 active run, looked at PT11M ago, plans allow PT10M", "flagctl watch --interval 30s"))
        try await flags.look(at: "12:20", interval: 200)
        let found = await failure("interval-too-long") { _ = try line(at: "2026-01-03T12:20:00Z") }
        #expect(found?.hint == "flagctl watch --interval 150s")
    }
}
