public import Git

/// What is served, where, and to whom.
public struct ServerOptions: Sendable {
    /// Certificate and key, PEM files both.
    public struct TLSFiles: Sendable {
        /// The certificate chain, the server's own first.
        public let certificate: String
        /// The private key.
        public let key: String

        /// Names both files.
        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Where the repository is.
    public var location: GitLocation
    /// The environments' keys; all where there are none.
    public var environments: [String]
    /// The address to listen on.
    public var host: String
    /// The port; 0 takes one that is free.
    public var port: Int
    /// The branch; the one that HEAD names where nothing is given.
    public var branch: String?
    /// How often the branch is fetched; nothing follows the repository itself.
    public var pull: Duration?
    /// The file of API keys; nothing answers everybody.
    public var keys: KeyFile?
    /// The secret that a forge's webhook signs with; nothing asks for an API key.
    public var webhookSecret: String?
    /// Makes the status site of a commit, in a thread of its own; nothing serves none.
    public var site: (@Sendable (String) throws -> ServedSite)?
    /// Nothing serves plain HTTP.
    public var tls: TLSFiles?
    /// How many connections may be open at once.
    public var connectionLimit: Int

    /// Joins the options that have no default; the others can be set afterwards.
    public init(
        location: GitLocation, environments: [String] = [], host: String = "127.0.0.1", port: Int = 8016,
        keys: KeyFile?
    ) {
        self.location = location
        self.environments = environments
        self.host = host
        self.port = port
        self.keys = keys
        connectionLimit = 8_192
    }

    /// Whether only this machine can reach the address.
    var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        return host.hasPrefix("127.") && host.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }
    }
}
