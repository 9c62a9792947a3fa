import Documents
import FlagModel
import Testing

@Suite struct MetricsCatalogDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(text, at: ".flagctl/metrics.json", expecting: expected, sourceLocation: line) {
            MetricsCatalog.decode($0, at: $1, into: &$2)
        }
    }

    private func source(_ more: String) -> String { #"{ "sources": [\#(more)], "metrics": [] }"# }

    private func metric(_ more: String) -> String {
        """
        { "sources": [{ "key": "prom", "type": "prometheus", "url": "http://localhost:9090" },
                      { "key": "api", "type": "http", "url": "https://api.example.com/v1" },
                      { "key": "exports", "type": "file" }, { "key": "team", "type": "manual" }],
          "metrics": [\(more)] }
        """
    }

    @Test("decodes every kind of source and metric")
    func example() throws {
        let text = """
            { "$schema": "schemas/metrics.schema.json",
              "sources": [
                { "key": "prom", "type": "prometheus", "url": "http://localhost:9090", "timeout": "PT5S",
                  "bearerTokenVariable": "PROM_TOKEN", "userVariable": "U", "passwordVariable": "P", "caFile": "ca.pem",
                  "x-note": 1, "metadata": {} },
                { "key": "api", "type": "http", "url": "https://api.example.com" },
                { "key": "exports", "type": "file" }, { "key": "team", "type": "manual" }],
              "metrics": [
                { "key": "errors", "name": "Errors", "unit": "%", "source": "prom", "query": "rate({{service}})",
                  "arguments": { "service": "web" } },
                { "key": "up", "source": "api", "path": "/health", "measure": "status" },
                { "key": "slow", "source": "api", "path": "/health", "measure": "latency" },
                { "key": "queue", "source": "api", "path": "/stats", "measure": "value", "pointer": "/queue/depth" },
                { "key": "tickets", "source": "exports", "path": "measurements/support.csv", "series": "tickets" },
                { "key": "bugs", "source": "team", "roles": ["qa-lead"] }] }
            """
        let catalog = try #require(
            try decoded(text, at: ".flagctl/metrics.json") { MetricsCatalog.decode($0, at: $1, into: &$2) })
        #expect(catalog.sources.map(\.kind) == [.prometheus, .http, .file, .manual])
        #expect(catalog.sources.map(\.timeout) == [5, 10, 10, 10])
        #expect(catalog.sources[0].bearerTokenVariable == "PROM_TOKEN")
        #expect(
            catalog.metrics.map(\.query) == [
                .prometheus("rate({{service}})"), .http(path: "/health", .status), .http(path: "/health", .latency),
                .http(path: "/stats", .value(pointer: "/queue/depth")),
                .file(path: "measurements/support.csv", series: "tickets"), .manual(roles: ["qa-lead"]),
            ])
        #expect(catalog.metrics[0].arguments == ["service": "web"])
    }

    @Test("members are known, and those that must be there are")
    func members() throws {
        try expect(
            [
                "1️⃣ member 'metrics' is missing [missing-member]", "1️⃣ member 'sources' is missing [missing-member]",
                "2️⃣ the metrics has no member 'metric' [unknown-member] — did you mean 'metrics'?",
            ], "1️⃣{ 2️⃣\"metric\": [] }")
        try expect(
            [
                "1️⃣ member 'key' is missing [missing-member]",
                "2️⃣ there is no type of source 'prometeus' [unknown-value] — did you mean 'prometheus'?",
                "3️⃣ a source has no member 'uri' [unknown-member] — did you mean 'url'?",
                "4️⃣ 'p' is in the list twice [duplicate-entry]",
            ],
            source(
                """
                1️⃣{ "type": 2️⃣"prometeus", 3️⃣"uri": "" },
                { "key": "p", "type": "file" }, 4️⃣{ "key": "p", "type": "file" }
                """))
    }

    @Test("addresses, times and names of variables are what they have to be")
    func sources() throws {
        try expect(
            [
                "1️⃣ member 'url' is missing [missing-member]",
                "2️⃣ a source of type 'file' has no address [source-member] — remove 'url'",
                "3️⃣ 'ftp://example.com' is no address of HTTP [invalid-url]",
                "4️⃣ 'PT0S' is no time at all [number-range] — write at least a second: PT1S",
                "5️⃣ this is no name of an environment variable [invalid-variable]"
                    + " — write the variable's name, such as PROMETHEUS_TOKEN, never the secret itself",
                "6️⃣ this is no name of an environment variable [invalid-variable]",
                "7️⃣ the text is empty [empty-text]",
            ],
            source(
                """
                1️⃣{ "key": "a", "type": "http" }, { "key": "b", "type": "file", "url": 2️⃣"http://localhost" },
                { "key": "c", "type": "http", "url": 3️⃣"ftp://example.com", "timeout": 4️⃣"PT0S",
                  "bearerTokenVariable": 5️⃣"eyJhbGciOi.J9", "userVariable": 6️⃣"1U", "caFile": 7️⃣"" }
                """))
    }

    @Test(
        "an address has a host and nothing that belongs elsewhere",
        arguments: [
            "http://", "http:///x", "https://user@example.com", "http://x/?q=1", "http://x/#y", "http://x y", "x.com",
            "http://ä.com", "HTTP://x",
        ])
    func addresses(_ url: String) throws {
        try expect(
            ["1️⃣ '\(url)' is no address of HTTP [invalid-url]"],
            source(#"{ "key": "a", "type": "http", "url": 1️⃣"\#(url)" }"#))
    }

    @Test("a metric has the members of its source's type")
    func metricMembers() throws {
        try expect(
            [
                "1️⃣ there is no source 'pron' [undefined-source] — did you mean 'prom'?",
                "2️⃣ member 'query' is missing [missing-member]",
                "3️⃣ a metric of a source of type 'prometheus' has no 'path' [metric-member] — remove it",
                "4️⃣ member 'measure' is missing [missing-member]", "4️⃣ member 'path' is missing [missing-member]",
                "5️⃣ there is no measure 'latence' [unknown-value] — did you mean 'latency'?",
                "6️⃣ member 'pointer' is missing [missing-member]",
                "7️⃣ a metric of a source of type 'manual' has no 'query' [metric-member]",
                "8️⃣ 'qa' is in the list twice [duplicate-entry]", "9️⃣ expected a string, found a number [wrong-type]",
            ],
            metric(
                """
                { "key": "a", "source": 1️⃣"pron" }, 2️⃣{ "key": "b", "source": "prom", "path": 3️⃣"/" },
                4️⃣{ "key": "c", "source": "api" }, { "key": "d", "source": "api", "path": "/", "measure": 5️⃣"latence" },
                6️⃣{ "key": "e", "source": "api", "path": "/", "measure": "value" },
                { "key": "f", "source": "team", "query": 7️⃣"up", "roles": ["qa", 8️⃣"qa"] },
                { "key": "g", "source": "prom", "query": "up", "arguments": { "a": 9️⃣1 } }
                """))
    }

    @Test(
        "a file of measurements is below the repository's root",
        arguments: ["/etc/passwd", "../x.csv", "a/../b", "a//b", "./a", ".git/config", "a/"])
    func paths(_ path: String) throws {
        try expect(
            ["1️⃣ '\(path)' is no path below the repository's root [invalid-path] — write it as measurements/s4.csv"],
            metric(#"{ "key": "a", "source": "exports", "path": 1️⃣"\#(path)" }"#))
    }
}
