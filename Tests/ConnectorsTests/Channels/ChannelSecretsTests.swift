import FlagModel
import Testing

@testable import Connectors

@Suite struct ChannelSecretsTests {
    private func secrets(_ variables: [String: String]) throws -> ChannelSecrets {
        var channel = MessageChannel(key: try #require(ChannelKey("pager")), kind: .webhook)
        channel.urlVariable = "HOOK"
        return ChannelSecrets(of: channel, variables: variables)
    }

    @Test(
        "a secret is hidden whatever its spaces and lines are, and however it is quoted",
        arguments: [
            ("hunter2secret\n", "bad password hunter2secret"), ("line-one\nline-two", "at line-two: refused"),
            ("line-one\nline-two", "line-one line-two"), ("correct  horse battery", "said correct horse\tbattery."),
            ("  padded-secret  ", "PADDED-SECRET"),
        ])
    func hides(_ value: String, _ text: String) throws {
        let quoted = try secrets(["SMTP_PASSWORD": value]).quoted(text)
        #expect(quoted.contains("…"))
        for word in ["hunter2secret", "line-one", "line-two", "correct", "battery", "padded", "PADDED"] {
            #expect(!quoted.contains(word), "\(quoted)")
        }
    }

    @Test("the line's end of a mounted secret is not of it")
    func trims() throws {
        let secrets = try secrets(["HOOK": " https://example.com/x\r\n", "EMPTY": " \n"])
        #expect(try secrets.address().url == "https://example.com/x")
        #expect(throws: ChannelSecrets.Unusable.self) { _ = try secrets.value(of: "EMPTY") }
    }

    @Test("a user in an address is refused and not dropped")
    func user() throws {
        let secrets = try secrets(["HOOK": "https://user:pass@example.com/x"])
        let error = try #require(throws: ChannelSecrets.Unusable.self) { _ = try secrets.address() }
        #expect(error.reason == "the environment variable HOOK has a user in its address, which is not sent")
    }
}
