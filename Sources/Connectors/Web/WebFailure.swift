import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a server was not asked, or gave no answer.
struct WebFailure: Error, Hashable {
    enum Kind: Hashable {
        /// It could not be asked: a secret is missing, a certificate, an address.
        case setup
        /// No connection came about, or it broke.
        case unreachable
        /// The answer was not complete in time.
        case slow
        /// The answer was longer than answers may be.
        case tooLong
    }

    /// What kind of failure it is.
    let kind: Kind
    /// What happened, short, without secrets.
    let reason: String

    /// How long a connection may take to come about, in seconds.
    static let connectTimeout: Int64 = 5

    /// Names a failure.
    init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// Names what a client threw while it asked a server.
    init(_ error: any Error, from peer: WebPeer) {
        let host = peer.name
        switch error {
        case is AnswerCollector.TooLong:
            self.init(.tooLong, "the answer of \(host) is longer than \(SourceServer.answerLimit >> 20) MiB")
        case let error as HTTPClientError: self.init(error, from: peer)
        case ChannelError.connectTimeout: self.init(connecting: peer)
        case is NIOSSLError, is NIOSSLExtraError: self.init(tls: peer)
        case let error as NIOConnectionError: self.init(error, from: peer)
        case let error as IOError: self.init(.unreachable, "\(host) \(Self.text(ofSystemError: error.errnoCode))")
        default: self.init(.unreachable, "\(host) gave no answer of HTTP (\(type(of: error)))")
        }
    }

    private init(_ error: HTTPClientError, from peer: WebPeer) {
        switch error {
        case .deadlineExceeded, .readTimeout, .getConnectionFromPoolTimeout:
            self.init(.slow, "\(peer.name) gave no complete answer within \(peer.timeout) s")
        case .connectTimeout: self.init(connecting: peer)
        case .tlsHandshakeTimeout: self.init(tls: peer)
        case .remoteConnectionClosed:
            self.init(.unreachable, "\(peer.name) closed the connection before its answer was complete")
        case .cancelled: self.init(.setup, "the look was cancelled")
        default: self.init(.unreachable, "\(peer.name) cannot be asked: \(error.shortDescription)")
        }
    }

    private init(connecting peer: WebPeer) {
        self.init(.unreachable, "no connection to \(peer.name) within \(Self.connectTimeout) s")
    }

    private init(_ error: NIOConnectionError, from peer: WebPeer) {
        guard let first = error.connectionErrors.first else {
            self.init(.unreachable, "the host of \(peer.name) is unknown")
            return
        }
        self.init(first.error, from: peer)
    }

    private init(tls peer: WebPeer) {
        self.init(
            .unreachable,
            "no TLS with \(peer.name): its certificate must be valid for this host and of an authority \(peer.trust)"
        )
    }

    private static func text(ofSystemError code: CInt) -> String {
        switch code {
        case ECONNREFUSED: "refuses connections"
        case ECONNRESET, EPIPE: "broke the connection off"
        case EHOSTUNREACH, ENETUNREACH: "cannot be reached"
        default: "cannot be asked: \(String(cString: strerror(code)))"
        }
    }
}
