import FlagModel
import Testing

@Suite struct TimestampTests {
    @Test(
        "reads RFC 3339 and writes it with the same offset",
        arguments: [
            ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
            ("2026-12-19T00:00:00Z", 1_797_638_400, "2026-12-19T00:00:00Z"),
            ("2026-12-19T01:30:00+01:30", 1_797_638_400, "2026-12-19T01:30:00+01:30"),
            ("2026-12-18T19:00:00.250-05:00", 1_797_638_400, "2026-12-18T19:00:00.25-05:00"),
            ("1969-12-31t23:59:59z", -1, "1969-12-31T23:59:59Z"),
            ("2016-12-31T23:59:60Z", 1_483_228_800, "2017-01-01T00:00:00Z"),
        ])
    func reads(_ text: String, _ seconds: Int, _ written: String) throws {
        let timestamp = try #require(Timestamp(text))
        #expect(timestamp.unixSeconds == seconds)
        #expect(timestamp.text == written)
    }

    @Test(
        "refuses what is no date-time",
        arguments: [
            "", "2026-12-19", "2026-12-19T00:00:00", "2026-12-19 00:00:00Z", "2026-12-19T24:00:00Z",
            "2026-12-19T00:60:00Z",
            "2026-12-19T00:00:61Z", "2026-12-19T00:00:00.Z", "2026-12-19T00:00:00+0100", "2026-12-19T00:00:00+24:00",
            "2026-02-30T00:00:00Z", "2026-12-19T00:00:00ZZ", "2026-12-19T00:00Z000000000",
        ])
    func refuses(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("the same moment is equal whatever its offset, and fractions count")
    func moments() throws {
        let utc = try #require(Timestamp("2026-12-19T00:00:00Z"))
        let paris = try #require(Timestamp("2026-12-19T01:00:00+01:00"))
        let later = try #require(Timestamp("2026-12-19T00:00:00.0000000019Z"))
        #expect(utc == paris)
        #expect(utc.hashValue == paris.hashValue)
        #expect(utc < later)
        #expect(later.nanoseconds == 1)
    }
}
