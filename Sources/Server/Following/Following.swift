import Documents
import FlagModel
import FlagRepository
import Git
import Logging

/// Where the branch's content goes.
struct Outlet: Sendable {
    let board: Board
    let hub: EventHub
    let metrics: Metrics
    let logger: Logger
}

/// How far the branch has been followed.
struct Following {
    private let trunk: Trunk
    private let outlet: Outlet
    private var loaded: Loader.Loaded
    /// The tip that was looked at last; nothing before the first time and after a failure.
    private var seen: ObjectID??
    private var retry: ContinuousClock.Instant?

    /// How long it takes before something that failed is tried again.
    private static let patience = Duration.seconds(1)

    init(trunk: Trunk, loaded: Loader.Loaded, outlet: Outlet) {
        self.trunk = trunk
        self.loaded = loaded
        self.outlet = outlet
        if let head = outlet.board.standing.head { seen = .some(ObjectID(hex: head)) }
    }

    /// Fetches the branch and serves its newest commit.
    mutating func fetch() async {
        do {
            let tip = try await trunk.fetch()
            outlet.metrics.noteFetch(succeeded: true)
            await follow(tip)
        } catch {
            outlet.metrics.noteFetch(succeeded: false)
            outlet.logger.error("the branch cannot be fetched", metadata: ["error": "\(error)"])
        }
    }

    /// Serves the newest commit of the branch, where there is one that was not looked at.
    mutating func look() async {
        if let retry, retry > .now { return }
        do {
            await follow(try trunk.tip())
        } catch {
            fail(error)
        }
    }

    private mutating func follow(_ tip: ObjectID?) async {
        if let seen, seen == tip { return }
        seen = .some(tip)
        retry = nil
        guard let tip else {
            outlet.logger.error("the branch is gone", metadata: ["branch": "\(trunk.name)"])
            return note(nil, ["there is no branch '\(trunk.name)'"])
        }
        let start = ContinuousClock.now
        do {
            let next = try await next(tip)
            publish(next, in: .now - start)
        } catch let invalid as Loader.Invalid {
            outlet.metrics.noteReload(.invalid, in: .now - start)
            outlet.logger.error(
                "the newest commit does not validate; the last good one is served",
                metadata: ["head": "\(tip)", "served": "\(loaded.commit)", "errors": "\(invalid.findings.count)"])
            note(tip.hex, invalid.findings.map(\.text))
        } catch {
            fail(error)
        }
    }

    private func next(_ tip: ObjectID) async throws -> Loader.Loaded {
        if tip == loaded.commit { return loaded }
        let loader = Loader(repository: trunk.repository, keys: loaded.environments.map(\.key))
        do {
            return try await loader.step(from: loaded, to: tip)
        } catch let invalid as Loader.Invalid {
            throw invalid
        } catch {
            // What is served now may be gone after the branch was rewritten.
            return try await loader.load(tip)
        }
    }

    private mutating func publish(_ next: Loader.Loaded, in duration: Duration) {
        let before = loaded.environments.map(\.version.text)
        loaded = next
        outlet.board.publish(
            next.environments, Board.Standing(served: next.commit.hex, head: next.commit.hex, problems: []))
        outlet.metrics.noteReload(.served, in: duration)
        let changed = zip(next.environments, before).filter { $0.version.text != $1 }.map(\.0)
        for environment in changed { outlet.hub.tell(environment.key.text, environment.version) }
        outlet.logger.info(
            "serving a new commit",
            metadata: [
                "commit": "\(next.commit)", "milliseconds": "\(duration / .milliseconds(1))",
                "changed": "\(changed.map(\.key.text).joined(separator: ","))",
            ])
    }

    private mutating func fail(_ error: any Error) {
        seen = nil
        retry = .now + Self.patience
        let problem = "\(error)"
        outlet.metrics.noteReload(.failed, in: .zero)
        outlet.logger.error(
            "the branch cannot be read; the last good commit is served", metadata: ["error": "\(problem)"])
        note(outlet.board.standing.head, [problem])
    }

    private func note(_ head: String?, _ problems: [String]) {
        outlet.board.note(Board.Standing(served: loaded.commit.hex, head: head, problems: problems))
    }
}
