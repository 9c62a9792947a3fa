import Foundation
import TestSupport
import Testing

/// Documents that cannot be read: found at their place by `validate`, refused by every verb that touches them.
@Suite struct BadDocumentRobustnessTests {
    let fixture: FlagFixture
    let file = FlagFixture.state("alpha")

    init() async throws { fixture = try await FlagFixture() }

    @Test(arguments: BadDocument.all)
    func `validate finds it at its place, with a hint`(document: BadDocument) async throws {
        try fixture.write(document.bytes, to: file)
        let before = try fixture.contents()
        let text = try await fixture.flagctl("validate")
        #expect(text.status == 1)
        expectFinding(document, in: text.output)

        let json = try await fixture.flagctl("validate", "--format", "json")
        #expect(json.status == 1)
        let found = try #require(Findings(json.output).first { $0.rule == document.rule })
        #expect((found.path, found.line, found.column) == (file, document.line, document.column))
        #expect(found.hint?.isEmpty == false)
        #expect(try fixture.contents() == before)

        let formatted = try await fixture.flagctl("fmt")
        #expect(formatted.status == (document.rule.hasPrefix("json-") ? 1 : 0))
        if formatted.status == 1 { #expect(try fixture.contents() == before) }
    }

    @Test(arguments: BadDocument.all)
    func `verbs that touch it are refused and write nothing`(document: BadDocument) async throws {
        try fixture.write(document.bytes, to: file)
        try await fixture.commitAll()
        let before = try fixture.contents()
        for verb in Self.verbs where !document.isReadable || verb[0] == "enable" {
            let result = try await fixture.flagctl(verb)
            #expect(result.status == 1, "\(verb) \(result.output)\(result.error)")
            expectFinding(document, in: result.error)
            #expect(result.error.contains("\nhint: "), "\(verb)")
        }
        let json = try await fixture.flagctl(Self.verbs[0] + ["--format", "json"])
        #expect(json.status == 1)
        #expect(try Findings(error: json.error).contains { $0.rule == document.rule && $0.path == file })
        #expect(try fixture.contents() == before)
    }

    private static let verbs = [
        ["enable", "alpha", "--env", "development"],
        ["target", "alpha", "--env", "development", "--percent", "5"],
        ["enable", "ALL", "--env", "development"],
    ]

    @Test func `other flags can still be edited, and the file be repaired`() async throws {
        try fixture.write("{", to: file)
        try await fixture.commitAll()
        try await fixture.edit("enable", "bravo", "--env", "development")
        try fixture.write(Documents.state("alpha"), to: file)
        try await fixture.commitAll()
        try await fixture.edit("enable", "alpha", "--env", "development")
        #expect(try await fixture.flagctl("validate").status == 0)
        // History goes on past the version that was no JSON.
        #expect(try await fixture.edit("log", "alpha").contains("Enable alpha in development"))
    }

    @Test func `an error that was there before does not stop lowering`() async throws {
        let rule = #"[ { "cohort": "nobody", "serve": "on" } ]"#
        try fixture.write(Documents.state("alpha", enabled: true, rules: rule), to: file)
        try await fixture.commitAll()
        try await fixture.edit("disable", "alpha", "--env", "development")
        #expect(try await fixture.complaints() == "")
    }

    private func expectFinding(
        _ document: BadDocument, in text: String, at place: SourceLocation = #_sourceLocation
    ) {
        let lines = text.split(separator: "\n").map(String.init)
        let start = "\(file):\(document.line):\(document.column): error: "
        let index = lines.firstIndex { $0.hasPrefix(start) && $0.hasSuffix(" [\(document.rule)]") }
        #expect(index != nil, "no '\(start)… [\(document.rule)]' in \(text)", sourceLocation: place)
        if let index { #expect(lines.dropFirst(index + 1).first?.hasPrefix("  hint: ") == true, sourceLocation: place) }
    }
}

/// The findings of a JSON document that flagctl printed.
struct Findings: Decodable {
    struct Finding: Decodable {
        let path: String
        let line: Int
        let column: Int
        let rule: String
        let hint: String?
    }

    private let findings: [Finding]

    private struct Failure: Decodable {
        let error: Findings
    }

    func first(where isMeant: (Finding) -> Bool) -> Finding? { findings.first(where: isMeant) }
    func contains(where isMeant: (Finding) -> Bool) -> Bool { findings.contains(where: isMeant) }

    /// Reads what `validate --format json` prints.
    init(_ text: String) throws { self = try JSONDecoder().decode(Findings.self, from: Data(text.utf8)) }

    /// Reads what a refused edit prints on standard error.
    init(error text: String) throws { self = try JSONDecoder().decode(Failure.self, from: Data(text.utf8)).error }
}
