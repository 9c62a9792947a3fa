import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite struct WebhookTests {
    /// The example of GitHub's documentation on validating webhook deliveries.
    private let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    private let body = ByteBuffer(string: "Hello, World!")

    private func status(
        _ secret: String?, signature: String? = nil, token: String? = nil, body: ByteBuffer
    ) throws -> (status: Int, refreshed: Bool) {
        let count = Count()
        let folder = try TemporaryFolder("keys")
        let webhook = Webhook(secret: secret, ring: try KeyRing(KeyFile(folder.path("none")))) { count.add() }
        let reply = webhook.reply(secret: nil, signature: signature, token: token, body: body)
        return (reply.status, count.value == 1)
    }

    @Test func `GitHub's signature and GitLab's token are accepted`() throws {
        #expect(try status("It's a Secret to Everybody", signature: signature, body: body) == (202, true))
        #expect(try status("s3cret", token: "s3cret", body: body) == (202, true))
    }

    @Test func `anything else is refused and refreshes nothing`() throws {
        #expect(try status(nil, signature: signature, body: body) == (401, false))
        #expect(try status("other", signature: signature, body: body) == (401, false))
        #expect(try status("It's a Secret to Everybody", signature: signature, body: ByteBuffer()) == (401, false))
        #expect(try status("It's a Secret to Everybody", signature: "sha256=zz", body: body) == (401, false))
        #expect(try status("s3cret", token: "s3cre", body: body) == (401, false))
        #expect(try status("s3cret", body: body) == (401, false))
    }
}

private final class Count: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    func add() { number.withLock { $0 += 1 } }
}
