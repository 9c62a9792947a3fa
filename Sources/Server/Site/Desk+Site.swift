import NIOCore

extension Desk {
    /// What leads to the site.
    static let siteRoot = "/site/"

    /// A page of the site, for those whose key opens every environment that it tells of.
    func page(_ path: String, secret: String?, ifNoneMatch: String?) async -> Reply {
        guard let site else { return .error(404, "there is nothing at this path") }
        let access = ring.access(with: secret)
        guard access != .none else { return .passwordNeeded }
        guard let edition = await site.current(board.standing.served) else {
            return .error(503, "the site could not be made; the server's log says why", fields: [("retry-after", "10")])
        }
        guard edition.environments.allSatisfy(access.opens) else {
            return .error(403, "the site tells of every environment, and the API key does not open all of them")
        }
        guard let page = edition.pages[path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path] else {
            return .error(404, "the site has no such page")
        }
        let fields = [("etag", page.tag)] + Self.siteFields
        if EntityTag.matches(ifNoneMatch, page.tag) {
            return Reply(status: 304, contentType: nil, fields: fields, body: ByteBuffer())
        }
        return Reply(contentType: page.mediaType, fields: fields, body: page.body)
    }

    /// What every page goes out with: nobody else frames it, and nothing is loaded but what is its own.
    private static let siteFields = [
        ("cache-control", "private, no-cache"),
        (
            "content-security-policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'none'; "
                + "base-uri 'none'; frame-ancestors 'none'"
        ),
        ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
    ]
}

extension Reply {
    /// A browser asks for a password then.
    fileprivate static var passwordNeeded: Reply {
        .error(
            401, "an API key is needed, as the password of any user",
            fields: [("www-authenticate", "Basic realm=\"flagctl\", charset=\"UTF-8\"")])
    }

    /// Where the site is.
    static var toSite: Reply {
        Reply(status: 302, contentType: nil, fields: [("location", Desk.siteRoot)], body: ByteBuffer())
    }
}
