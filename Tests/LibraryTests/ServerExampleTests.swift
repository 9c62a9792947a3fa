import Foundation
import TestSupport
import Testing

@Suite struct ServerExampleTests {
    @Test func `a server answers from the flags of a commit`() async throws {
        let fixture = try await FlagFixture()
        let before = try flags(of: "production", at: fixture.path, variables: fixture.environment)
        #expect(!gets("on", of: "CSF", user: "user-42", in: before))
        let state = "environments/production/flags/CSF.json"
        try await fixture.commit([state: SampleFlags.state("CSF", enabled: true)], "Enable CSF")
        let after = try flags(of: "production", at: fixture.path, variables: fixture.environment)
        #expect(gets("on", of: "CSF", user: "user-42", in: after))
        #expect(!gets("on", of: "CSF", user: "user-42", in: before), "a snapshot does not change")
        #expect(!gets("on", of: "nonsense", user: "user-42", in: after))
    }

    @Test func `the page about the library shows this example`() throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let page = here.appending(path: "../../docs/reference/library.md").standardizedFileURL
        let example = try String(contentsOf: here.appending(path: "ServerExample.swift"), encoding: .utf8)
        #expect(try String(contentsOf: page, encoding: .utf8).contains(example))
    }
}
