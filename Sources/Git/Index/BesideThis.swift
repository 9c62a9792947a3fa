import Dispatch
import Synchronization

/// A computation that runs on another thread while this one goes on.
final class BesideThis<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let done = DispatchGroup()

    /// Begins it.
    init(_ compute: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async(group: done) { [self] in
            let value = compute()
            result.withLock { $0 = value }
        }
    }

    /// Its value, once it is there.
    var value: Value {
        done.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("the computation has ended") }
        return value
    }
}
