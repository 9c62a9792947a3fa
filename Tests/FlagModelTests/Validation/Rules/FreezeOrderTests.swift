import Testing

@Suite struct FreezeOrderTests {
    private func expect(_ expected: [String], to end: String, at line: SourceLocation = #_sourceLocation) {
        let freeze = "{ \"from\": \"2026-12-19T00:00:00Z\", \"to\": 1️⃣\"\(end)\", \"reason\": \"r\" }"
        expectFindings(
            expected,
            in: [
                "environments/prod/environment.json": Sample.environment(
                    "prod", ", \"policy\": { \"freezes\": [\(freeze)] }")
            ],
            sourceLocation: line)
    }

    @Test("a freeze ends after it begins")
    func order() {
        expect([], to: "2026-12-19T00:00:01Z")
        expect(
            [
                "1️⃣ error: the freeze ends at 2026-12-18T00:00:00Z, not after it begins at 2026-12-19T00:00:00Z [freeze-order]"
            ],
            to: "2026-12-18T00:00:00Z")
        expect(
            [
                "1️⃣ error: the freeze ends at 2026-12-19T01:00:00+01:00, not after it begins at 2026-12-19T00:00:00Z [freeze-order]"
            ],
            to: "2026-12-19T01:00:00+01:00")
    }
}
