import FlagModel
import Testing

@Suite struct PersonNameTests {
    @Test(
        "takes the name from before an address",
        arguments: [
            ("Ada Lovelace <ada@example.com>", "Ada Lovelace"), ("Ada  Lovelace<ada@example.com>", "Ada Lovelace"),
            ("Ada Lovelace", "Ada Lovelace"), ("<ada@example.com>", "<ada@example.com>"), ("", ""),
        ])
    func name(of text: String, expected: String) {
        #expect(text.personName == expected)
    }
}
