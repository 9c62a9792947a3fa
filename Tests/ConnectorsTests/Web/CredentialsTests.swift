import FlagModel
import Rollouts
import Testing

@testable import Connectors

@Suite("What a source is told about who asks")
struct CredentialsTests {
    private func credentials(
        token: String? = nil, user: String? = nil, password: String? = nil, _ variables: [String: String]
    ) throws -> Credentials {
        try Credentials(
            of: try source(.http, "http://localhost", token: token, user: user, password: password),
            variables: variables)
    }

    private func refusal(
        token: String? = nil, user: String? = nil, password: String? = nil, _ variables: [String: String]
    ) throws -> String? {
        let source = try source(.http, "http://localhost", token: token, user: user, password: password)
        do {
            _ = try Credentials(of: source, variables: variables)
            return nil
        } catch {
            #expect(error.kind == .setup)
            return error.reason
        }
    }

    @Test("nothing where nothing is named, whatever the environment has")
    func none() throws {
        #expect(try credentials(["TOKEN": "x"]).authorization == nil)
    }

    @Test("a token, or a user with a password as RFC 7617 has them")
    func schemes() throws {
        #expect(try credentials(token: "T", ["T": "abc"]).authorization == "Bearer abc")
        let basic = try credentials(user: "U", password: "P", ["U": "Aladdin", "P": "open sesame"])
        #expect(basic.authorization == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        #expect(try credentials(user: "U", ["U": "key"]).authorization == "Basic a2V5Og==")
        #expect(try credentials(password: "P", ["P": "a:b"]).authorization == "Basic OmE6Yg==")
    }

    @Test("what has to stay secret is known")
    func secrets() throws {
        #expect(try credentials(token: "T", ["T": "abc"]).secrets == ["abc"])
        let basic = try credentials(user: "U", password: "P", ["U": "Aladdin", "P": "open sesame"])
        #expect(basic.secrets == ["QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "open sesame"])
    }

    @Test("a variable that is missing or empty is named, its value never")
    func refusals() throws {
        #expect(
            try refusal(token: "T", [:]) == "the environment variable T is not set, which the source 'http' needs")
        #expect(
            try refusal(token: "T", ["T": ""]) == "the environment variable T is empty, which the source 'http' needs")
        #expect(try refusal(user: "U", password: "P", ["U": "x"])?.contains("variable P is not set") == true)
        #expect(
            try refusal(token: "T", ["T": "abc\n"])
                == "the environment variable T holds no token: it has spaces or line ends")
        #expect(
            try refusal(user: "U", ["U": "a:b"]) == "the environment variable U holds no user: it has a colon")
        #expect(
            try refusal(token: "T", user: "U", ["T": "a", "U": "b"])
                == "the source 'http' names a token and a user: it can send one of them")
    }

    @Test("a server that cannot be asked for want of a secret is not asked, and not measured as dead")
    func notAsked() async throws {
        try await LocalServer.with { _ in
            .answer(200, "{}")
        } _: { server in
            let request = MeasurementRequest(
                .http(path: "/", .status), of: try source(.http, server.url, token: "TOKEN"))
            #expect(await look(request)?.hasFailed("TOKEN is not set") == true)
            #expect(server.asked.isEmpty)
        }
    }
}
