import FlagModel
import Testing

@testable import Communications

@Suite struct DashboardTests {
    private func page(_ content: SiteContent) throws -> String {
        try #require(SampleSite.file("index.html", of: content))
    }

    @Test func `late surveys do not hide a critical bug`() throws {
        var content = SampleSite.content()
        let bug = content.feedback[0]
        content.feedback = (1...6).map { number in
            Feedback(
                key: bug.key, kind: .survey, text: "Survey \(number)",
                received: Timestamp(unixSeconds: bug.received.unixSeconds - number * 86_400),
                deadline: Timestamp(unixSeconds: bug.received.unixSeconds - number * 3_600))
        }
        content.feedback.append(bug)
        content.feedback[6].text = "It hangs"
        content.feedback[6].environment = SampleSite.production
        content.environments[1].name = "Live"
        let page = try page(content)
        let first = try #require(page.firstRange(of: "It hangs"))
        let second = try #require(page.firstRange(of: "Survey 6"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(page.contains(" · <a href=\"flags/CSF.html\">CSF</a> · Live</li>"))
        #expect(page.contains("<li>and 2 more</li>"))
    }

    @Test func `a flag past its date is told, one on its last day is not`() throws {
        var content = SampleSite.content()
        content.flags[0].definition.lifecycle?.expires = CalendarDate("2026-01-14")
        #expect(try !page(content).contains("Past their date"))
        content.flags[0].definition.lifecycle?.expires = CalendarDate("2026-01-13")
        #expect(try page(content).contains("<h2>Past their date</h2>"))
        #expect(try page(content).contains("beta <span class=\"badge wait\">expired</span>"))
        #expect(SampleSite.file("flags/CSF.html", of: content)?.contains("<dt>Expired</dt>") == true)
        content.flags[0].definition.lifecycle?.stage = .archived
        #expect(try !page(content).contains("Past their date"))
    }

    @Test func `a freeze that lasts says until when`() throws {
        var content = SampleSite.content()
        content.time = try #require(Timestamp("2026-02-01T12:00:00Z"))
        #expect(try page(content).contains("<p class=\"when\">until <time datetime=\"2026-02-02T00:00:00Z\""))
    }

    @Test func `each cell of the flags names its environment, for screens without columns`() throws {
        let page = try page(SampleSite.content())
        #expect(
            page.contains("<td><span class=\"where\">CSF Grid</span><span class=\"badge on\">On for all</span></td>"))
        #expect(page.contains("<td><span class=\"where\">Stage</span><span>beta</span></td>"))
    }
}
