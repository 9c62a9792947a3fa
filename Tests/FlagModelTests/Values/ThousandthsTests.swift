import FlagModel
import Testing

@Suite struct ThousandthsTests {
    @Test(
        "writes percentages in minimal form",
        arguments: [
            (0, "0"), (1, "0.001"), (10, "0.01"), (12500, "12.5"), (33334, "33.334"), (75000, "75"), (100_000, "100"),
            (-500, "-0.5"), (1010, "1.01"),
        ])
    func text(_ thousandths: Int, _ text: String) {
        #expect(Thousandths.text(thousandths) == text)
    }
}
