import Synchronization

/// Tells those who listen that an environment is configured to something else.
final class EventHub: Sendable {
    private struct State {
        var last = 0
        var listeners: [String: [Int: AsyncStream<ConfigurationVersion>.Continuation]] = [:]
    }

    private let state = Mutex(State())

    /// How many listen.
    var count: Int { state.withLock { $0.listeners.values.reduce(0) { $0 + $1.count } } }

    /// The versions of an environment from now on. Only the newest waits for somebody who is slow.
    func versions(of environment: String) -> AsyncStream<ConfigurationVersion> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ConfigurationVersion.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.last += 1
            state.listeners[environment, default: [:]][state.last] = continuation
            return state.last
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[environment]?[number] = nil }
        }
        return stream
    }

    /// Tells everybody who listens to an environment; the same version again keeps their connections alive.
    func tell(_ environment: String, _ version: ConfigurationVersion) {
        let listeners = state.withLock { $0.listeners[environment].map { Array($0.values) } ?? [] }
        for listener in listeners { listener.yield(version) }
    }
}
