import Testing

@testable import Server

@Suite struct RouteTests {
    @Test(arguments: [
        ("/ofrep/v1/evaluate/flags/CSF", Route.evaluate(key: "CSF", environment: nil)),
        ("/ofrep/v1/evaluate/flags/a%2Fb", .evaluate(key: "a/b", environment: nil)),
        ("/ofrep/v1/evaluate/flags/a%3fb%00", .evaluate(key: "a?b\0", environment: nil)),
        ("/ofrep/v1/evaluate/flags/..", .evaluate(key: "..", environment: nil)),
        ("/ofrep/v1/evaluate/flags/%c3%a4?x=y", .evaluate(key: "ä", environment: nil)),
        ("/ofrep/v1/evaluate/flags", .evaluateAll(environment: nil)),
        ("/ofrep/v1/events?token=1", .events(environment: nil)),
        ("/environments/production/ofrep/v1/evaluate/flags/CSF", .evaluate(key: "CSF", environment: "production")),
        ("/environments/production/ofrep/v1/evaluate/flags", .evaluateAll(environment: "production")),
        ("/environments/a%20b/ofrep/v1/events", .events(environment: "a b")),
        ("/flagd/flags.json", .flagdFile(environment: nil)),
        ("/environments/production/flagd/flags.json", .flagdFile(environment: "production")),
        ("/healthz", .health), ("/readyz", .readiness), ("/metrics", .metrics), ("/refresh", .refresh),
        ("http://example.com/healthz", .health), ("http://example.com", .toSite),
        ("/ofrep/v1/evaluate/flags/%zz", .malformed), ("/ofrep/v1/evaluate/flags/%ff", .malformed),
        ("/ofrep/v1/evaluate/flags/%4", .malformed), ("/environments/%/flagd/flags.json", .malformed),
        ("/", .toSite), ("/site", .toSite), ("/site/", .site(path: "")),
        ("/site/flags/CSF.html", .site(path: "flags/CSF.html")),
        ("/site/%2e%2e/x", .site(path: "../x")), ("/site/%zz", .malformed), ("/environments/a/site/", .unknown),
        ("", .unknown), ("*", .unknown), ("/environments", .unknown),
        ("/environments/production", .unknown), ("/environments/production/healthz", .unknown),
        ("/ofrep/v1/evaluate/flags/", .unknown), ("/ofrep/v1/evaluate/flags/a/b", .unknown), ("//healthz", .unknown),
    ])
    func `a target is one route`(target: String, route: Route) {
        #expect(Route.of(target).route == route)
    }

    @Test func `the query is what follows the first question mark`() {
        #expect(Route.of("/ofrep/v1/events?token=a?b&c").query == "token=a?b&c")
        #expect(Route.of("/healthz").query == "")
    }
}
