import FlagModel
import ServiceLifecycle

/// Writes to every event stream now and then, so that broken connections are noticed on both sides.
struct Heartbeat: Service {
    let board: Board
    let hub: EventHub

    private static let pause = Duration.seconds(15)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.pause)
                for environment in board.environments { hub.tell(environment.key.text, environment.version) }
            }
        }
    }
}
