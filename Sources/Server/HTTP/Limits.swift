import NIOCore

/// How much a client may ask of the server.
enum Limits {
    /// The largest body, in bytes.
    static let body = 256 << 10
    /// The largest head, in bytes.
    static let head = 16 << 10
    /// The number of header fields.
    static let fields = 100
    /// How long a client may take from a request's head to its end, and from connecting to the first head.
    static let request = TimeAmount.seconds(10)
    /// How long a connection may be open without a request.
    static let idle = TimeAmount.seconds(60)
    /// How long requests may go on after the server was asked to stop.
    static let stop = Duration.seconds(10)
}
