extension Desk {
    /// The environment whose events a request wants: with a key, or with the token that an answer gave out.
    func listened(_ name: String?, secret: String?, token: String?) throws(Refused) -> ServedEnvironment {
        guard let name, let token else { return try environment(name, secret: secret) }
        guard ring.accepts(token, for: name), let environment = board[name] else {
            throw Refused(reply: .error(401, "the token is not one of this server's; ask for evaluations again"))
        }
        return environment
    }
}
