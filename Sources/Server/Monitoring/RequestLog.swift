import Logging

/// One line for each request, where they are wanted: never a context, a key or a secret.
struct RequestLog: Sendable {
    private let logger: Logger
    private let isWanted: Bool

    init(_ logger: Logger) {
        self.logger = logger
        isWanted = logger.logLevel <= .debug
    }

    func note(
        _ method: String, _ route: RouteName, _ environment: String?, status: Int,
        _ duration: @autoclosure () -> Duration
    ) {
        guard isWanted else { return }
        logger.debug(
            "request",
            metadata: [
                "method": "\(method)", "route": "\(route.rawValue)", "environment": "\(environment ?? "-")",
                "status": "\(status)", "microseconds": "\(Int(duration() / .microseconds(1)))",
            ])
    }
}
