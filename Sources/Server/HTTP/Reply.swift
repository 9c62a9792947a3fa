import Documents
import NIOCore

/// What is answered to a request, whichever way it goes out.
struct Reply: Sendable {
    var status: Int
    var contentType: String?
    /// Other fields, their names in lower case.
    var fields: [(name: String, value: String)]
    var body: ByteBuffer

    init(status: Int = 200, contentType: String?, fields: [(name: String, value: String)] = [], body: ByteBuffer) {
        self.status = status
        self.contentType = contentType
        self.fields = fields
        self.body = body
    }

    /// A JSON document.
    static func json(
        _ value: JSONValue, status: Int = 200, fields: [(name: String, value: String)] = []
    ) -> Reply {
        Reply(
            status: status, contentType: json, fields: fields,
            body: ByteBuffer(string: CanonicalJSON.compact(value)))
    }

    /// `{"errorDetails"}`: what OFREP says where no error code fits.
    static func error(_ status: Int, _ details: String, fields: [(name: String, value: String)] = []) -> Reply {
        json(["errorDetails": .string(details)], status: status, fields: fields)
    }

    /// Nothing changed since the client asked last.
    static func notModified(_ tag: String) -> Reply {
        Reply(status: 304, contentType: nil, fields: [("etag", tag)], body: ByteBuffer())
    }

    static let json = "application/json"
}
