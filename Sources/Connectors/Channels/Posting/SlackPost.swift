import Communications
import Documents
import FlagModel
import NIOHTTP1

/// A message as Slack's incoming webhooks take it (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
struct SlackPost: ChannelPost {
    let peer: WebPeer
    let request: PostRequest
    /// Slack posts a message again that it gets again.
    let tellsRepetitions = false

    init(
        _ message: OutgoingMessage, over channel: MessageChannel, secrets: ChannelSecrets
    ) throws(ChannelSecrets.Unusable) {
        let (url, peer) = try secrets.address()
        self.peer = peer
        let body: JSONValue = [
            // What notifications show; Slack reads marks in it unless it is told not to.
            "text": .string(Self.escaped(message.subject)), "mrkdwn": false,
            "blocks": message.bodyWithLink.slackBlocks(subject: message.subject, link: message.link),
            "unfurl_links": false, "unfurl_media": false,
        ]
        request = PostRequest(url: url, fields: [], body: CanonicalJSON.compact(body))
    }

    /// Slack says what is wrong in a word: `no_service`, `invalid_payload`, `channel_is_archived`.
    func outcome(of answer: PostAnswer, _ secrets: ChannelSecrets) -> SendOutcome {
        let word = secrets.quoted(answer.body)
        switch answer.status.code {
        case 200 where word == "ok": return .sent(receipt: "ok")
        case 200...299: return .unknown("\(peer.name) answers \(answer.statusText), but not Slack's 'ok'")
        case 429: return .later(seconds: RetryAfter.seconds(answer.fields), why: "Slack takes no more at the moment")
        case 300...399: return .refused("\(peer.name) answers \(answer.statusText): redirects are not followed")
        case 400...407, 409...499:
            return .refused("Slack says \(word.isEmpty ? answer.statusText : "'\(word)'")\(Self.hint(for: word))")
        default: return .unknown("\(peer.name) answers \(answer.statusText)")
        }
    }

    private static func hint(for word: String) -> String {
        switch word {
        case "no_service", "no_team", "invalid_token", "team_disabled":
            ": the webhook was removed; make a new one and put its address into the variable"
        case "channel_is_archived", "channel_not_found": ": the webhook's channel is gone; make one for another"
        case "action_prohibited", "posting_to_general_channel_denied": ": an administrator of Slack does not allow it"
        default: ""
        }
    }

    /// The three characters that begin and end what Slack reads.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
