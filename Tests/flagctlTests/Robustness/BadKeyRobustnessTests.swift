import Foundation
import TestSupport
import Testing

/// Keys that are none: refused on the command line, found where files are named by them.
@Suite struct BadKeyRobustnessTests {
    static let keys = ["../x", "CON", "a/b", "Ünï", "", String(repeating: "a", count: 129), "x.lock", "-x", ".hidden"]

    @Test(arguments: keys)
    func `is refused on the command line, and nothing is written`(key: String) async throws {
        let fixture = try await FlagFixture()
        let before = try fixture.contents()
        for verb in [
            ["create", "--", key], ["env", "create", "--", key], ["archive", "--", key],
            ["cohort", "create", "--env", "development", "--match", Self.match, "--", key],
            ["cohort", "edit", "--env", "development", "--share", "5", "--", key],
            ["enable", "--env", "development", "--", key], ["enable", "alpha"] + Self.option("--env", key),
            ["target", "alpha", "--env", "development", "--percent", "5"] + Self.option("--cohort", key),
            ["promote", "alpha", "--to", "production"] + Self.option("--from", key),
            ["revert", "HEAD"] + Self.option("--flag", key),
            ["rollback", "--env", "development", "--", key], ["show", "--", key],
        ] {
            let result = try await fixture.flagctl(verb)
            #expect(result.status == 1, "\(verb): \(result.output)\(result.error)")
            #expect(result.error.hasPrefix("error: "), "\(verb): \(result.error)")
            #expect(result.error.contains("'\(key)'"), "\(verb): \(result.error)")
            #expect(result.error.contains("\nhint: "), "\(verb): \(result.error)")
        }
        #expect(try fixture.contents() == before)
        #expect(try await fixture.commitCount() == 1)
    }

    @Test(arguments: keys.filter { $0 != "../x" })
    func `is found where a file has the name, and nothing else is touched`(key: String) async throws {
        let fixture = try await FlagFixture()
        let files = [
            "flags/\(key).json": Documents.flag(key), FlagFixture.state(key): Documents.state(key),
            "environments/development/cohorts/\(key).json": Documents.cohort(key),
        ]
        for (file, text) in files { try fixture.write(text, to: file) }
        if !key.isEmpty { try fixture.write(Documents.environment(key), to: "environments/\(key)/environment.json") }
        for source in [["validate"], ["validate", "--staged"], ["validate", "--at", "HEAD"]] {
            if source.last == "--staged" { try await fixture.git("add", "--all") }
            if source.last == "HEAD" { try await fixture.git("commit", "--quiet", "--message", "Bad names") }
            let result = try await fixture.flagctl(source)
            #expect(result.status == 1)
            let environment = key.isEmpty ? [] : ["environments/\(key)/environment.json"]
            for file in files.keys.sorted() + environment {
                let lines = result.output.split(separator: "\n").map(String.init)
                let index = lines.firstIndex { $0.hasPrefix("\(file):1:1: error: ") }
                #expect(index != nil, "\(source): \(file) in \(result.output)")
                if let index { #expect(lines[index + 1].hasPrefix("  hint: "), "\(lines[index])") }
            }
        }
        // A flag whose file has such a name cannot be meant by any verb.
        let before = try fixture.contents()
        #expect(try await fixture.flagctl("enable", "--env", "development", "--", key).status == 1)
        #expect(try fixture.contents() == before)
    }

    @Test func `the word for every flag is no flag's key`() async throws {
        let fixture = try await FlagFixture()
        let result = try await fixture.flagctl("create", "ALL")
        #expect(result.status == 1)
        #expect(result.error.hasPrefix("error: 'ALL' is no key: the word stands for every flag\nhint: "))
        #expect(try await fixture.commitCount() == 1)
    }

    /// An option with a value that may be empty or begin with a dash.
    private static func option(_ name: String, _ value: String) -> [String] {
        value.isEmpty ? [name, value] : ["\(name)=\(value)"]
    }

    private static let match = #"{ "attribute": "beta", "operator": "exists" }"#
}
