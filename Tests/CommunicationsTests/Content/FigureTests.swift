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

    @Test("a criterion bears the evidence of the newest decision, and is not decided by a value alone")
    func decided() throws {
        var facts = try ExamplePlans("tracks-posts").facts(.complete)
        let last = try #require(facts.status?.decisions.indices.last)
        facts.status?.decisions[last].evidence.removeAll { $0.metric.text != "error-rate" }
        #expect(
            try body(criteria, facts) == """
                - Error rate below 1%: met, 0.28% (prometheus, 2 March 2026, 09:42 Europe/Berlin)
                - Queries within 100 ms on average: not measured, not measured
                - Every audio post has its track: not decided, 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)
                - No orphaned data: not decided, 0 (reported by Tomás Vega, 2 March 2026, 09:32 Europe/Berlin)
                """)
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
