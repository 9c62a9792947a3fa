import FlagModel
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct KeyFileTests {
    private let folder: TemporaryFolder
    private let file: KeyFile
    private let now = Timestamp(unixSeconds: 1_800_000_000)

    init() throws {
        folder = try TemporaryFolder("keys")
        file = KeyFile(folder.path("deeper/keys.json"))
    }

    private func environment(_ text: String) throws -> EnvironmentKey { try #require(EnvironmentKey(text)) }

    @Test func `a key is kept as a hash that only its secret has`() throws {
        let made = APIKey.make("web", for: [try environment("production")], at: now)
        let (key, secret) = (made.key, made.secret)
        try file.change { $0 + [key] }
        let kept = try #require(try file.keys().first)
        #expect(kept == key)
        #expect(kept.has(APIKey.hash(of: secret)))
        #expect(!kept.has(APIKey.hash(of: secret + "x")))
        #expect(!kept.has([]))
        let text = try folder.read("deeper/keys.json")
        #expect(!text.contains(secret))
        #expect(!text.contains(secret.dropFirst("flagctl_".count)))
    }

    @Test func `secrets differ and are long`() {
        let secrets = (0..<50).map { _ in APIKey.make("k", for: [], at: now).secret }
        #expect(Set(secrets).count == 50)
        #expect(secrets.allSatisfy { $0.hasPrefix("flagctl_") && $0.utf8.count == 72 })
    }

    @Test func `only the owner may read the file`() throws {
        try file.change { $0 }
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `no file has no keys, a damaged one is refused and stays`() throws {
        #expect(try file.keys().isEmpty)
        for text in ["", "{", "[]", #"{"keys": [{}]}"#, #"{"keys": [{"name": "a", "environments": ["-"]}]}"#] {
            try folder.write(text, to: "deeper/keys.json")
            #expect(throws: ServerFailure.self) { try file.keys() }
            #expect(throws: ServerFailure.self) { try file.change { $0 } }
            #expect(try folder.read("deeper/keys.json") == text)
            #expect(!FileManager.default.fileExists(atPath: file.path + ".lock"))
        }
    }

    @Test func `a change that is refused leaves the file as it was`() throws {
        let key = APIKey.make("web", for: [], at: now).key
        try file.change { _ in [key] }
        #expect(throws: CancellationError.self) { try file.change { _ in throw CancellationError() } }
        #expect(try file.keys() == [key])
    }

    @Test func `two changes at once do not mix`() throws {
        try folder.write("", to: "deeper/keys.json.lock")
        let failure = #expect(throws: ServerFailure.self) { try file.change { $0 } }
        #expect(failure?.code == "keys-locked")
    }
}
