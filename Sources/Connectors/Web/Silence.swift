import Synchronization

/// Whether a server has answered in this look, so that one that is dead is not waited for again and again.
final class Silence: Sendable {
    private struct State {
        var hasAnswered = false
        var reason: String?
    }

    private let state = Mutex(State())

    /// Why the server is not asked any more; nothing where it has answered or was not asked.
    var reason: String? { state.withLock { $0.hasAnswered ? nil : $0.reason } }

    /// Notes an answer.
    func end() { state.withLock { $0.hasAnswered = true } }

    /// Notes that there was none.
    func note(_ failure: WebFailure) {
        guard failure.kind == .unreachable || failure.kind == .slow else { return }
        state.withLock { $0.reason = failure.reason }
    }
}
