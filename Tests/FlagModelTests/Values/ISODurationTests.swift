import FlagModel
import Testing

@Suite struct ISODurationTests {
    @Test(
        "reads weeks, days, hours, minutes and seconds",
        arguments: [
            ("P0D", 0), ("P14D", 1_209_600), ("P2W", 1_209_600), ("PT36H", 129_600), ("P1DT12H", 129_600),
            ("PT5M", 300),
            ("P1W2DT3H4M5S", 788_645), ("PT0S", 0),
        ])
    func reads(_ text: String, _ seconds: Int) {
        #expect(ISODuration(text)?.seconds == seconds)
        #expect(ISODuration(text)?.text == text)
    }

    @Test(
        "refuses calendar units, signs, fractions, wrong order and overflow",
        arguments: [
            "", "P", "PT", "P1", "1D", "P1Y", "P1M", "-P1D", "P-1D", "PT1.5S", "P1DT", "PT1M1H", "P1D1D", "PTT1S",
            "P1H",
            "PT1D", "p1d", "P1D ", "P99999999999999999999D", "P9223372036854775807W",
        ])
    func refuses(_ text: String) {
        #expect(ISODuration(text) == nil)
    }

    @Test(
        "writes seconds in the largest units that fit",
        arguments: [
            (0, "P0D"), (-5, "P0D"), (86400, "P1D"), (90061, "P1DT1H1M1S"), (3600, "PT1H"), (59, "PT59S"),
        ])
    func writes(_ seconds: Int, _ text: String) {
        #expect(ISODuration(seconds: seconds).text == text)
        #expect(ISODuration(text)?.seconds == max(0, seconds))
    }
}
