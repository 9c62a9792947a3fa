import FlagModel

extension MetricEvidence {
    /// What was measured, in a line: `guard error-rate: failed, 12.3 over 300 s until 2026-01-05T09:20:00Z (error-rate)`.
    var line: String? {
        guard let window = windows.last else { return why.map { "\(subject.text): \(result.rawValue), \($0)" } }
        let length = window.to.unixSeconds - window.from.unixSeconds
        let span = length > 0 ? " over \(length) s until \(window.to)" : " at \(window.to)"
        let compared = baseline.map { ", baseline \(Decimals.short($0))" } ?? ""
        return "\(subject.text): \(result.rawValue), \(Decimals.short(window.value))\(span)\(compared) (\(metric))"
    }
}
