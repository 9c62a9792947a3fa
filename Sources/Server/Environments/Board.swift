import FlagModel
import Synchronization

/// What is served now: the only thing that requests and the follower of the branch share.
final class Board: Sendable {
    /// How it stands with the branch.
    struct Standing: Sendable, Hashable {
        /// The commit that is served.
        var served: String
        /// The newest commit of the branch; nothing where the branch is gone.
        var head: String?
        /// Why the head is not served, or why the branch could not be looked at.
        var problems: [String]

        /// Whether the newest commit is served.
        var isCurrent: Bool { served == head && problems.isEmpty }
    }

    private struct State {
        var environments: [String: ServedEnvironment]
        var standing: Standing
    }

    /// The keys of the environments, sorted; they stay the same.
    let keys: [String]
    private let state: Mutex<State>

    init(_ environments: [ServedEnvironment], _ standing: Standing) {
        keys = environments.map(\.key.text).sorted()
        state = Mutex(
            State(environments: Dictionary(environments.map { ($0.key.text, $0) }) { $1 }, standing: standing))
    }

    /// An environment; nothing where it is not served.
    subscript(key: String) -> ServedEnvironment? { state.withLock { $0.environments[key] } }

    /// All environments, by key.
    var environments: [ServedEnvironment] {
        let all = state.withLock { $0.environments }
        return keys.compactMap { all[$0] }
    }

    var standing: Standing { state.withLock { $0.standing } }

    /// Serves another commit.
    func publish(_ environments: [ServedEnvironment], _ standing: Standing) {
        state.withLock { state in
            for environment in environments { state.environments[environment.key.text] = environment }
            state.standing = standing
        }
    }

    /// Goes on serving the same commit and says how it stands with the branch.
    func note(_ standing: Standing) { state.withLock { $0.standing = standing } }
}
