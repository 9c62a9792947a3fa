import Documents
import Evaluation
import FlagModel
import NIOCore

extension Desk {
    /// Whether the process lives.
    func health() -> Reply { .json(["status": "alive"]) }

    /// What is served, and whether it is the newest commit.
    ///
    /// A head that does not validate is no reason to take traffic away, because the last good commit is served.
    func readiness() -> Reply {
        let standing = board.standing
        let environments = board.environments.map { environment -> JSONValue in
            [
                "environment": .string(environment.key.text), "version": .string(environment.version.text),
                "flags": .number(JSONNumber(environment.compiled.keys.count)),
            ]
        }
        return .json([
            "status": standing.isCurrent ? "current" : "stale", "commit": .string(standing.served),
            "head": standing.head.map { .string($0) } ?? .null, "environments": .array(environments),
            "problems": .array(standing.problems.prefix(Self.problemLimit).map { .string($0) }),
        ])
    }

    private static let problemLimit = 20

    /// What was counted.
    func metricsText() -> Reply {
        let text = MetricsText(metrics, board, listeners: hub.count, keys: ring.count).text
        return Reply(contentType: MetricsText.contentType, body: ByteBuffer(string: text))
    }
}
