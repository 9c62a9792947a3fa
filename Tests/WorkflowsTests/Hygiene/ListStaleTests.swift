import Documents
import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct ListStaleTests {
    /// Reasons by flag, 60 days after the flags were laid out.
    private func reasons(
        _ flags: FlagFixture, _ stale: ListStale = ListStale(), at time: String = "2026-03-02T12:00:00Z"
    ) async throws -> [String: [String]] {
        let report = try await stale.run(flags.session(at: time))
        return Dictionary(uniqueKeysWithValues: report.flags.map { ($0.key, $0.reasons) })
    }

    private func lifecycle(_ text: String) -> String { SampleFlags.flag("CHAT", more: ",\n  \"lifecycle\": \(text)") }

    @Test func `the last day on which a flag is wanted is not over yet`() async throws {
        let flags = try await FlagFixture([
            "flags/CHAT.json": lifecycle(#"{ "stage": "beta", "expires": "2026-03-02" }"#)
        ])
        #expect(try await reasons(flags)["CHAT"] == nil)
        #expect(try await reasons(flags, at: "2026-03-03T00:00:00Z")["CHAT"] == ["expired"])
    }

    @Test func `a flag is constant for thirty days, for a span, or since a date`() async throws {
        let flags = try await FlagFixture()
        #expect(try await reasons(flags) == ["CSF": ["constant"]])
        #expect(try await reasons(flags, at: "2026-01-31T08:59:59Z") == [:])
        #expect(try await reasons(flags, at: "2026-01-31T09:00:00Z") == ["CSF": ["constant"]])
        #expect(try await reasons(flags, ListStale(since: "90d")) == [:])
        #expect(try await reasons(flags, ListStale(since: "2025-12-31")) == [:])
        #expect(try await reasons(flags, ListStale(since: "2026-01-01")) == ["CSF": ["constant"]])
        #expect(
            try await reasons(flags, ListStale(in: "production")) == ["CSF": ["constant"], "CHAT": ["constant"]])
    }

    @Test func `a span that is none is refused with how to write it`() async throws {
        let flags = try await FlagFixture()
        let failure = try await flags.expectRefusal("usage", .usage) {
            _ = try await reasons(flags, ListStale(since: "long"))
        }
        #expect(failure?.message == "'long' is neither a span of time nor a date")
        #expect(failure?.hint == "write it as 30d, P30D or 2026-01-31")
    }

    @Test func `a permanent flag goes only where it is archived`() async throws {
        let flags = try await FlagFixture([
            "flags/CSF.json": SampleFlags.flag(
                "CSF", more: ",\n  \"lifecycle\": { \"stage\": \"general\", \"permanent\": true }")
        ])
        #expect(try await reasons(flags) == [:])
        try await flags.commit([
            "flags/CSF.json": SampleFlags.flag(
                "CSF", more: ",\n  \"lifecycle\": { \"stage\": \"archived\", \"permanent\": true }")
        ])
        #expect(try await reasons(flags) == ["CSF": ["archived"]])
    }

    // MARK: Metrics

    private func metrics(_ lines: String...) -> ListStale {
        let text = "# TYPE flagctl_flag_evaluations_total counter\n" + lines.joined(separator: "\n")
        return ListStale(since: "1000d", metrics: .text(text, file: "metrics.txt"))
    }

    @Test func `flags without evaluations are told by the server's metrics`() async throws {
        let flags = try await FlagFixture()
        var stale = metrics(
            #"flagctl_flag_evaluations_total{environment="production",flag="CSF"} 3"#,
            #"flagctl_flag_evaluations_total{environment="development",flag="CHAT"} 1"#,
            #"flagctl_requests_total{route="evaluateAll",status="401"} 1"#)
        #expect(try await reasons(flags, stale) == ["theme": ["never-evaluated"]])
        stale.environment = "production"
        #expect(try await reasons(flags, stale) == ["theme": ["never-evaluated"], "CHAT": ["never-evaluated"]])
    }

    @Test func `counters with the label of OpenTelemetry serve as well`() async throws {
        let flags = try await FlagFixture()
        let text = """
            feature_flag_flagd_impression_total{feature_flag_key="CSF"} 3
            feature_flag_flagd_impression_total{feature_flag_key="theme"} 0
            """
        let stale = ListStale(since: "1000d", metrics: .text(text, file: "metrics.txt"))
        #expect(try await reasons(flags, stale) == ["theme": ["never-evaluated"], "CHAT": ["never-evaluated"]])
    }

    @Test func `clients that take all flags at once leave it open`() async throws {
        let flags = try await FlagFixture()
        let stale = metrics(#"flagctl_requests_total{route="evaluateAll",status="200"} 1"#)
        let report = try await stale.run(flags.session())
        #expect(report.flags.isEmpty)
        #expect(
            report.notes == ["clients asked the server for all flags at once, which does not tell which ones they use"])
    }

    @Test func `metrics that count no flags, or are none, are refused`() async throws {
        let flags = try await FlagFixture()
        for (text, code) in [("up 1", "no-flag-counts"), ("<html>", "not-metrics")] {
            let stale = ListStale(metrics: .text(text, file: "metrics.txt"))
            try await flags.expectRefusal(code) { _ = try await reasons(flags, stale) }
        }
    }

    // MARK: Clones and mentions

    @Test func `a shallow clone does not know how long a flag has been constant`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit(["README.md": "Newer.\n"], "Newer", at: "2026-02-20T09:00:00Z")
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "1", "file://\(flags.path)", clone)
        let report = try await ListStale().run(flags.session(at: "2026-03-02T12:00:00Z", in: clone))
        #expect(report.flags.isEmpty)
        #expect(report.unknown == ["CSF"])
        let later = try await ListStale().run(flags.session(at: "2026-06-01T12:00:00Z", in: clone))
        #expect(later.flags.first?.constant?.isAtLeast == true)
        #expect(later.unknown.isEmpty)
    }

    @Test func `stale flags are looked for in code, and documents are none`() async throws {
        let flags = try await FlagFixture(["src/app.ts": "flags.CSF // CSF and CHAT\n"])
        let stale = ListStale(folder: flags.path)
        let report = try await stale.run(flags.session(at: "2026-03-02T12:00:00Z"))
        #expect(report.flags.map(\.key) == ["CSF"])
        #expect(report.flags.first?.mentions?.mentions.map(\.place) == ["src/app.ts:1:7", "src/app.ts:1:14"])
        #expect(report.flags.first?.mentions?.comments == 1)
    }

    @Test func `references tell which flags no code mentions`() async throws {
        let flags = try await FlagFixture(["src/app.ts": "flags.CSF\n", "src/flags/theme.json": "{}\n"])
        let all = try await FindReferences(in: flags.path, called: ".").run(flags.session())
        #expect(all.flags.map(\.key) == ["CSF"])
        #expect(all.unmentioned == ["CHAT", "theme"])
        let part = try await FindReferences(in: flags.path + "/flags", called: "flags").run(flags.session())
        #expect(part.files == 0, "documents of this repository, whatever folder is named")
    }
}
