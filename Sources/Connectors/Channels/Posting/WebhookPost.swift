import Communications
import Documents
import FlagModel
import NIOHTTP1

/// A message as JSON, signed as Standard Webhooks has it (https://www.standardwebhooks.com), with a key by which receivers
/// tell repetitions (draft-ietf-httpapi-idempotency-key-header).
struct WebhookPost: ChannelPost {
    let peer: WebPeer
    let request: PostRequest
    let tellsRepetitions = true

    init(
        _ message: OutgoingMessage, over channel: MessageChannel, secrets: ChannelSecrets, at time: Timestamp
    ) throws(ChannelSecrets.Unusable) {
        let (url, peer) = try secrets.address()
        self.peer = peer
        let body = CanonicalJSON.compact(Self.document(message))
        // Without full stops, which part what is signed.
        let id = "msg_" + MessageDigest.hexadecimal(of: message.id)
        var fields = [
            ("Idempotency-Key", "\"\(message.id)\""), ("webhook-id", id), ("webhook-timestamp", "\(time.unixSeconds)"),
        ]
        if let variable = channel.secretVariable {
            let signature = try WebhookSignature(secret: try secrets.value(of: variable), variable: variable)
            fields.append(("webhook-signature", signature.text(id: id, seconds: time.unixSeconds, body: body)))
        }
        request = PostRequest(url: url, fields: fields.map { (name: $0.0, value: $0.1) }, body: body)
    }

    private static func document(_ message: OutgoingMessage) -> JSONValue {
        var object = JSONObject([
            ("id", .string(message.id)), ("subject", .string(message.subject)),
            ("text", .string(message.body.plain())), ("html", .string(message.body.html)),
            ("markdown", .string(message.body.markdown)), ("time", .string(message.time.text)),
        ])
        if let plan = message.plan { object["plan"] = .string(plan.text) }
        if let environment = message.environment { object["environment"] = .string(environment.text) }
        object["urgent"] = .bool(message.isUrgent)
        if let link = message.link { object["link"] = .string(link) }
        return .object(object)
    }

    func outcome(of answer: PostAnswer, _ secrets: ChannelSecrets) -> SendOutcome {
        let text = secrets.quoted(answer.body)
        let status = text.isEmpty ? answer.statusText : "\(answer.statusText): \(text)"
        switch answer.status.code {
        case 200...299: return .sent(receipt: answer.statusText)
        case 429: return .later(seconds: RetryAfter.seconds(answer.fields), why: "\(peer.name) takes no more now")
        case 503 where answer.fields.contains(name: "Retry-After"):
            return .later(seconds: RetryAfter.seconds(answer.fields), why: "\(peer.name) is not there at the moment")
        case 300...399: return .refused("\(peer.name) answers \(answer.statusText): redirects are not followed")
        // The draft's answer while the first attempt is still worked on.
        case 408, 409: return .unknown("\(peer.name) answers \(status)")
        case 400...499: return .refused("\(peer.name) answers \(status)")
        default: return .unknown("\(peer.name) answers \(status)")
        }
    }
}
