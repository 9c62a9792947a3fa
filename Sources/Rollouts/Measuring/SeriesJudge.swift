public import FlagModel

/// Turns samples into values and values into a result.
///
/// A value is what a full window of samples comes to. Windows slide from sample to sample; one that fails counts once,
/// and the next begins behind it, so that failures never overlap. Failed wins over error, error over inconclusive.
public struct SeriesJudge: Sendable {
    /// What windows, samples and comparisons are like.
    public let test: MetricTest
    /// What a value has to be like; a guard has none.
    public let success: Threshold?
    /// What a value must not be like.
    public let failure: Threshold?
    /// What values are compared with, where they are.
    public let baseline: Double?

    /// Joins what a judge looks at.
    public init(test: MetricTest, success: Threshold?, failure: Threshold?, baseline: Double?) {
        self.test = test
        self.success = success
        self.failure = failure
        self.baseline = baseline
    }

    /// Judges samples that were taken between two moments.
    public func evidence(
        of observation: Observation, for subject: MetricSubject, request: MeasurementRequest
    ) -> MetricEvidence {
        var evidence = MetricEvidence(
            subject: subject, metric: test.metric, source: request.source.key, query: request.text,
            result: .inconclusive, baseline: baseline)
        switch observation {
        case .failed(let why):
            evidence.result = .error
            evidence.why = why
        case .noData(let why): evidence.why = why
        case .samples(let samples, let warnings):
            let isMomentary = request.isMomentary
            evidence.windows = isMomentary ? probes(samples, request) : windows(samples, request)
            evidence.why = warnings.isEmpty ? nil : warnings.joined(separator: "; ")
            let judged = result(of: evidence.windows, at: request.to, isMomentary: isMomentary)
            evidence.result = judged.result
            if let why = judged.why { evidence.why = evidence.why.map { "\(why); \($0)" } ?? why }
        }
        return evidence
    }

    /// What windows come to at a moment: those that failed and the newest, as evidence keeps them.
    public func result(
        of windows: [MetricEvidence.Window], at now: Timestamp, isMomentary: Bool
    ) -> (result: MetricEvidence.Result, why: String?) {
        if test.comparison != .absolute, baseline == nil { return (.inconclusive, "there is no baseline") }
        let failures = failures(in: windows)
        if failures > test.failureLimit { return (.failed, nil) }
        guard let newest = windows.last else { return (.inconclusive, "no full window of samples yet") }
        if !isMomentary, now.unixSeconds - newest.to.unixSeconds > test.window {
            return (.inconclusive, "no samples since \(newest.to)")
        }
        if isMomentary, failures > 0 { return (.inconclusive, "\(failures) failed, \(test.failureLimit) allowed") }
        guard let compared = compared(newest.value), let success else {
            return (failure == nil || compared(newest.value) == nil ? .inconclusive : .successful, nil)
        }
        if success.holds(for: compared) { return (.successful, nil) }
        return (.inconclusive, fails(newest.value) ? "\(failures) failed, \(test.failureLimit) allowed" : nil)
    }

    /// The value as thresholds see it; nothing where there is nothing to compare it with.
    public func compared(_ value: Double) -> Double? {
        switch test.comparison {
        case .absolute: return value
        case .delta: return baseline.map { value - $0 }
        case .relative:
            guard let baseline, baseline != 0 else { return nil }
            return (value - baseline) / abs(baseline) * 100
        }
    }

    /// How many windows fail, of which none overlaps the one before.
    private func failures(in windows: [MetricEvidence.Window]) -> Int {
        var count = 0
        var end: Timestamp?
        for window in windows where fails(window.value) {
            if let end, window.from < end { continue }
            end = window.to
            count += 1
        }
        return count
    }

    private func fails(_ value: Double) -> Bool {
        guard let failure, let compared = compared(value) else { return false }
        return failure.holds(for: compared)
    }

    /// Each probe is a window of its own.
    private func probes(_ samples: [Sample], _ request: MeasurementRequest) -> [MetricEvidence.Window] {
        samples.filter(\.value.isFinite).map {
            MetricEvidence.Window(from: $0.time, to: $0.time, samples: 1, value: $0.value)
        }
    }

    /// The windows that fail, none overlapping another, and the newest full one.
    private func windows(_ all: [Sample], _ request: MeasurementRequest) -> [MetricEvidence.Window] {
        let samples = all.filter(\.value.isFinite)
        var failed: [MetricEvidence.Window] = []
        var newest: MetricEvidence.Window?
        var first = 0
        var free = request.from.unixSeconds
        for (index, sample) in samples.enumerated() {
            let begin = sample.time.unixSeconds - test.window
            while samples[first].time.unixSeconds <= begin { first += 1 }
            guard begin >= request.from.unixSeconds, index - first + 1 >= test.minSamples else { continue }
            let value = aggregate(samples[first...index])
            guard value.isFinite else { continue }
            let window = MetricEvidence.Window(
                from: Timestamp(unixSeconds: begin), to: sample.time, samples: index - first + 1, value: value)
            newest = window
            if begin >= free, fails(value) {
                failed.append(window)
                free = sample.time.unixSeconds
            }
        }
        guard let newest else { return [] }
        // Enough to decide again; a long failure would fill the file.
        let kept = failed.suffix(test.failureLimit + 1)
        return kept.last == newest ? Array(kept) : kept + [newest]
    }

    private func aggregate(_ samples: ArraySlice<Sample>) -> Double {
        let values = samples.lazy.map(\.value)
        switch test.aggregate {
        case .average:
            let sum = values.reduce(0, +)
            let count = Double(samples.count)
            return sum.isFinite ? sum / count : values.reduce(0) { $0 + $1 / count }
        case .maximum: return values.max() ?? .nan
        case .minimum: return values.min() ?? .nan
        case .last: return values.last ?? .nan
        }
    }
}

extension MeasurementRequest {
    /// Whether the source knows the moment only, so that each sample is judged by itself.
    public var isMomentary: Bool {
        switch query {
        case .http, .manual: true
        case .prometheus, .file: false
        }
    }
}
