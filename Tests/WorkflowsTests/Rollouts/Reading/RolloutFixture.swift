import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// A repository with the sample rollout, and what people and the watcher do in it.
struct RolloutFixture {
    let flags: FlagFixture
    /// What error-rate was, from moments on.
    var errors: [(from: String, value: Double)] = [("2025-12-01T00:00:00Z", 0.02)]

    init(_ changes: [String: String?] = [:]) async throws {
        let channels = #"{ "channels": [{ "key": "in-app", "type": "feed" }] }"# + "\n"
        let files = SampleRolloutFiles.files.merging([".flagctl/channels.json": channels]) { $1 }
        flags = try await FlagFixture(files.mapValues { $0 }.merging(changes) { $1 })
    }

    var gathering: SteadyMeasurements {
        get throws {
            let series = try errors.map { (from: try #require(Timestamp($0.from)), value: $0.value) }
            return SteadyMeasurements(values: ["all in measurements/errors.csv": series])
        }
    }

    /// A session of somebody; Ann where nobody is named.
    func session(_ time: String, by email: String = "ann@example.com") throws -> Session {
        try flags.session(
            "flagctl rollout", at: time, with: ["GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_NAME": "Somebody"])
    }

    /// Starts the run, ticks its prerequisite and lets the watcher make the first step, all at one time.
    func begin(at time: String = "2026-01-05T09:00:00Z") async throws {
        _ = try await StartRollout("csf", in: "production").run(session(time), .approved)
        try await tick("dashboards", at: time, by: "mike@example.com")
        try await watch(at: time)
    }

    func tick(_ task: String, at time: String, by email: String = "ann@example.com") async throws {
        _ = try await TickTask(task, of: "csf", in: "production", done: true)
            .run(session(time, by: email), EditOptions(reason: "it is there"))
    }

    func report(_ value: Double, at time: String) async throws {
        _ = try await ReportMeasurement("open-bugs", is: value, for: "csf", in: "production")
            .run(session(time), EditOptions())
    }

    @discardableResult
    func watch(at time: String) async throws -> WatchReport {
        let now = try #require(Timestamp(time))
        return try await WatchRollouts(gathering: gathering).look(session(time), now: now)
    }

    func board(at time: String, measured: Bool = true) async throws -> RolloutReport {
        try await ShowRollout("csf", in: "production", gathering: measured ? gathering : nil).run(session(time))
    }

    func explain(_ revision: String = "HEAD") throws -> ExplanationReport {
        try ExplainDecision(revision).run(session("2026-02-01T09:00:00Z"))
    }

    /// Makes the newest commit again with another text of a file, by the same author.
    func amend(_ path: String, _ change: (String) -> String) async throws {
        let text = try await flags.show(path)
        try flags.write([path: change(text)])
        try await flags.git("add", "--all")
        try await flags.git("commit", "--quiet", "--amend", "--no-edit")
    }
}
