import NIOCore
import NIOHTTP1

extension Reply {
    /// The whole message as it goes over the wire (RFC 9112, section 2.1).
    func message(date: String, keepsAlive: Bool, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        var message = allocator.buffer(capacity: 256 + body.readableBytes)
        let status = HTTPResponseStatus(statusCode: status)
        message.writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        if let contentType { message.writeField("content-type", contentType) }
        message.writeField("content-length", String(body.readableBytes))
        message.writeField("date", date)
        for (name, value) in fields { message.writeField(name, value) }
        if !keepsAlive { message.writeField("connection", "close") }
        message.writeStaticString("\r\n")
        message.writeImmutableBuffer(body)
        return message
    }
}

extension ByteBuffer {
    fileprivate mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}
