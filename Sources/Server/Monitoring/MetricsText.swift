import Evaluation
import FlagModel

/// Metrics in Prometheus' text format, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct MetricsText {
    private(set) var text = ""

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    init(_ metrics: Metrics, _ board: Board, listeners: Int, keys: Int) {
        let counts = metrics.snapshot
        family("flagctl_requests_total", "counter", "Requests by route and status.")
        for (request, count) in counts.requests.sorted(by: {
            ($0.key.route.rawValue, $0.key.status) < ($1.key.route.rawValue, $1.key.status)
        }) {
            sample(
                "flagctl_requests_total", ["route": request.route.rawValue, "status": "\(request.status)"], "\(count)")
        }
        family("flagctl_request_duration_seconds", "histogram", "How long requests took, by route.")
        for (route, histogram) in counts.durations.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            self.histogram("flagctl_request_duration_seconds", ["route": route.rawValue], histogram)
        }
        addEvaluations(counts.evaluations)
        addBranch(counts, board)
        family("flagctl_event_streams", "gauge", "Open event streams.")
        sample("flagctl_event_streams", [:], "\(listeners)")
        family("flagctl_api_keys", "gauge", "API keys that are known.")
        sample("flagctl_api_keys", [:], "\(keys)")
    }

    private mutating func addEvaluations(_ evaluations: [Metrics.Evaluation: Int]) {
        var reasons: [[String]: Int] = [:]
        var flags: [[String]: Int] = [:]
        for (evaluation, count) in evaluations {
            reasons[[evaluation.environment, evaluation.reason.rawValue], default: 0] += count
            if let flag = evaluation.flag { flags[[evaluation.environment, flag], default: 0] += count }
        }
        family("flagctl_evaluations_total", "counter", "Evaluated flags by environment and reason.")
        for (names, count) in reasons.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            sample("flagctl_evaluations_total", ["environment": names[0], "reason": names[1]], "\(count)")
        }
        family("flagctl_flag_evaluations_total", "counter", "Evaluations of flags that were asked for by key.")
        for (names, count) in flags.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            sample("flagctl_flag_evaluations_total", ["environment": names[0], "flag": names[1]], "\(count)")
        }
    }

    private mutating func addBranch(_ counts: Metrics.Counts, _ board: Board) {
        let standing = board.standing
        family("flagctl_head_served", "gauge", "1 where the newest commit of the branch is served, else 0.")
        sample("flagctl_head_served", [:], standing.isCurrent ? "1" : "0")
        family("flagctl_problems", "gauge", "Why the newest commit is not served, counted.")
        sample("flagctl_problems", [:], "\(standing.problems.count)")
        family("flagctl_configuration_info", "gauge", "What is served, by environment.")
        for environment in board.environments {
            sample(
                "flagctl_configuration_info",
                [
                    "environment": environment.key.text, "commit": environment.version.commit,
                    "version": environment.version.text,
                ], "1")
        }
        family("flagctl_flags", "gauge", "Flags by environment.")
        for environment in board.environments {
            sample("flagctl_flags", ["environment": environment.key.text], "\(environment.compiled.keys.count)")
        }
        family("flagctl_reloads_total", "counter", "New commits by what became of them.")
        for reload in Metrics.Reload.allCases {
            sample("flagctl_reloads_total", ["result": reload.rawValue], "\(counts.reloads[reload] ?? 0)")
        }
        family("flagctl_reload_duration_seconds", "histogram", "How long it took to serve a new commit.")
        histogram("flagctl_reload_duration_seconds", [:], counts.reloadDuration)
        family("flagctl_fetches_total", "counter", "Fetches of the branch by result.")
        for succeeded in [true, false] {
            sample(
                "flagctl_fetches_total", ["result": succeeded ? "done" : "failed"], "\(counts.fetches[succeeded] ?? 0)")
        }
    }

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func histogram(_ name: String, _ labels: KeyValuePairs<String, String>, _ histogram: Histogram) {
        var total = 0
        let pairs = labels.map { ($0.key, $0.value) }
        for (bound, count) in zip(histogram.bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
            total += count
            write("\(name)_bucket", pairs + [("le", bound)], "\(total)")
        }
        write("\(name)_sum", pairs, "\(histogram.sum)")
        write("\(name)_count", pairs, "\(total)")
    }

    private mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: String) {
        write(name, labels.map { ($0.key, $0.value) }, value)
    }

    /// Label values here are keys, hexadecimal digits and words, none of which needs an escape.
    private mutating func write(_ name: String, _ labels: [(String, String)], _ value: String) {
        let list = labels.map { #"\#($0.0)="\#($0.1)""# }.joined(separator: ",")
        text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(value)\n"
    }
}
