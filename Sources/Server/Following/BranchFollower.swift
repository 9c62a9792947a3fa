import FlagRepository
import Logging
import ServiceLifecycle
import Synchronization

/// Follows the branch in the background, until the server stops.
final class BranchFollower: Service {
    private let options: ServerOptions
    private let first: Loader.Loaded
    private let outlet: Outlet
    private let isWanted = Atomic(false)

    /// How long the branch is not looked at.
    private static let pause = Duration.milliseconds(20)

    init(_ options: ServerOptions, startingWith first: Loader.Loaded, _ outlet: Outlet) {
        self.options = options
        self.first = first
        self.outlet = outlet
    }

    /// Fetches and looks at the branch as soon as possible; many wishes at once are one.
    func refresh() { isWanted.store(true, ordering: .relaxed) }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            let repository = try FlagRepository(opening: self.options.location)
            let trunk = try Trunk(repository, branch: self.options.branch, isFetched: self.options.pull != nil)
            var following = Following(trunk: trunk, loaded: self.first, outlet: self.outlet)
            let clock = ContinuousClock()
            var due = self.options.pull.map { clock.now + $0 }
            while !Task.isCancelled {
                let isWanted = self.isWanted.exchange(false, ordering: .relaxed)
                if let pull = self.options.pull, isWanted || due.map({ $0 <= clock.now }) ?? false {
                    await following.fetch()
                    due = clock.now + pull
                } else {
                    await following.look()
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
