import Crypto
import Documents
import FlagModel
import Logging
import ServiceLifecycle
import Synchronization

/// Whom the server answers: everybody, or those who have a key for the environment.
final class KeyRing: Sendable {
    /// What a request may see.
    enum Access: Sendable, Hashable {
        /// Every environment.
        case all
        /// Some environments.
        case some([EnvironmentKey])
        /// Nothing: there is no key, or none that is known.
        case none

        func opens(_ environment: String) -> Bool {
            switch self {
            case .all: true
            case .some(let keys): keys.contains { $0.text == environment }
            case .none: false
            }
        }

        fileprivate func joined(with environments: [EnvironmentKey]) -> Access {
            switch self {
            case .all: .all
            case .some(let keys): .some(keys + environments)
            case .none: .some(environments)
            }
        }
    }

    private struct State {
        var keys: [APIKey]
        /// Signs the addresses of event streams; another one as soon as the keys are others.
        var seal: SymmetricKey
    }

    /// Where the keys are; nothing where everybody is answered.
    let file: KeyFile?
    private let state: Mutex<State>

    /// - Throws: ``ServerFailure`` where the file cannot be read.
    init(_ file: KeyFile?) throws {
        self.file = file
        let keys = try file?.keys() ?? []
        state = Mutex(State(keys: keys, seal: Self.seal(keys)))
    }

    var count: Int { state.withLock { $0.keys.count } }

    /// What the bearer of a secret may see.
    func access(with secret: String?) -> Access {
        guard file != nil else { return .all }
        guard let secret else { return .none }
        let hash = APIKey.hash(of: secret)
        let keys = state.withLock { $0.keys }
        // All are compared, so that the time tells nothing about which is it.
        var access = Access.none
        for key in keys where key.has(hash) { access = access.joined(with: key.environments) }
        return access
    }

    /// Text that opens the event stream of an environment, where a key is needed.
    func token(for environment: String) -> String? {
        guard file != nil else { return nil }
        let seal = state.withLock { $0.seal }
        return Hexadecimal.text(HMAC<SHA256>.authenticationCode(for: Array(environment.utf8), using: seal))
    }

    /// Whether a token is that of an environment.
    func accepts(_ token: String, for environment: String) -> Bool {
        guard file != nil else { return true }
        guard let bytes = Hexadecimal.bytes(token) else { return false }
        let seal = state.withLock { $0.seal }
        return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Array(environment.utf8), using: seal)
    }

    /// Reads the file again.
    func reload() throws {
        guard let keys = try file?.keys() else { return }
        state.withLock { $0 = State(keys: keys, seal: Self.seal(keys)) }
    }

    /// The same for all servers that have the same keys.
    private static func seal(_ keys: [APIKey]) -> SymmetricKey {
        var hash = SHA256()
        hash.update(data: Array("flagctl event streams".utf8))
        for key in keys { hash.update(data: key.hash) }
        return SymmetricKey(data: hash.finalize())
    }
}

/// Reads the file of keys again when it changes.
struct KeyWatch: Service {
    let ring: KeyRing
    let logger: Logger

    private static let pause = Duration.milliseconds(500)

    func run() async throws {
        guard let file = ring.file else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            var content = file.content
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.pause)
                let now = file.content
                guard now != content else { continue }
                content = now
                do {
                    try ring.reload()
                    logger.info("read the API keys again", metadata: ["keys": "\(ring.count)"])
                } catch {
                    logger.error("the API keys cannot be read; those before count", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
