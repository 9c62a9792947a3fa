import Communications
import FlagModel
import Testing

@Suite("Figures in messages")
struct FigureTests {
    private func body(_ source: String, _ facts: MessageFacts) throws -> String {
        let message = PlanMessage(
            key: try #require(MessageKey("news")), moment: MessageMoment(.completed),
            channels: [try #require(ChannelKey("email"))], template: "own")
        return try MessageWriter(facts).write(message, own: Array("Subject: a\n\n\(source)".utf8)).body.markdown
    }

    private let measures = "{{#measures}}\n- {{name}}: {{figure}}\n{{/measures}}"
    private let criteria = "{{#criteria}}\n- {{name}}: {{result}}, {{figure}}\n{{/criteria}}"

    @Test("a measured one bears value, unit, source and time; others say that they are not measured")
    func measured() throws {
        let facts = try ExamplePlans("tracks-posts").facts(.complete)
        #expect(
            try body(measures, facts) == """
                - Uptime: 100% (prometheus, 3 March 2026, 09:41 Europe/Berlin)
                - Error rate: 0.3% (prometheus, 3 March 2026, 09:41 Europe/Berlin)
                - Query performance: 85.2 ms (prometheus, 3 March 2026, 09:41 Europe/Berlin)
                - User activity: 9412 (prometheus, 3 March 2026, 09:41 Europe/Berlin)
                - Audio posts without a track: 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)
                - Playlist references without a track: 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)
                """)
    }

    @Test("a criterion bears the evidence of the newest decision, else what was reported, judged")
    func decided() throws {
        var facts = try ExamplePlans("tracks-posts").facts(.complete)
        let last = try #require(facts.status?.decisions.indices.last)
        facts.status?.decisions[last].evidence.removeAll { $0.metric.text != "error-rate" }
        #expect(
            try body(criteria, facts) == """
                - Error rate below 1%: met, 0.28% (prometheus, 2 March 2026, 09:42 Europe/Berlin)
                - Every audio post has its track: met, 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)
                - No orphaned data: met, 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)
                """)
    }

    @Test("once the run is over, criteria that nobody judged are left out; while it is active, they are told")
    func over() throws {
        let plan = try ExamplePlans("tracks-posts")
        let reported = [
            "- Every audio post has its track: met, 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)",
            "- No orphaned data: met, 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)",
        ]
        var facts = try plan.facts(.rolledBack)
        #expect(try body(criteria, facts).split(separator: "\n").map(String.init) == reported)
        facts.status?.state = .stopped
        facts.status?.rollback = nil
        #expect(try body(criteria, facts).split(separator: "\n").map(String.init) == reported)
        facts.status?.reports = []
        let message = PlanMessage(
            key: try #require(MessageKey("day")), moment: MessageMoment(.stopped),
            channels: [try #require(ChannelKey("email"))], template: "report-24h")
        let report = try MessageWriter(facts).write(message).body.markdown
        #expect(report.contains("**Criteria at the last gate:**\n\n- None was measured before the end.\n"))
        facts = try plan.facts(.running)
        facts.evidence = []
        #expect(try body(criteria, facts).hasPrefix("- Error rate below 1%: not measured, not measured\n"))
    }

    @Test("evidence of now counts before that of the status")
    func newer() throws {
        var facts = try ExamplePlans("tracks-posts").facts(.complete)
        let end = facts.now
        facts.evidence = [
            MetricEvidence(
                subject: .criterion(try #require(CriterionKey("errors"))),
                metric: try #require(MetricKey("error-rate")),
                source: SourceKey("prometheus"), query: "errors", result: .failed,
                windows: [.init(from: end, to: end, samples: 3, value: 7)])
        ]
        #expect(try body(criteria, facts).hasPrefix("- Error rate below 1%: not met, 7% (prometheus"))
    }

    @Test("a metric that was asked for in two ways is no figure of a measure")
    func ambiguous() throws {
        var facts = try ExamplePlans("tracks-posts").facts(.complete)
        facts.measured = [:]
        let metric = try #require(MetricKey("error-rate"))
        func evidence(_ subject: MetricSubject, _ query: String) -> MetricEvidence {
            MetricEvidence(
                subject: subject, metric: metric, source: SourceKey("prometheus"), query: query, result: .successful,
                windows: [.init(from: facts.now, to: facts.now, samples: 3, value: 2)])
        }
        facts.evidence = [evidence(.criterion(try #require(CriterionKey("errors"))), "a")]
        #expect(try body(measures, facts).contains("Error rate: 2%"))
        facts.evidence.append(evidence(.guard(try #require(GuardKey("error-rate"))), "b"))
        #expect(try body(measures, facts).contains("Error rate: not measured"))
    }

    @Test("whom a flag reaches is not guessed")
    func reach() throws {
        var facts = try ExamplePlans("tracks-posts").facts(.complete)
        let source = "{{#flags}}{{reach}}{{/flags}}"
        #expect(try body(source, facts) == "100% of everybody (about 20,000 people)")
        let flag = try #require(FlagKey("tracks.separation"))
        facts.exposure = [.init(flag: flag, now: .init(thousandths: nil, people: nil))]
        #expect(try body(source, facts) == "a share that is not known")
        facts.exposure = []
        #expect(try body(source, facts) == "not measured")
    }
}
