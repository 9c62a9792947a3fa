import NIOHTTP1
import Testing

@testable import Connectors

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
    ])
    func reads(_ text: String, _ seconds: Int) { #expect(HTTPDate.unixSeconds(text) == seconds) }

    @Test(arguments: [
        "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 November 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT", "Sun,  06 Nov 1994 08:49:37 GMT",
    ])
    func refuses(_ text: String) { #expect(HTTPDate.unixSeconds(text) == nil) }

    @Test(
        "a date of Retry-After is counted from the answer's own",
        arguments: [
            ("Sun, 06 Nov 1994 08:51:07 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 90),
            ("Sun, 06 Nov 1994 08:49:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 1),
            ("Mon, 06 Nov 2094 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 86400),
            ("Sun, 06 Nov 1994 08:51:07 GMT", nil, 60),
        ] as [(String, String?, Int)])
    func retryAfter(_ then: String, _ now: String?, _ seconds: Int) {
        var fields = HTTPHeaders([("Retry-After", then)])
        if let now { fields.add(name: "Date", value: now) }
        #expect(RetryAfter.seconds(fields) == seconds)
    }
}
