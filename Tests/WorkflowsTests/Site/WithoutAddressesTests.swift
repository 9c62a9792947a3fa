import Testing

@testable import Workflows

@Suite struct WithoutAddressesTests {
    @Test(
        "people appear by name, never by address",
        arguments: [
            ("nothing → 'Mei <mei@example.com>'", "nothing → 'Mei'"),
            ("'mei@example.com' → 'bo@example.com'", "'(an address)' → '(an address)'"),
            ("Mei <mei@example.com>, Bo <bo@mail.example.com>", "Mei, Bo"),
            ("<mei@example.com>", ""), ("write to mei.lin+flags@example.com now", "write to (an address) now"),
            ("ask @team about a@b", "ask @team about a@b"), ("no address <at> all", "no address <at> all"), ("", ""),
        ])
    func names(_ text: String, _ expected: String) {
        #expect(WithoutAddresses.text(text) == expected)
    }
}
