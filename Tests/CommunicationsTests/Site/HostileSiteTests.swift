import Documents
import FlagModel
import Testing

@testable import Communications

@Suite struct HostileSiteTests {
    static let names = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "]]><x>",
        "</title><b>",
        "a\r\nb: c", "\u{202E}dlrow\u{2067}\u{E9}", "\u{2028}\u{2029}", "\u{0}\u{1B}[31m", "<!--", "{{x}}",
        "`*_[x](javascript:y)",
    ]

    /// Every tag of a page is one that the pages are made of, and every attribute is quoted.
    private func isClean(_ html: String) -> Bool {
        let known: Set<String> = [
            "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "ul", "ol", "li", "div",
            "label", "input", "main", "h1", "h2", "h3", "h4", "p", "section", "strong", "span", "time", "table",
            "caption",
            "thead", "tbody", "tr", "th", "td", "code", "footer", "dl", "dt", "dd", "figure", "figcaption", "svg",
            "desc", "line", "text", "path", "details", "summary", "form", "select", "option", "button", "bdi",
        ]
        let tags = html.split(separator: "<").dropFirst().dropFirst()
        return tags.allSatisfy { tag in
            let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
            let inside = tag.prefix { $0 != ">" }
            let parts = inside.split(separator: "\"", omittingEmptySubsequences: false)
            let outsideQuotes = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
            return known.contains(String(name)) && !outsideQuotes.contains(" on") && parts.count % 2 == 1
        }
    }

    @Test(arguments: names) func `no name becomes markup in a page`(name: String) {
        for file in Site.files(SampleSite.content(named: name)) where file.path.hasSuffix(".html") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(isClean(text), "\(file.path)")
            #expect(!text.contains("javascript:alert(1)\""))
            #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
            #expect(!text.unicodeScalars.contains { $0.isReordering }, "\(file.path)")
        }
    }

    @Test func `names and sentences turn nothing around that stands beside them`() throws {
        var content = SampleSite.content(named: "\u{5D0}\u{202E}")
        content.feedback[0].from = "\u{5D0}"
        let audit = try #require(SampleSite.file("audit.html", of: content))
        #expect(audit.contains(" · <bdi>\u{5D0}</bdi> · approved by <bdi>\u{5D0}</bdi> · <bdi>\u{5D0}</bdi> · "))
        #expect(SampleSite.file("feedback.html", of: content)?.contains(" from <bdi>\u{5D0}</bdi>") == true)
    }

    @Test(arguments: names) func `no name ends a script or its line`(name: String) {
        for file in Site.files(SampleSite.content(named: name))
        where file.path.hasSuffix(".js") && file.path != "assets/site.js" {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("<"))
            #expect(!text.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" || $0.isReordering })
            #expect(text.utf8.count { $0 == 10 } == 1)
        }
    }

    @Test(arguments: names) func `no name begins a line of the calendar, and lines are short`(name: String) {
        let text = SampleSite.file("calendar.ics", of: SampleSite.content(named: name)) ?? ""
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast()
        let names = [
            "BEGIN", "END", "LAST-MODIFIED", "SEQUENCE", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME",
            "UID", "DTSTAMP", "DTSTART",
            "DTEND", "TRANSP", "SUMMARY", "CATEGORIES", "URL", " ",
        ]
        for line in lines {
            #expect(line.utf8.count <= 75)
            #expect(!line.contains("\n") && !line.contains("\r"))
            #expect(names.contains { line.hasPrefix($0) })
        }
        #expect(lines.count { $0 == "BEGIN:VEVENT" } == 2)
    }

    @Test(arguments: names) func `no name becomes markup in the feeds or the changelog`(name: String) throws {
        let content = SampleSite.content(named: name)
        let atom = try #require(SampleSite.file("feed.xml", of: content))
        let elements = atom.split(separator: "<").dropFirst(2).map { $0.drop { $0 == "/" }.prefix { $0.isLetter } }
        let known = [
            "feed", "id", "title", "updated", "published", "generator", "link", "entry", "author", "name", "category",
            "content",
        ]
        #expect(elements.allSatisfy { known.contains(String($0)) })
        let changelog = try #require(SampleSite.file("CHANGELOG.md", of: content))
        #expect(!changelog.contains("[x](javascript"))
        #expect(
            changelog.split(separator: "\n").allSatisfy {
                $0.hasPrefix("#") || $0.hasPrefix("- ") || $0.hasPrefix("What is released in")
            })
    }

    @Test func `only addresses of the web are links`() {
        let base = "https://flags.example.com/site/"
        #expect(SiteAddress.safe("https://a.example/x", base: nil) == "https://a.example/x")
        #expect(SiteAddress.safe("MAILTO:a@b.example", base: nil) == "MAILTO:a@b.example")
        #expect(SiteAddress.safe("/docs/csf", base: base) == "https://flags.example.com/docs/csf")
        for text in [
            "javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example", "file:///etc", "",
            "https://", "https://a b", "x",
        ] {
            #expect(SiteAddress.safe(text, base: base) == nil)
        }
        #expect(SiteAddress.safe("/docs/csf", base: nil) == nil)
    }
}
