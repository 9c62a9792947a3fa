import Evaluation
import Git
import TestSupport
import Testing

@testable import Server

@Suite struct MetricsTextTests {
    @Test func `what was counted is written as Prometheus reads it`() async throws {
        let loaded = try await FlagFixture().loaded()
        let metrics = Metrics()
        let evaluation = { Metrics.Evaluation(environment: "production", reason: .split, flag: $0) }
        metrics.note(evaluation("CSF"), status: 200, in: .microseconds(120))
        metrics.note(evaluation("theme"))
        metrics.note(evaluation(nil))
        metrics.noteAll([.split: 3], in: "production")
        metrics.note(.evaluate, status: 401, in: .milliseconds(2))
        metrics.noteReload(.invalid, in: .zero)
        let board = Board(
            loaded.environments, Board.Standing(served: loaded.commit.hex, head: "other", problems: ["why"]))
        let lines = MetricsText(metrics, board, listeners: 3, keys: 2).text.split(separator: "\n").map(String.init)
        for line in [
            #"flagctl_requests_total{route="evaluate",status="200"} 1"#,
            #"flagctl_requests_total{route="evaluate",status="401"} 1"#,
            #"flagctl_request_duration_seconds_bucket{route="evaluate",le="0.0001"} 0"#,
            #"flagctl_request_duration_seconds_bucket{route="evaluate",le="0.00025"} 1"#,
            #"flagctl_request_duration_seconds_bucket{route="evaluate",le="+Inf"} 2"#,
            #"flagctl_request_duration_seconds_count{route="evaluate"} 2"#,
            #"flagctl_evaluations_total{environment="production",reason="SPLIT"} 6"#,
            #"flagctl_flag_evaluations_total{environment="production",flag="CSF"} 1"#,
            #"flagctl_flag_evaluations_total{environment="production",flag="theme"} 1"#,
            #"flagctl_reloads_total{result="invalid"} 1"#, "flagctl_head_served 0", "flagctl_problems 1",
            "flagctl_event_streams 3", "flagctl_api_keys 2", #"flagctl_flags{environment="production"} 3"#,
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.count { $0.hasPrefix("flagctl_flag_evaluations_total{") } == 2)
        let families = lines.filter { $0.hasPrefix("# TYPE ") }
        #expect(Set(families).count == families.count)
    }
}
