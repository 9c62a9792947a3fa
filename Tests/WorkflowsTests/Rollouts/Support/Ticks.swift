import Synchronization

/// A clock of a test's own.
final class Ticks: Sendable {
    private let step: Double
    private let time = Mutex(0.0)

    init(_ step: Double) { self.step = step }

    /// The time, which goes on by a step.
    func next() -> Double {
        time.withLock { time in
            time += step
            return time
        }
    }
}
