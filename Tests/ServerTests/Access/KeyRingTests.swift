import FlagModel
import TestSupport
import Testing

@testable import Server

@Suite struct KeyRingTests {
    private let folder: TemporaryFolder
    private let file: KeyFile

    init() throws {
        folder = try TemporaryFolder("keys")
        file = KeyFile(folder.path("keys.json"))
    }

    private func add(_ name: String, _ environments: String...) throws -> String {
        let keys = environments.compactMap { EnvironmentKey($0) }
        let made = APIKey.make(name, for: keys, at: Timestamp(unixSeconds: 0))
        try file.change { $0 + [made.key] }
        return made.secret
    }

    @Test func `a key opens its environments only`() throws {
        let web = try add("web", "production")
        let both = try add("both", "production", "staging")
        let ring = try KeyRing(file)
        #expect(ring.access(with: web) == .some(["production"].compactMap { EnvironmentKey($0) }))
        #expect(ring.access(with: both).opens("staging"))
        #expect(!ring.access(with: web).opens("staging"))
        #expect(ring.access(with: nil) == .none)
        #expect(ring.access(with: "") == .none)
        #expect(ring.access(with: String(web.dropLast())) == .none)
        #expect(!KeyRing.Access.none.opens("production"))
    }

    @Test func `without a file everybody sees everything`() throws {
        let ring = try KeyRing(nil)
        #expect(ring.access(with: nil) == .all)
        #expect(ring.token(for: "production") == nil)
        #expect(ring.accepts("", for: "production"))
    }

    @Test func `a token is one environment's, the same for every server, and gone with the keys`() throws {
        _ = try add("web", "production")
        let ring = try KeyRing(file)
        let token = try #require(ring.token(for: "production"))
        #expect(ring.accepts(token, for: "production"))
        #expect(!ring.accepts(token, for: "staging"))
        #expect(!ring.accepts("", for: "production"))
        #expect(!ring.accepts(String(token.reversed()), for: "production"))
        #expect(try KeyRing(file).token(for: "production") == token)
        _ = try add("more", "staging")
        try ring.reload()
        #expect(!ring.accepts(token, for: "production"))
    }
}
