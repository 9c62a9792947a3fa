import FlagModel
import TestSupport
import Testing

@testable import Server

@Suite struct ServedSiteTests {
    private static let both: @Sendable (String) -> ServedSite = { commit in
        ServedSite(
            environments: ["development", "production"],
            files: [
                .init(
                    path: "index.html", mediaType: "text/html; charset=utf-8", bytes: Array("<h1>\(commit)</h1>".utf8)),
                .init(path: "flags/CSF.html", mediaType: "text/html; charset=utf-8", bytes: Array("CSF".utf8)),
            ], policy: "default-src 'self'")
    }

    @Test func `pages have tags and may load nothing but what is theirs`() async throws {
        let flags = try await FlagFixture()
        try await RunningServer.with(flags) { options in
            options.site = Self.both
        } body: { server in
            let page = try await server.get("/site/")
            #expect(page.status == 200)
            #expect(page.text.hasPrefix("<h1>"))
            #expect(page.fields["content-type"] == "text/html; charset=utf-8")
            #expect(page.fields["cache-control"] == "private, no-cache")
            #expect(page.fields["content-security-policy"] == "default-src 'self'; frame-ancestors 'none'")
            let tag = try #require(page.fields["etag"])
            #expect(try await server.get("/site/index.html", ["If-None-Match": tag]).status == 304)
            #expect(try await server.get("/site/flags/CSF.html").text == "CSF")
            #expect(try await server.send("HEAD", "/site/flags/CSF.html").fields["content-length"] == "3")
            for path in ["/site/none.html", "/site/%2e%2e/index.html", "/site//index.html", "/site/flags"] {
                #expect(try await server.get(path).status == 404)
            }
            #expect(try await server.post("/site/").status == 405)
        }
    }

    @Test func `what went wrong is a page for those who take pages`() async throws {
        try await RunningServer.with(try await FlagFixture()) { options in
            options.site = Self.both
        } body: { server in
            let page = try await server.get("/site/none.html", ["Accept": "text/html,application/xhtml+xml,*/*;q=0.8"])
            #expect(page.status == 404)
            #expect(page.fields["content-type"] == "text/html; charset=utf-8")
            #expect(page.fields["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'")
            #expect(page.text.contains("<p>the site has no such page</p><p><a href=\"/site/\">"))
            let plain = try await server.get("/site/none.html", ["Accept": "*/*"])
            #expect(plain.fields["content-type"] == "application/json")
        }
    }

    @Test func `there is no site where none is asked for`() async throws {
        try await RunningServer.with(try await FlagFixture()) { server in
            let page = try await server.get("/site/")
            let root = try await server.post("/")
            #expect(page.status == 404)
            #expect(root.status == 404)
        }
    }

    @Test func `a browser is asked for a key that opens every environment`() async throws {
        let flags = try await FlagFixture()
        let cabinet = try KeyCabinet(flags.location)
        let now = Timestamp(unixSeconds: 0)
        let one = try cabinet.create("one", for: ["production"], at: now).secret
        let all = try cabinet.create("all", for: ["production", "development"], at: now).secret
        try await RunningServer.with(flags) { options in
            options.keys = cabinet.file
            options.site = Self.both
        } body: { server in
            let refused = try await server.get("/site/")
            #expect(refused.status == 401)
            #expect(refused.fields["www-authenticate"]?.hasPrefix("Basic ") == true)
            #expect(try await server.get("/site/", Self.basic("wrong")).status == 401)
            // After 403 a browser would send the same key for ever.
            let some = try await server.get("/site/", Self.basic(one))
            #expect(some.status == 401)
            #expect(some.fields["www-authenticate"]?.hasPrefix("Basic ") == true)
            #expect(some.text.contains("flagctl serve key create NAME -e ENV -e ENV"))
            #expect(try await server.get("/site/", Self.basic(all)).status == 200)
            #expect(try await server.get("/site/", ["X-API-Key": all]).status == 200)
            // What a browser sends by itself must not do anything.
            #expect(try await server.post("/refresh", "{}", Self.basic(all)).status == 401)
            let path = "/environments/production/ofrep/v1/evaluate/flags/CSF"
            #expect(try await server.post(path, #"{"context":{}}"#, Self.basic(all)).status == 401)
        }
    }

    private static func basic(_ password: String) -> [String: String] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        var bytes = Array("me:\(password)".utf8)[...]
        while !bytes.isEmpty {
            let group = Array(bytes.prefix(3))
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 { text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=") }
            bytes = bytes.dropFirst(3)
        }
        return ["Authorization": "Basic \(text)"]
    }
}
