import Connectors
import FlagModel
import Rollouts

/// A source in which every series has the value that it had last; nothing before the first.
struct SteadyMeasurements: MeasurementGathering {
    /// Values from moments on, in order, by the request's text.
    var values: [String: [(from: Timestamp, value: Double)]] = [:]
    /// Whether no source answers.
    var isDead = false

    func observe(_ requests: Set<MeasurementRequest>) async -> [MeasurementRequest: Observation] {
        Dictionary(uniqueKeysWithValues: requests.map { ($0, observation($0)) })
    }

    private func observation(_ request: MeasurementRequest) -> Observation {
        if isDead { return .failed("nobody answers") }
        guard let changes = values[request.text] else { return .noData("no series of this name") }
        let times = stride(from: request.from.unixSeconds, through: request.to.unixSeconds, by: request.step)
        return .samples(
            times.compactMap { second in
                let time = Timestamp(unixSeconds: second)
                return changes.last { $0.from <= time }.map { Sample(time: time, value: $0.value) }
            })
    }
}
