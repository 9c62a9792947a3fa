import TestSupport
import Testing

@testable import Workflows

/// Flags that are turned on or off at a time.
@Suite struct ScheduleTests {
    private static let production = "environments/production/environment.json"

    @discardableResult
    private func schedule(
        _ flags: FlagFixture, _ key: String = "CSF", enabled: Bool = true, at time: String,
        _ options: EditOptions = .approved
    ) async throws -> EditReport {
        let verb = enabled ? "enable" : "disable"
        let session = try flags.session(
            "flagctl schedule \(verb) \(key) --env production --at \(time)", at: "2026-01-03T12:00:00Z",
            entropy: { (0, 0) })
        return try await ScheduleFlags(Selection(keys: [key]), in: "production", enabled: enabled, at: time)
            .run(session, options)
    }

    private func isOn(_ flags: FlagFixture, _ key: String = "CSF") async throws -> Bool {
        try await flags.state(key, in: "production").contains("\"enabled\": true")
    }

    @Test func `is asked for now and made by the watcher at its time`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await schedule(flags, at: "2026-01-05T09:00:00Z", .init())
        }
        let report = try await schedule(flags, at: "2026-01-05T09:00:00Z")
        #expect(report.subject == "Schedule: enable CSF in production at 2026-01-05T09:00:00Z")
        #expect(
            report.notes == [
                "the watcher makes it: flagctl watch --interval 30s",
                "take it back: flagctl rollout stop schedule-enable-CSF-000000 --env production",
            ])
        #expect(try await flags.look(at: "2026-01-05T08:59:59Z").decisions.isEmpty)
        #expect(try await !isOn(flags))
        let made = try await flags.look(at: "2026-01-05T09:00:00Z")
        #expect(made.problems.isEmpty && made.decisions.last?.edit.subject.hasSuffix("succeeded") == true)
        #expect(try await isOn(flags))
        try await flags.expectSound()
    }

    @Test(arguments: [
        ("2h", "2026-01-03T14:00:00Z"), ("PT90M", "2026-01-03T13:30:00Z"), ("7d", "2026-01-10T12:00:00Z"),
    ])
    func `takes a span of time from now`(_ text: String, _ time: String) async throws {
        let flags = try await FlagFixture()
        #expect(try await schedule(flags, at: text).subject.hasSuffix(" at \(time)"))
    }

    @Test func `a time that is over, and what is no time, is refused`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal(
            "past", "2026-01-03T11:00:00Z is over", hint: "do it now: flagctl enable CSF --env production"
        ) { try await schedule(flags, at: "2026-01-03T11:00:00Z") }
        try await flags.expectRefusal(
            "usage", "'2026-01-05' has no time of day", hint: "write it as 2026-01-05T09:00:00Z", .usage
        ) { try await schedule(flags, at: "2026-01-05") }
        try await flags.expectRefusal(
            "usage", "'soon' is no span of time", hint: "write it as 30s, 10m, 2h, 7d or PT30S", .usage
        ) { try await schedule(flags, at: "soon") }
    }

    @Test func `turning off needs nobody`() async throws {
        let flags = try await FlagFixture()
        #expect(try await schedule(flags, "CHAT", enabled: false, at: "1h", .init()).classification == "neutral")
        #expect(try await flags.look(at: "13:00").problems.isEmpty)
        #expect(try await !isOn(flags, "CHAT"))
    }

    @Test func `does not fire in a freeze at its time`() async throws {
        let frozen = SampleFlags.production.replacing(
            "\"lowering\"",
            with: """
                "freezes": [{ "from": "2026-01-03T12:30:00Z", "to": "2026-01-03T14:00:00Z", "reason": "Audit" }],
                    "lowering"
                """)
        let flags = try await FlagFixture([Self.production: frozen])
        try await schedule(flags, at: "1h")
        #expect(try await flags.look(at: "13:00").problems.map(\.failure.code) == ["frozen"])
        #expect(try await !isOn(flags))
    }

    @Test func `does not fire when its approval ran out by then`() async throws {
        let short = SampleFlags.production.replacing("\"evidence\"", with: "\"validFor\": \"PT30M\", \"evidence\"")
        let flags = try await FlagFixture([Self.production: short])
        try await schedule(flags, at: "1h")
        #expect(try await flags.look(at: "13:00").problems.map(\.failure.code) == ["approval-needed"])
        #expect(try await !isOn(flags))
    }

    @Test func `is taken back by stopping its run`() async throws {
        let flags = try await FlagFixture()
        try await schedule(flags, at: "1h")
        try await flags.control(.stop, "schedule-enable-CSF-000000")
        #expect(try await flags.look(at: "13:00").runs == 0)
    }
}
