import NIOHTTP1

extension HTTPRequestHead {
    /// Whether the client waits for `100 Continue` (RFC 9110, section 10.1.1).
    var isExpectingContinue: Bool {
        version == .http1_1 && headers.first(name: "expect")?.lowercased() == "100-continue"
    }

    /// The head with `Connection: close` where HTTP/1.0 or a list of options means that (RFC 9112, section 9.3), which
    /// Hummingbird does not see by itself.
    var withExplicitClose: HTTPRequestHead {
        guard !isKeepAlive else { return self }
        var head = self
        head.headers.replaceOrAdd(name: "connection", value: "close")
        return head
    }
}
