import Documents
import FlagModel
import Testing

@testable import Communications

@Suite struct SiteTests {
    @Test func `the same content gives the same bytes, each path once`() {
        let files = Site.files(SampleSite.content())
        #expect(files == Site.files(SampleSite.content()))
        #expect(Set(files.map { $0.path.lowercased() }).count == files.count)
        #expect(files.map(\.path) == files.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func `every link within the site leads to a file of the site`() throws {
        let files = Site.files(SampleSite.content())
        let paths = Set(files.map(\.path))
        for file in files where file.path.hasSuffix(".html") {
            let depth = file.path.split(separator: "/").count - 1
            let text = String(decoding: file.bytes, as: UTF8.self)
            for attribute in ["href=\"", "src=\""] {
                for piece in text.split(separator: attribute).dropFirst() {
                    let target = String(piece.prefix { $0 != "\"" && $0 != "#" })
                    guard !target.isEmpty, !target.contains(":") else { continue }
                    #expect(target.hasPrefix(String(repeating: "../", count: depth)))
                    #expect(paths.contains(target.replacing("../", with: "")), "\(file.path): \(target)")
                }
            }
        }
    }

    @Test func `the changelog tells what users were given, by day`() {
        #expect(
            SampleSite.file("CHANGELOG.md", of: SampleSite.content()) == """
                # Changelog

                What is released in CSF Grid, by day. Shares of users are counted by the cohorts as they are now. The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

                ## 2026-01-12

                ### Changed

                - **CSF Grid** is now for everybody, before for 25% ([documentation](https://docs.example.com/csf))

                ## 2026-01-10

                ### Added

                - **CSF Grid** for 25% of users: CSF Grid ([documentation](https://docs.example.com/csf))

                """)
    }

    @Test func `a message that is over stays in the feed and is no notification`() {
        var content = SampleSite.content()
        content.messages[0].isOver = true
        #expect(SampleSite.file("notifications.json", of: content)?.contains("\"title\"") == false)
        #expect(SampleSite.file("feed.json", of: content)?.contains("CSF Grid is here.") == true)
    }

    @Test func `a notification says what, until when, and where to read more`() throws {
        let text = try #require(SampleSite.file("notifications.json", of: SampleSite.content()))
        let notification = try JSONDocument(parsing: Array(text.utf8)).value["notifications"]?[0]
        #expect(notification?["title"] == "CSF Grid")
        #expect(notification?["messageHTML"] == "<p><strong>CSF Grid</strong> is here.</p>")
        #expect(notification?["expiresAt"] == "2026-01-21T12:00:00Z")
        #expect(notification?["actions"]?[0]?["url"] == "https://flags.example.com/rollouts/production/s4.html")
    }

    @Test func `a notification leads where its message does, to nothing but pages of the web`() throws {
        func actions(_ values: [String: String]) throws -> JSONValue? {
            var content = SampleSite.content()
            content.messages[0].values = values
            let text = try #require(SampleSite.file("notifications.json", of: content))
            return try JSONDocument(parsing: Array(text.utf8)).value["notifications"]?[0]?["actions"]
        }
        let (more, now) = ("https://docs.example.com/csf", "https://app.example.com/csf")
        #expect(
            try actions(["learnMore": more, "tryNow": now]) == [
                ["label": "Learn more", "url": .string(more)], ["label": "Try it now", "url": .string(now)],
            ])
        let page: JSONValue = [
            ["label": "Learn more", "url": "https://flags.example.com/rollouts/production/s4.html"]
        ]
        #expect(try actions(["learnMore": "javascript:alert(1)", "tryNow": "in the menu"]) == page)
    }

    @Test func `a feed's plain text has no markup`() throws {
        var content = SampleSite.content()
        content.messages[0].text = "**Keys** are \\>0, see [the guide](https://docs.example.com/keys).\n\n- one\n- two"
        let text = try #require(SampleSite.file("feed.json", of: content))
        let items = try JSONDocument(parsing: Array(text.utf8)).value["items"]?.array ?? []
        let plain = items.compactMap { $0["content_text"]?.string }
        #expect(plain.contains("Keys are >0, see the guide (https://docs.example.com/keys).\n\n- one\n- two"))
    }

    @Test func `long calendar lines fold at 75 octets, never within a character`() {
        let line = "SUMMARY:" + String(repeating: "ü€", count: 60)
        let folded = CalendarFile.folded(line)
        #expect(folded.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        #expect(folded.replacing("\r\n ", with: "") == line)
    }

    @Test func `a message that expired is no notification any more, one that is not sent is none yet`() {
        var content = SampleSite.content()
        content.time = Timestamp("2026-02-14T12:00:00Z")!
        #expect(SampleSite.file("notifications.json", of: content)?.contains("\"title\"") == false)
        content = SampleSite.content()
        content.messages[0].state = "planned"
        #expect(SampleSite.file("notifications.json", of: content)?.contains("\"title\"") == false)
    }
}
