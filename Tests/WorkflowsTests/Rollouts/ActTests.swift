import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// What people do to runs, and who may.
@Suite struct ActTests {
    private let notStarted = "rollout 'csf' was not started in production"

    // MARK: Start

    @Test func `a start commits the run's first status, with its name in the trailers`() async throws {
        let flags = try await FlagFixture.withPlan()
        let report = try await flags.start()
        #expect(report.subject == "Rollout csf: start")
        #expect(report.classification == "raising")
        #expect(report.changes.map(\.place) == ["production/rollouts/csf"])
        #expect(try await flags.runState() == "waiting")
        let run = try #require(try await flags.runState("csf", "run"))
        let message = try await flags.message()
        #expect(message.contains("\nRollout: csf\nRun: \(run)\n"))
        #expect(message.contains("\nOperation: rollout-start\n"))
        #expect(try await flags.state("CSF", in: "production") == SampleFlags.state("CSF"), "a start sets nothing")
        try await flags.expectSound()
    }

    @Test func `a run is started once, by who may, and only where there is a plan`() async throws {
        let flags = try await FlagFixture.withPlan()
        try await flags.expectRefusal(
            "role-needed",
            "to start 'csf' somebody has to hold the role product-owner; Mike does not hold it",
            hint: "who can: ann (Ann Author), priya (Priya N)"
        ) { try await flags.start(by: .mike) }
        try await flags.expectRefusal(
            "role-needed",
            "to start 'csf' somebody has to hold the role product-owner; "
                + "'eve@example.com' is nobody of .flagctl/people.json with it",
            hint: "who can: ann (Ann Author), priya (Priya N)"
        ) { try await flags.start(by: .eve) }
        try await flags.expectRefusal(
            "unknown-plan", "there is no rollout plan 'cfs' in production", hint: "did you mean 'csf'?"
        ) { try await flags.start("cfs") }
        try await flags.start()
        try await flags.expectRefusal(
            "run-active", "rollout 'csf' is under way in production: waiting",
            hint: "see it: flagctl rollout status csf --env production"
        ) { try await flags.start() }
    }

    @Test func `after a run is over another one begins under a name of its own`() async throws {
        let flags = try await FlagFixture.withPlan()
        try await flags.start()
        let first = try await flags.runState("csf", "run")
        try await flags.control(.stop)
        try await flags.start(at: "12:40")
        #expect(try await flags.runState("csf", "run") != first)
        #expect(try await flags.runState() == "waiting")
    }

    @Test func `nothing is done to what was not started, or is over`() async throws {
        let flags = try await FlagFixture.withPlan()
        try await flags.expectRefusal(
            "not-started", notStarted, hint: "start it: flagctl rollout start csf --env production"
        ) { try await flags.control(.pause) }
        try await flags.start()
        try await flags.control(.stop)
        let found = try await flags.expectRefusal("run-over") { try await flags.tick("brief", by: .mike) }
        #expect(found?.message == "the run of 'csf' in production is over: stopped")
        #expect(found?.hint?.hasSuffix("begin another: flagctl rollout start csf --env production") == true)
    }

    // MARK: Tasks

    @Test func `a tick counts once who holds its role made it, and is taken back`() async throws {
        let flags = try await FlagFixture.withPlan()
        try await flags.start()
        #expect(try await flags.look(at: "12:01").decisions.isEmpty)
        try await flags.expectRefusal(
            "role-needed",
            "to tick 'deployed' somebody has to hold the role engineer; Ann Author does not hold it",
            hint: "who can: mike (Mike)"
        ) { try await flags.tick("deployed", by: .ann) }
        let report = try await flags.tick("canary/deployed", by: .mike)
        #expect(report.subject == "Rollout csf: canary: done: Deployed" && report.classification == "neutral")
        try await flags.tick("deployed", by: .mike, done: false)
        #expect(try await flags.look(at: "12:02").decisions.isEmpty)
        try await flags.tick("deployed", by: .mike)
        #expect(try await flags.look(at: "12:03").decisions.count == 2)
    }

    @Test func `what flagctl sees by itself is not ticked, and unknown names have near ones`() async throws {
        let flags = try await FlagFixture.withPlan()
        try await flags.start()
        try await flags.expectRefusal(
            "checked-task", "nobody ticks 'canary-done': phase 'canary' has to pass its gate",
            hint: "flagctl sees it by itself"
        ) { try await flags.tick("everybody/canary-done", by: .mike) }
        try await flags.expectRefusal(
            "unknown-task", "phase 'canary' has no task 'breif'", hint: "did you mean 'brief'?"
        ) { try await flags.tick("breif", by: .mike) }
        try await flags.expectRefusal(
            "unknown-phase", "plan 'csf' has no phase 'canari'", hint: "did you mean 'canary'?"
        ) { try await flags.tick("canari/brief", by: .mike) }
    }

    // MARK: Gates

    @Test func `a role speaks by who holds it, for all of their roles or the one that is named`() async throws {
        let flags = try await FlagFixture.atGate()
        let go = try await flags.attest(by: .mike)
        #expect(go.subject == "Rollout csf: canary: engineer: go" && go.classification == "neutral")
        #expect(
            try await flags.attest(.noGo, role: "product-owner", by: .ann).subject.hasSuffix("product-owner: no-go"))
        try await flags.expectRefusal(
            "role-needed", "to speak as engineer somebody has to hold the role engineer; Priya N does not hold it",
            hint: "who can: mike (Mike)"
        ) { try await flags.attest(role: "engineer", by: .priya) }
        try await flags.expectRefusal(
            "unknown-role", "the gate of phase 'canary' does not ask the role 'enginer'",
            hint: "did you mean 'engineer'?"
        ) { try await flags.attest(role: "enginer", by: .mike) }
        let nobody = try await flags.expectRefusal("role-needed") { try await flags.attest(by: .eve) }
        #expect(nobody?.message.hasPrefix("to speak at the gate of 'canary' somebody has to hold") == true)
    }

    @Test func `a gate that asks nobody is not spoken at`() async throws {
        let flags = try await FlagFixture.withRun([
            "\(CanaryPlan.path)/plan.json": CanaryPlan.plan(gate: #"{ "hold": "PT2H" }"#)
        ])
        try await flags.expectRefusal(
            "no-gate", "the gate of phase 'canary' asks nobody",
            hint: "it opens by itself: flagctl rollout status csf --env production"
        ) { try await flags.attest(by: .ann) }
    }

    // MARK: Reports

    @Test func `a value is reported by who may, of a metric that people measure`() async throws {
        let flags = try await FlagFixture.withRun()
        func report(_ metric: String, _ value: Double, by somebody: Somebody) async throws -> EditReport {
            try await ReportMeasurement(metric, is: value, for: "csf", in: "production")
                .run(flags.session(somebody, at: "12:10"), .init())
        }
        let made = try await report("open-bugs", 3, by: .mike)
        #expect(made.subject == "Rollout csf: open-bugs is 3" && made.classification == "neutral")
        try await flags.expectRefusal(
            "role-needed", "to report 'open-bugs' somebody has to hold the role engineer; Ann Author does not hold it",
            hint: "who can: mike (Mike)"
        ) { _ = try await report("open-bugs", 3, by: .ann) }
        try await flags.expectRefusal(
            "unknown-metric", "nobody reports a metric 'open-bug'", hint: "did you mean 'open-bugs'?"
        ) { _ = try await report("open-bug", 3, by: .mike) }
        let found = try await flags.expectRefusal("unknown-metric") { _ = try await report("error-rate", 3, by: .mike) }
        #expect(found?.hint == "these are reported: open-bugs, kill-switch-seconds", "Prometheus measures it")
        try await flags.expectRefusal("usage", .usage) { _ = try await report("open-bugs", .infinity, by: .mike) }
    }

    @Test func `an incident takes the flags down at once, in a second commit`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        func report(_ guardKey: String, by somebody: Somebody) async throws -> EditReport {
            try await ReportIncident(to: guardKey, of: "csf", in: "production")
                .run(flags.session(somebody, at: "12:10"), EditOptions(reason: "history is gone"))
        }
        try await flags.expectRefusal(
            "role-needed",
            "to report to 'data-loss' somebody has to hold the role engineer; Ann Author does not hold it",
            hint: "who can: mike (Mike)"
        ) { _ = try await report("data-loss", by: .ann) }
        try await flags.expectRefusal(
            "unknown-guard", "plan 'csf' has no guard 'error-rate' that people report to",
            hint: "there are: data-loss"
        ) { _ = try await report("error-rate", by: .mike) }
        let made = try await report("data-loss", by: .mike)
        #expect(made.classification == "lowering")
        #expect(
            try await flags.subjects(2) == [
                "Rollout csf: roll back: guard data-loss: history is gone",
                "Rollout csf: incident: data-loss: history is gone",
            ])
        #expect(try await flags.state("CSF", in: "production").contains("\"enabled\": false"))
        #expect(try await flags.runState() == "rolledBack")
    }

    @Test func `an incident before anything was set pauses the run`() async throws {
        let flags = try await FlagFixture.withRun()
        let length = try await flags.length()
        let made = try await ReportIncident(to: "data-loss", of: "csf", in: "production")
            .run(flags.session(.mike, at: "12:10"), .init())
        #expect(made.subject == "Rollout csf: pause: guard data-loss: Data loss")
        #expect(try await flags.length() == length + 2)
        #expect(try await flags.runState() == "paused")
    }

    // MARK: Pause, resume, stop

    @Test func `a pause stops the clock and a resumption gives the time back`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        #expect(try await flags.control(.pause, by: .mike, at: "12:32").subject == "Rollout csf: pause: paused")
        try await flags.expectRefusal(
            "nothing-to-do", "the run of 'csf' is paused already",
            hint: "see it: flagctl rollout status csf --env production"
        ) { try await flags.control(.pause, at: "12:33") }
        #expect(try await flags.look(at: "13:32").decisions.isEmpty, "the hold is over, the run is paused")
        try await flags.expectRefusal(
            "role-needed", "to resume 'csf' somebody has to hold the role product-owner; Mike does not hold it",
            hint: "who can: ann (Ann Author), priya (Priya N)"
        ) { try await flags.control(.resume, by: .mike, at: "14:32", .approved) }
        try await flags.control(.resume, at: "14:32", .approved)
        #expect(try await flags.runState() == "holding")
        #expect(try await flags.look(at: "15:01").decisions.isEmpty, "half an hour of the hold is left")
        #expect(try await flags.look(at: "15:02").decisions.count == 2)
        try await flags.expectRefusal("nothing-to-do", "the run of 'csf' is under way already") {
            try await flags.control(.resume, at: "15:03", .approved)
        }
    }

    @Test func `guards stay on duty while the run is paused`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        try await flags.control(.pause, at: "12:05")
        let report = try await flags.look(at: "12:20", .broken)
        #expect(report.decisions.map(\.edit.subject) == ["Rollout csf: roll back: guard error-rate: Error rate"])
        #expect(try await flags.runState() == "rolledBack")
    }

    @Test func `a stop leaves on what is on`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.look(at: "12:02")
        let state = try await flags.state("CSF", in: "production")
        let report = try await flags.control(.stop, by: .mike)
        #expect(report.classification == "neutral" && report.subject == "Rollout csf: stop")
        #expect(try await flags.state("CSF", in: "production") == state)
        #expect(try await flags.look(at: "18:00", .broken).runs == 0)
    }
}
