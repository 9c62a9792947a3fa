import NIOCore

extension Desk {
    /// What leads to the site.
    static let siteRoot = "/site/"

    /// A page of the site, for those whose key opens every environment that it tells of.
    ///
    /// - Parameter accept: what the client would like to have; one that takes pages is told in a page why there is none.
    func page(_ path: String, secret: String?, accept: String?, ifNoneMatch: String?) async -> Reply {
        do throws(NoPage) {
            return try await page(path, secret: secret, ifNoneMatch: ifNoneMatch)
        } catch {
            return accept?.contains("text/html") == true
                ? error.page : .error(error.status, error.details, fields: error.fields)
        }
    }

    private func page(_ path: String, secret: String?, ifNoneMatch: String?) async throws(NoPage) -> Reply {
        guard let site else { throw NoPage(status: 404, details: "there is nothing at this path") }
        let access = ring.access(with: secret)
        guard access != .none else { throw .keyNeeded("an API key is needed, as the password of any user") }
        guard let edition = await site.current(board.standing.served) else {
            throw NoPage(
                status: 503, details: "the site could not be made; the server's log says why",
                fields: [("retry-after", "10")])
        }
        // A browser sends a key again and again until it is asked for another one.
        guard edition.environments.allSatisfy(access.opens) else {
            throw .keyNeeded(
                "the site tells of every environment, and the API key does not open all of them; make one that does: "
                    + "flagctl serve key create NAME -e ENV -e ENV")
        }
        guard let page = edition.pages[path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path] else {
            throw NoPage(status: 404, details: "the site has no such page")
        }
        let fields = [("etag", page.tag)] + Reply.siteFields(edition.policy)
        if EntityTag.matches(ifNoneMatch, page.tag) {
            return Reply(status: 304, contentType: nil, fields: fields, body: ByteBuffer())
        }
        return Reply(contentType: page.mediaType, fields: fields, body: page.body)
    }
}

/// Why there is no page to show, in words of the server's own.
private struct NoPage: Error {
    let status: Int
    let details: String
    var fields: [(name: String, value: String)] = []

    /// A browser asks for a password then.
    static func keyNeeded(_ details: String) -> NoPage {
        NoPage(
            status: 401, details: details, fields: [("www-authenticate", "Basic realm=\"flagctl\", charset=\"UTF-8\"")])
    }

    /// The same as a page, which leads to the site's first one.
    var page: Reply {
        let text = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(status)</title></head>
            <body><h1>\(status)</h1><p>\(details)</p><p><a href="\(Desk.siteRoot)">Dashboard</a></p></body></html>

            """
        return Reply(
            status: status, contentType: "text/html; charset=utf-8",
            fields: fields + Reply.siteFields("default-src 'none'"), body: ByteBuffer(string: text))
    }
}

extension Reply {
    /// What every page goes out with: nobody else frames it, and nothing is loaded but what is its own.
    fileprivate static func siteFields(_ policy: String) -> [(name: String, value: String)] {
        [
            ("cache-control", "private, no-cache"), ("content-security-policy", "\(policy); frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
        ]
    }

    /// Where the site is.
    static var toSite: Reply {
        Reply(status: 302, contentType: nil, fields: [("location", Desk.siteRoot)], body: ByteBuffer())
    }
}
