import FlagModel

/// A server as failures name it.
struct WebPeer: Hashable {
    /// Its host and port, or the variable that holds its address; never a secret.
    let name: String
    /// How long an answer may take, in seconds.
    let timeout: Int
    /// The authorities that its certificate may be of: `that the system trusts`.
    let trust: String
}

extension MetricSource {
    /// The host and port of the address.
    var authority: String {
        guard let url, let slash = url.firstIndex(of: "/") else { return key.text }
        return String(url[slash...].drop { $0 == "/" }.prefix { $0 != "/" })
    }

    /// The source's server as failures name it.
    var peer: WebPeer {
        let trust = caFile.map { "of '\($0)'" } ?? "that the system trusts; name another in 'caFile'"
        return WebPeer(name: authority, timeout: timeout, trust: trust)
    }
}
