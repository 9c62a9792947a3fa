import TestSupport
import Testing

@testable import Server

@Suite struct EventHubTests {
    @Test func `only those who listen to the environment are told`() async throws {
        let flags = try await FlagFixture()
        let loaded = try await flags.loaded()
        let version = try #require(loaded.environments.first).version
        let hub = EventHub()
        var production = hub.versions(of: "production").makeAsyncIterator()
        let staging = hub.versions(of: "staging")
        #expect(hub.count == 2)
        hub.tell("production", version)
        #expect(await production.next() == version)
        withExtendedLifetime(staging) {}
    }

    @Test func `somebody slow gets the newest version, and one who leaves is forgotten`() async throws {
        let flags = try await FlagFixture()
        let first = try #require(try await flags.loaded().environments.first).version
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF", more: ",\n  \"owner\": \"x\"")])
        let second = try #require(try await flags.loaded().environments.first).version
        #expect(first.text != second.text)
        let hub = EventHub()
        do {
            var versions = hub.versions(of: "production").makeAsyncIterator()
            for _ in 0..<100 { hub.tell("production", first) }
            hub.tell("production", second)
            #expect(await versions.next() == second)
        }
        let listening = Task { for await _ in hub.versions(of: "production") {} }
        while hub.count == 0 { await Task.yield() }
        listening.cancel()
        await listening.value
        #expect(hub.count == 0)
    }
}
