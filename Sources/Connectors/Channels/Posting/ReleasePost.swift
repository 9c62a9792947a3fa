import Communications
import Documents
import FlagModel
import NIOHTTP1

/// A message as a release of a repository at GitHub (https://docs.github.com/rest/releases/releases).
struct ReleasePost: ChannelPost {
    /// Characters of a release's text that GitHub takes.
    static let bodyLimit = 125_000

    let peer: WebPeer
    let request: PostRequest
    /// There is one release to a tag, but as many drafts as one likes.
    let tellsRepetitions: Bool
    private let tag: String

    init(
        _ message: OutgoingMessage, over channel: MessageChannel, secrets: ChannelSecrets
    ) throws(ChannelSecrets.Unusable) {
        guard let repository = channel.repository, let variable = channel.tokenVariable else {
            throw ChannelSecrets.Unusable(
                reason: "the channel '\(channel.key)' names no 'repository' or no 'tokenFrom'")
        }
        let token = try secrets.value(of: variable)
        guard token.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw ChannelSecrets.Unusable(
                reason: "the environment variable \(variable) holds no token: it has spaces or line ends")
        }
        var (url, peer) = try secrets.address(standard: "https://api.github.com")
        while url.hasSuffix("/") { url.removeLast() }
        self.peer = peer
        tag = Self.tag(of: message)
        tellsRepetitions = !channel.isDraft
        let body: JSONValue = [
            "tag_name": .string(tag), "name": .string(message.subject),
            "body": .string(Self.cut(message.bodyWithLink)), "draft": .bool(channel.isDraft),
        ]
        request = PostRequest(
            url: "\(url)/repos/\(repository)/releases",
            fields: [
                ("Authorization", "Bearer \(token)"), ("Accept", "application/vnd.github+json"),
                ("X-GitHub-Api-Version", "2022-11-28"),
            ], body: CanonicalJSON.compact(body))
    }

    /// A tag that belongs to this message alone: the message's name as git allows it (git-check-ref-format(1)).
    static func tag(of message: OutgoingMessage) -> String {
        let name = message.id.split { "/.".contains($0) }.joined(separator: "-")
        return "flagctl-\(name)-\(MessageDigest.hexadecimal(of: message.id).prefix(8))"
    }

    /// The text, without blocks at its end where GitHub does not take them.
    private static func cut(_ text: RichText) -> String {
        let whole = text.markdown
        guard whole.utf16.count > bodyLimit else { return whole }
        let note = RichText.Block.paragraph([.emphasis([.text("The rest is longer than GitHub takes.")])])
        var (kept, size) = (0, 200)
        for block in text.blocks {
            size += RichText([block]).markdown.utf16.count + 2
            if size > bodyLimit { break }
            kept += 1
        }
        return RichText(Array(text.blocks.prefix(kept)) + [note]).markdown
    }

    func outcome(of answer: PostAnswer, _ secrets: ChannelSecrets) -> SendOutcome {
        let said = GitHubAnswer(answer.body)
        let reason = "GitHub answers \(answer.statusText)\(said.message.map { ": \($0)" } ?? "")"
        switch answer.status.code {
        case 201: return .sent(receipt: said.url ?? tag)
        case 422 where said.isThereAlready: return .sent(receipt: "\(tag) is there already")
        case 403 where Self.isLimited(answer), 429:
            return .later(seconds: RetryAfter.seconds(answer.fields), why: reason)
        case 300...399: return .refused("\(reason): was the repository renamed?")
        case 401: return .refused("\(reason): the token is not valid any more")
        case 403, 404: return .refused("\(reason): the token needs to write contents of the repository")
        case 400...407, 409...499: return .refused(reason)
        default: return .unknown(reason)
        }
    }

    private static func isLimited(_ answer: PostAnswer) -> Bool {
        answer.fields.contains(name: "Retry-After") || answer.fields.first(name: "X-RateLimit-Remaining") == "0"
    }
}

/// What GitHub says in JSON.
private struct GitHubAnswer {
    var message: String?
    var url: String?
    var isThereAlready = false

    init(_ body: String) {
        let root: JSONNode
        do {
            root = try JSONDocument(parsing: Array(body.utf8), limits: JSONLimits(allowsDuplicateMembers: true)).root
        } catch {
            // A page for people says nothing that the status does not.
            return
        }
        message = root[member: "message"]?.string
        url = root[member: "html_url"]?.string
        isThereAlready = (root[member: "errors"]?.array ?? []).contains {
            $0[member: "code"]?.string == "already_exists" && $0[member: "field"]?.string == "tag_name"
        }
    }
}
