/// A file of the site.
public struct SiteFile: Sendable, Hashable {
    /// Its path below the site's folder: ASCII, with `/` between folders, the same whatever a file system does with case.
    public let path: String
    /// Its content.
    public let bytes: [UInt8]

    /// Joins both.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    init(_ path: String, _ text: String) { self.init(path: path, bytes: Array(text.utf8)) }

    /// The media type that a web server gives it.
    public var mediaType: String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": path == "feed.json" ? "application/feed+json" : "application/json"
        case "xml": "application/atom+xml"
        case "ics": "text/calendar; charset=utf-8"
        case "md": "text/markdown; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}
