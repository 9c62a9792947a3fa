import FlagModel
import Testing

@Suite struct WebAddressTests {
    @Test(
        "addresses of http and https with a host",
        arguments: [
            "http://localhost", "https://example.com", "https://example.com:8443/a/b?c=d&e=%20#f",
            "https://xn--mnchen-3ya.de/",
            "http://[::1]:8080/", "https://example.com?q@r", "https://example.com/@user", "https://example.com#a@b",
        ])
    func addresses(_ text: String) {
        #expect(WebAddress.isOne(text))
    }

    @Test(
        "anything else is none: no other scheme, no user, nothing that could end a link",
        arguments: [
            "", "example.com", "ftp://example.com", "HTTPS://example.com", "javascript:alert(1)", "data:text/html,x",
            "https://", "https:///path", "https://?q", "https://#f", "https://user@example.com",
            "https://user:secret@example.com/", "https://ex ample.com", "https://example.com/\n",
            "https://example.com/\t",
            "https://münchen.de", "https://example.com/\"x", "https://example.com/<x>", "https://example.com/`",
            "https://example.com/{x}", "https://example.com/|", "https://example.com/^",
            #"https://example.com\@evil.com"#,
            "//example.com", " https://example.com", "mailto:a@example.com", "https://example.com/\u{7F}",
            "https://example.com/\u{202E}",
        ])
    func refused(_ text: String) {
        #expect(!WebAddress.isOne(text))
        #expect(WebAddress.folder(text) == nil)
    }

    @Test("paths can follow an address without a query or fragment")
    func folders() {
        #expect(WebAddress.folder("https://flags.example.com") == "https://flags.example.com/")
        #expect(WebAddress.folder("https://flags.example.com/a/") == "https://flags.example.com/a/")
        #expect(WebAddress.folder("https://flags.example.com/?page=1") == nil)
        #expect(WebAddress.folder("https://flags.example.com/#top") == nil)
    }
}
