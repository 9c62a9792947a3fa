import FlagModel
import Testing

@Suite struct MailAddressTests {
    @Test(arguments: ["priya@example.com", "12345+priya@users.noreply.example.com", "o'neil_x@a-b.example"])
    func reads(_ text: String) throws {
        let address = try #require(MailAddress(text))
        #expect(address.address == text)
        #expect(address.name.isEmpty)
    }

    @Test("a name stands before the address in brackets")
    func name() throws {
        let address = try #require(MailAddress("Produkt  Ä <releases@example.com>"))
        #expect(address.name == "Produkt Ä")
        #expect(address.domain == "example.com")
    }

    @Test(arguments: [
        "", "priya", "@example.com", "priya@", "a@b@c", "mailto:a@b", "bob:x@example.com", "bob@exämple.com", "-a@b",
        "a b@c", "a@b\r\nBcc: c@d", "<a@b>", "\"A\" <a@b>", "A <a@b", "A\u{0} <a@b>",
    ])
    func refuses(_ text: String) { #expect(MailAddress(text) == nil) }

    @Test("an address has at most 254 bytes")
    func length() {
        #expect(MailAddress(String(repeating: "a", count: 242) + "@example.com") != nil)
        #expect(MailAddress(String(repeating: "a", count: 243) + "@example.com") == nil)
    }
}
