import Documents
import FlagModel
import Testing

@Suite struct CohortDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) {
        expectFindings(
            expected, in: ["environments/dev/cohorts/beta.json": text], isPartial: true, sourceLocation: line)
    }

    @Test("decodes and encodes the design's example")
    func example() throws {
        var findings: [Finding] = []
        let document = try JSONDocument(parsing: Array(Examples.cohort.utf8))
        let path = "environments/production/cohorts/early-adopters.json"
        let cohort = try #require(Cohort.decode(document, at: path, into: &findings))
        #expect(findings.isEmpty)
        #expect(cohort.share == 10_000)
        #expect(cohort.releaseDelay?.seconds == 0)
        #expect(
            cohort.match
                == .any([
                    .attribute(path: "beta", operator: .equals, value: true),
                    .attribute(path: "activeDays30", operator: .greaterThanOrEquals, value: 25),
                ]))
        #expect(cohort.json == document.value)
    }

    @Test("a share is 0 to 100 and a delay a duration without years and months")
    func members() {
        expect(
            [
                "1️⃣ error: share 100.5 is more than 100 [share-range]",
                "2️⃣ error: 'P1M' is no ISO 8601 duration [invalid-duration]"
                    + " — years and months differ in length: write weeks or days",
            ],
            Sample.cohort("beta", #", "share": 1️⃣100.5, "releaseDelay": 2️⃣"P1M""#))
        expect(
            [
                "1️⃣ error: share -1 is negative [share-range]",
                "2️⃣ error: 'soon' is no ISO 8601 duration [invalid-duration] — write it as P14D or PT36H",
            ],
            Sample.cohort("beta", #", "share": 1️⃣-1, "releaseDelay": 2️⃣"soon""#))
    }

    @Test("key and match are needed")
    func missing() {
        expect(
            [
                "1️⃣ error: member 'key' is missing [missing-member]",
                "1️⃣ error: member 'match' is missing [missing-member]",
            ], "1️⃣{ }")
    }
}
