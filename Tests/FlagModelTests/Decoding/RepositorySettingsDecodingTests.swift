import Documents
import FlagModel
import Testing

@Suite struct RepositorySettingsDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) {
        expectFindings(expected, in: [".flagctl/config.json": text], sourceLocation: line)
    }

    @Test("decodes and encodes the design's example")
    func example() throws {
        var findings: [Finding] = []
        let document = try JSONDocument(parsing: Array(Examples.settings.utf8))
        let settings = try #require(RepositorySettings.decode(document, at: ".flagctl/config.json", into: &findings))
        #expect(settings == RepositorySettings())
        #expect(settings.json == document.value)
    }

    @Test("refuses a format that it does not know")
    func formatVersion() {
        expect(
            [
                "1️⃣ error: format version 2 is not known, this flagctl knows 1 [format-version] — use a newer flagctl"
            ], #"{ "formatVersion": 1️⃣2 }"#)
    }

    @Test("refuses an unknown bucketing, an empty branch and a missing version")
    func members() {
        expect(
            [
                "1️⃣ error: member 'formatVersion' is missing [missing-member]",
                "2️⃣ error: there is no bucketing 'flagd-v4' [unknown-value] — did you mean 'flagd-v2'?",
                "3️⃣ error: the text is empty [empty-text]",
            ], #"1️⃣{ "bucketing": 2️⃣"flagd-v4", "protectedBranch": 3️⃣"" }"#)
    }

    @Test("what is no JSON is a finding where it stops to be")
    func syntax() {
        var content = RepositoryContent()
        content.add(path: ".flagctl/config.json", bytes: Array("{ \"a\": 1,\n  oops }".utf8))
        #expect(content.problems.map(\.rule) == ["json-syntax"])
        #expect(content.problems.first?.position?.line == 2)
        #expect(content.settings == nil)
    }
}
