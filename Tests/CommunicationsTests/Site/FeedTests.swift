import Documents
import FlagModel
import Testing

@testable import Communications

@Suite struct FeedTests {
    private func ids(_ content: SiteContent) throws -> [String] {
        let feed = try JSONDocument(parsing: Array(try #require(SampleSite.file("feed.json", of: content)).utf8)).value
        return (feed["items"]?.array ?? []).compactMap { $0["id"]?.string }
    }

    @Test func `names are of the repository, also for two sites below one host`() throws {
        var content = SampleSite.content(base: "https://acme.github.io:8443/flags/")
        content.genesis = "89abcdef0123456789abcdef0123456789abcdef"
        #expect(
            try ids(content) == [
                "tag:acme.github.io,2026:89abcdef0123/messages/production/s4/run/launch/start/in-app",
                "tag:acme.github.io,2026:89abcdef0123/commits/\(content.commit)",
            ])
        let calendar = try #require(SampleSite.file("calendar.ics", of: content))
        #expect(calendar.contains("UID:flags/CSF/expires@89abcdef0123\r\n"))
        content.base = nil
        #expect(try ids(content).last == "urn:flagctl:89abcdef0123/commits/\(content.commit)")
    }

    @Test func `where the first commit is not here, names are of the site's address`() throws {
        let content = SampleSite.content(base: "https://acme.github.io:8443/flags/")
        #expect(try ids(content).last == "tag:acme.github.io,2026:acme.github.io:8443/flags/commits/\(content.commit)")
        let local = SampleSite.content(base: "http://[::1]/")
        #expect(try ids(local).last == "urn:flagctl:::1/commits/\(content.commit)")
    }

    @Test func `the title says which site it is`() throws {
        let content = SampleSite.content(base: "https://acme.github.io/flags/")
        #expect(
            SampleSite.file("feed.xml", of: content)?.contains("<title>CSF Grid · acme.github.io/flags</title>") == true
        )
        #expect(SampleSite.file("feed.json", of: content)?.contains("\"CSF Grid · acme.github.io/flags\"") == true)
        #expect(
            SampleSite.file("calendar.ics", of: content)?.contains("X-WR-CALNAME:CSF Grid · acme.github.io/flags\r\n")
                == true)
    }

    @Test func `evidence is a line each`() throws {
        var content = SampleSite.content()
        content.entries[0].reason = "It held.\n\ncriterion a: 1 < 2\ncriterion b: 3"
        let feed = try JSONDocument(parsing: Array(try #require(SampleSite.file("feed.json", of: content)).utf8)).value
        let item = try #require(feed["items"]?.array?.last)
        #expect(
            item["content_html"]?.string?.hasPrefix(
                "<p>It held.</p><p>criterion a: 1 &lt; 2</p><p>criterion b: 3</p><ul>") == true)
        #expect(
            item["content_text"] == "It held.\ncriterion a: 1 < 2\ncriterion b: 3\nproduction CSF: CSF Grid")
    }

    @Test func `what XML has no place for is replaced or left out`() {
        #expect(AtomFile.escaped("a\u{FFFF}\u{FFFE}\u{1}<'") == "a\u{FFFD}\u{FFFD}&lt;&#39;")
    }

    @Test func `nobody is busy by the calendar, and what moved has a higher number`() throws {
        var content = SampleSite.content()
        func events() throws -> [String] {
            let text = try #require(SampleSite.file("calendar.ics", of: content))
            return text.split(separator: "BEGIN:VEVENT").dropFirst().map(String.init)
        }
        #expect(try events().allSatisfy { $0.contains("\r\nTRANSP:TRANSPARENT\r\n") })
        let expiry = try #require(try events().first { $0.contains("flags/CSF/expires") })
        #expect(expiry.contains("\r\nLAST-MODIFIED:20260114T120000Z\r\nSEQUENCE:3175920\r\n"))
        // Nobody knows when the freeze was written down.
        #expect(try events().first { $0.contains("freezes/") }?.contains("SEQUENCE") == false)
        content.entries[0].changes[0].environment = SampleSite.production
        content.entries[0].changes[0].subject = .file("environments/production/environment.json")
        #expect(try events().first { $0.contains("freezes/") }?.contains("SEQUENCE:3175920") == true)
    }
}
