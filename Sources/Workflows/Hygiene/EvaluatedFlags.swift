import Connectors
import FlagModel

/// What a metrics page tells of the flags that were evaluated.
enum EvaluatedFlags {
    /// These were, and no others.
    case known(Set<String>)
    /// It cannot be told, and why.
    case unknown(String)

    /// The counter of `flagctl serve`, with the labels `environment` and `flag`.
    private static let ours = "flagctl_flag_evaluations_total"
    /// The label of OpenTelemetry's attribute `feature_flag.key`, in the metrics of flagd and of OpenFeature's hooks
    /// (https://opentelemetry.io/docs/specs/semconv/feature-flags/).
    private static let label = "feature_flag_key"

    /// Reads the page; samples of other environments do not count where one is given.
    ///
    /// - Throws: a ``Failure`` where the page is no text of metrics, or counts no flags.
    init(_ text: String, in environment: EnvironmentKey?, called name: String) throws {
        let page: ExpositionText
        do throws(ExpositionText.Mistake) {
            page = try ExpositionText(parsing: text)
        } catch {
            throw Failure(
                "not-metrics", "'\(name)' is no text of metrics: line \(error.line) cannot be read",
                hint: "give the address of the metrics: --metrics http://127.0.0.1:8016/metrics")
        }
        let bulk = page.samples.contains { sample in
            sample.name == "flagctl_requests_total" && sample.value > 0
                && ["evaluateAll", "flagd"].contains(sample.labels["route"] ?? "") && sample.labels["status"] == "200"
        }
        if bulk {
            self = .unknown("clients asked the server for all flags at once, which does not tell which ones they use")
            return
        }
        let counts = page.samples.filter { $0.name == Self.ours || $0.labels[Self.label] != nil }
        guard !counts.isEmpty || page.families.contains(Self.ours) else {
            throw Failure(
                "no-flag-counts", "the metrics of '\(name)' do not count evaluations flag by flag",
                hint: "look for \(Self.ours) of flagctl serve, or a counter with the label \(Self.label)")
        }
        var evaluated: Set<String> = []
        for sample in counts where sample.value > 0 {
            if let environment, let other = sample.labels["environment"], other != environment.text { continue }
            if let flag = sample.labels[sample.name == Self.ours ? "flag" : Self.label] { evaluated.insert(flag) }
        }
        self = .known(evaluated)
    }
}
