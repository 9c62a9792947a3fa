import Documents
import FlagModel
import Testing

@testable import Communications

@Suite struct AuditPageTests {
    private func entries(_ count: Int, _ make: (inout SiteEntry) -> Void) -> [SiteEntry] {
        (0..<count).map { number in
            var entry = SampleSite.entry(named: "CSF Grid")
            let digits = String(count - number, radix: 16)
            entry.commit = String(repeating: "0", count: 12 - digits.utf8.count) + digits
            entry.commit += String(repeating: "0", count: 28)
            make(&entry)
            return entry
        }
    }

    @Test func `no page is too large, however much commits say`() throws {
        var content = SampleSite.content()
        let evidence = (1...20).map { "error-rate at step \($0) was 0.4%, which is below 1%, over 30 minutes" }
        content.entries = entries(160) { $0.reason = evidence.joined(separator: "\n") }
        content.entries[0].reason = String(repeating: "\"<&\n", count: 100_000)
        content.entries[1].subject = String(repeating: "'", count: 100_000)
        content.entries[2].changes[0].summary = String(repeating: "é", count: 100_000)
        content.feedback = (0..<400).map { _ in
            var voice = content.feedback[0]
            voice.text = String(repeating: "It hangs. ", count: 100)
            return voice
        }
        let pages = Site.files(content).filter { $0.path.hasSuffix(".html") }
        for page in pages { #expect(page.bytes.count < 300_000, "\(page.path)") }
        let archive = pages.filter { $0.path.hasPrefix("audit/") }.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(archive.count > 1)
        #expect(archive.joined().split(separator: "<li id=\"c-").count == 161)
        #expect(
            SampleSite.file("audit.html", of: content)?.contains("git show \(content.entries[0].commit.prefix(12))")
                == true)
    }

    @Test func `pages count from the oldest, so that a full one stays as it is`() {
        var content = SampleSite.content()
        content.entries = entries(400) { _ in }
        let before = SampleSite.file("audit/1.html", of: content)
        content.entries.insert(SampleSite.entry(named: "new"), at: 0)
        #expect(before != nil)
        #expect(SampleSite.file("audit/1.html", of: content) == before)
    }

    @Test func `a commit of very many changes can be found by each name`() throws {
        var content = SampleSite.content()
        let names = (1...80).compactMap { FlagKey("flag-\($0)") }
        content.entries[0].changes = names.map {
            .init(environment: SampleSite.production, subject: .flag($0), field: "enabled", summary: "turned on")
        }
        let text = try #require(SampleSite.file("audit/data-1.js", of: content))
        let json = text.dropFirst("flagctlAudit(1,".utf8.count).dropLast(3)
        let row = try #require(try JSONDocument(parsing: Array(String(json).utf8)).value[0])
        #expect(row[7]?.array?.count == 50)
        #expect(row[8] == [.array(["production"] + (51...80).map { .string("flag-\($0)") })])
        #expect(row[9] == 80)
    }

    @Test func `what has a page is told with what leads there`() throws {
        let content = SampleSite.content()
        let data = try #require(SampleSite.file("audit/data-1.js", of: content))
        #expect(data.contains("[[\"production\",\"CSF\",\"CSF Grid\",1]]"))
        let page = try #require(SampleSite.file("flags/CSF.html", of: content))
        #expect(page.contains("href=\"../audit.html#flag==CSF\""))
    }

    @Test func `a commit without a word about fields has no empty list`() throws {
        var content = SampleSite.content()
        content.entries[0].changes = []
        let audit = try #require(SampleSite.file("audit.html", of: content))
        #expect(audit.contains("CSF Grid") && !audit.contains("class=\"fields\""))
    }

    @Test func `a change of feedback is told by what somebody said`() throws {
        var content = SampleSite.content()
        let path = "feedback/01J00000000000000000000000.json"
        content.entries[0].changes = [
            .init(environment: nil, subject: .file(path), field: ".", summary: "feedback created")
        ]
        let audit = try #require(SampleSite.file("audit.html", of: content))
        #expect(audit.contains("<a href=\"feedback.html\">“CSF Grid”</a> <bdi>feedback created</bdi>"))
    }
}
