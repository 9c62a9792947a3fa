import Testing

@testable import Connectors

@Suite("Metrics pages")
struct ExpositionTextTests {
    @Test("names, labels and numbers are read, with escapes and time stamps")
    func samples() throws {
        let page = try ExpositionText(
            parsing: #"""
                # HELP requests_total Requests.
                # TYPE requests_total counter
                requests_total 3
                requests_total{ route = "a b}" , other="q\"\\\n", } 1.5e3 1395066363000

                up{} +Inf
                # EOF
                """#)
        #expect(page.families == ["requests_total"])
        #expect(page.samples.map(\.name) == ["requests_total", "requests_total", "up"])
        #expect(page.samples.map(\.value) == [3, 1500, .infinity])
        #expect(page.samples[1].labels == ["route": "a b}", "other": "q\"\\\n"])
    }

    @Test(
        "a line of anything else is a mistake",
        arguments: ["<html>", "a{b} 1", "a{b=\"c} 1", "a{b=\"c\"}", "a one", "{a=\"b\"} 1"])
    func mistakes(line: String) {
        #expect(throws: ExpositionText.Mistake(line: 2)) { try ExpositionText(parsing: "up 1\n\(line)\n") }
    }

    @Test("a server's page is read, and a status of failure is none")
    func page() async throws {
        try await LocalServer.with(reply: { $0.path == "/metrics" ? .answer(200, "up 1\n") : .answer(404, "") }) {
            let text = try await MetricsPage(url: $0.url + "/metrics").text()
            #expect(text == "up 1\n")
            let url = $0.url + "/other"
            await #expect(throws: MetricsPage.Unread(why: "\(url) answers 404 Not Found")) {
                let text = try await MetricsPage(url: url).text()
                Issue.record("\(text)")
            }
        }
    }
}
