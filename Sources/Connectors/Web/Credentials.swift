import AsyncHTTPClient
import FlagModel

/// What a source is told about who asks, from environment variables.
struct Credentials: Sendable {
    /// The value of the `Authorization` field; nothing where the source asks for none.
    let authorization: String?
    /// What no message may name.
    let secrets: [String]

    /// Takes the secrets that a source names: a bearer token (RFC 6750), or a user with a password (RFC 7617).
    init(of source: MetricSource, variables: [String: String]) throws(WebFailure) {
        let read = { (variable: String) throws(WebFailure) in try Self.secret(variable, for: source, in: variables) }
        if let variable = source.bearerTokenVariable {
            guard source.userVariable == nil, source.passwordVariable == nil else {
                throw WebFailure(.setup, "the source '\(source.key)' names a token and a user: it can send one of them")
            }
            let token = try read(variable)
            guard token.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
                throw WebFailure(
                    .setup, "the environment variable \(variable) holds no token: it has spaces or line ends")
            }
            authorization = "Bearer \(token)"
            secrets = [token]
        } else if source.userVariable != nil || source.passwordVariable != nil {
            let user = try source.userVariable.map(read) ?? ""
            let password = try source.passwordVariable.map(read) ?? ""
            guard !user.contains(":") else {
                throw WebFailure(
                    .setup, "the environment variable \(source.userVariable ?? "") holds no user: it has a colon")
            }
            let authorization = HTTPClient.Authorization.basic(username: user, password: password).headerValue
            self.authorization = authorization
            secrets = [String(authorization.dropFirst("Basic ".count)), password].filter { !$0.isEmpty }
        } else {
            authorization = nil
            secrets = []
        }
    }

    private static func secret(
        _ variable: String, for source: MetricSource, in variables: [String: String]
    ) throws(WebFailure) -> String {
        if let value = variables[variable], !value.isEmpty { return value }
        let state = variables[variable] == nil ? "is not set" : "is empty"
        throw WebFailure(
            .setup, "the environment variable \(variable) \(state), which the source '\(source.key)' needs")
    }
}
