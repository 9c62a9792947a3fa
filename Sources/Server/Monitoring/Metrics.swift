import Evaluation
import Synchronization

/// What the server counted since it started.
final class Metrics: Sendable {
    /// How a look at a new commit ended.
    enum Reload: String, Sendable, Hashable, CaseIterable {
        case served, invalid, failed
    }

    struct Request: Hashable {
        let route: RouteName
        let status: Int
    }

    struct Evaluation: Hashable {
        let environment: String
        let reason: Reason
        /// The flag that was asked for by its key; nothing where all were asked for, or where there is none.
        let flag: String?
    }

    /// Everything that was counted.
    struct Counts {
        var requests: [Request: Int] = [:]
        var durations: [RouteName: Histogram] = [:]
        var evaluations: [Evaluation: Int] = [:]
        var reloads: [Reload: Int] = [:]
        var reloadDuration = Histogram(upTo: [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5])
        var fetches: [Bool: Int] = [:]
    }

    private let counts = Mutex(Counts())

    func note(_ route: RouteName, status: Int, in duration: Duration) {
        counts.withLock { counts in
            counts.requests[Request(route: route, status: status), default: 0] += 1
            counts.durations[route, default: .requests].add(duration)
        }
    }

    /// Counts one evaluation and the request that it was.
    func note(_ evaluation: Evaluation, status: Int, in duration: Duration) {
        counts.withLock { counts in
            counts.requests[Request(route: .evaluate, status: status), default: 0] += 1
            counts.durations[.evaluate, default: .requests].add(duration)
            counts.evaluations[evaluation, default: 0] += 1
        }
    }

    /// Counts one evaluation, whose request is counted elsewhere.
    func note(_ evaluation: Evaluation) { counts.withLock { $0.evaluations[evaluation, default: 0] += 1 } }

    func noteAll(_ reasons: [Reason: Int], in environment: String) {
        counts.withLock { counts in
            for (reason, count) in reasons {
                let evaluation = Evaluation(environment: environment, reason: reason, flag: nil)
                counts.evaluations[evaluation, default: 0] += count
            }
        }
    }

    func noteReload(_ reload: Reload, in duration: Duration) {
        counts.withLock { counts in
            counts.reloads[reload, default: 0] += 1
            if reload == .served { counts.reloadDuration.add(duration) }
        }
    }

    func noteFetch(succeeded: Bool) {
        counts.withLock { $0.fetches[succeeded, default: 0] += 1 }
    }

    var snapshot: Counts { counts.withLock { $0 } }
}

/// How many measurements were at most so many seconds long.
struct Histogram: Sendable {
    let bounds: [Double]
    private(set) var counts: [Int]
    private(set) var sum = 0.0

    /// What requests are measured with.
    static let requests = Histogram(upTo: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1])

    init(upTo bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    mutating func add(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        sum += seconds
        counts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
    }
}
